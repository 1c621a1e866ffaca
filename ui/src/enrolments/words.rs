//! How things are called on a client's screens: plans, progress, where a review stands. Pure, so that every sentence
//! has a test.

use crate::kit::{BadgeKind, Saying, say};
use crate::reviews::{count, first_name};
use crate::text::upper;
use domain::base::Instant;
use domain::enrolments::{ContentsSection, CurrentRound, MyJourney, Tier};
use domain::journeys::SectionKind;
use domain::reviews::{ReviewView, SubmissionState};

/// The plans, each with its name and what it means.
pub(crate) const PLANS: [(Tier, &str, &str); 3] = [
    (Tier::Essentials, "Essentials", "You work through it by yourself, at your own pace."),
    (Tier::Guided, "Guided", "A mentor reads each section that you send and writes back."),
    (Tier::Premium, "Premium", "As Guided, and you talk with a mentor in live sessions."),
];

/// Returns what a plan is called.
pub(crate) fn tier_name(tier: Tier) -> &'static str {
    PLANS.iter().find(|(plan, ..)| *plan == tier).map_or("", |(_, name, _)| name)
}

/// Returns how far someone is: "7 of 15 sections done".
pub(crate) fn done_words(done: i64, sections: i64) -> String {
    if sections == 0 {
        return "No sections yet".to_owned();
    }
    format!("{done} of {} done", count(sections, "section", "sections"))
}

/// Returns what stands below a journey's title.
pub(crate) fn about_journey(journey: &MyJourney) -> String {
    let mut facts = vec![done_words(journey.done, journey.sections)];
    if journey.in_review > 0 {
        facts.push(format!("{} with a mentor", journey.in_review));
    }
    facts.push(tier_name(journey.tier).to_owned());
    facts.join(" · ")
}

/// Returns where a section stands: in words, and whether that asks for something.
pub(crate) fn section_state(section: &ContentsSection, mentor: Option<&str>) -> (String, Option<BadgeKind>) {
    match section.review {
        Some(SubmissionState::Approved) => ("Approved".to_owned(), Some(BadgeKind::Good)),
        Some(SubmissionState::ChangesRequested) => {
            let open = match section.open_comments {
                0 => String::new(),
                open => format!(", {} open", count(open, "comment", "comments")),
            };
            (format!("Changes asked for{open}"), Some(BadgeKind::Changed))
        }
        Some(SubmissionState::Open) => match mentor {
            Some(name) => (format!("With {name}"), None),
            None => ("Sent, waiting for a mentor".to_owned(), None),
        },
        Some(SubmissionState::Cancelled) | None => (begun(section), None),
    }
}

fn begun(section: &ContentsSection) -> String {
    match (section.kind, section.items, section.score) {
        (SectionKind::List, 0, _) | (SectionKind::Form, _, 0) => "Not begun".to_owned(),
        (SectionKind::List, items, _) => count(items, "entry", "entries"),
        (SectionKind::Form, _, 100) => "All answered".to_owned(),
        (SectionKind::Form, _, _) => "Begun".to_owned(),
    }
}

/// Returns how many entries a list has: "12 entries", "No person yet".
pub(crate) fn progress_words(entries: usize, called: Option<&str>) -> String {
    match (entries, called) {
        (0, Some(called)) => format!("No {called} yet"),
        (0, None) => "No entry yet".to_owned(),
        (entries, _) => count(entries, "entry", "entries"),
    }
}

/// How the review of a section stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// It in a few words.
    pub(crate) title: String,
    /// What that means for the client.
    pub(crate) text: String,
    /// The class that gives it its colour.
    pub(crate) class: &'static str,
}

/// Returns how the review of a section stands. `last` is the last feedback there was.
pub(crate) fn standing_of(
    current: &CurrentRound,
    last: Option<&ReviewView>,
    open_comments: usize,
    now: Instant,
) -> Standing {
    let sent = say(current.requested_at, now, Saying::Moment, None);
    let reviewer = last.map_or("Your mentor", |review| first_name(&review.mentor.name));
    let answered = last.map(|review| say(review.completed_at, now, Saying::Moment, None));
    let until = current.waits_for.as_ref().map(|(_, until)| say(*until, now, Saying::Moment, None));
    let changed = current.changed_since;
    match current.state {
        SubmissionState::Open => waiting(current, &sent, &until.unwrap_or_default()),
        SubmissionState::ChangesRequested => Standing {
            title: format!("{reviewer} asked for changes{}", on(answered)),
            text: if open_comments > 0 {
                let comments = count(open_comments, "comment", "comments");
                format!("{comments} open. Change what you like, mark what is done, then ask again.")
            } else {
                "Nothing is open any more. Ask again when you are ready.".to_owned()
            },
            class: "asks",
        },
        SubmissionState::Approved => Standing {
            title: format!("{reviewer} approved this section{}", on(answered)),
            text: if changed {
                "You have changed something since. Ask again if you would like it read once more.".to_owned()
            } else {
                "Nothing more to do here. You can change it whenever life does.".to_owned()
            },
            class: "good",
        },
        SubmissionState::Cancelled => Standing {
            title: "You took the last request back".to_owned(),
            text: "Ask again when you are ready.".to_owned(),
            class: "calm",
        },
    }
}

/// Returns how a review stands that nobody answered yet, sent and kept for somebody `until` moments in words.
fn waiting(current: &CurrentRound, sent: &str, until: &str) -> Standing {
    let (title, who) = match &current.mentor {
        Some(mentor) => (format!("With {}, sent {sent}", mentor.name), first_name(&mentor.name).to_owned()),
        None => match &current.waits_for {
            Some((mentor, _)) => {
                let name = first_name(&mentor.name).to_owned();
                (format!("Sent {sent}, kept for {} until {until}", mentor.name), name)
            }
            None => (format!("Sent {sent}, waiting for a mentor"), "the mentor".to_owned()),
        },
    };
    let text = if current.changed_since {
        format!(
            "You have changed something since. {} reads the version you sent; the changes go with your next request.",
            capital(&who)
        )
    } else {
        format!("You can go on writing; {who} reads the version you sent.")
    };
    Standing { title, text, class: "calm" }
}

fn on(at: Option<String>) -> String {
    at.map_or_else(String::new, |at| format!(", {at}"))
}

/// Returns a word as it stands at the beginning of a line.
pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(String::from).unwrap_or_default();
    upper(&first) + letters.as_str()
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
