//! The first sentences of the day. Pure: what is waiting, in words.

use crate::hooks::{Person, Role};
use crate::reviews::{count, first_name};
use domain::base::{Instant, Span};
use domain::reviews::{ReviewRow, SubmissionState};
use domain::today::{TodaySection, TodayView};

/// Returns "Good morning, Amara."
fn greeting(hour: u32, name: &str) -> String {
    let part = match hour {
        5..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    };
    match first_name(name) {
        "" => format!("{part}."),
        first => format!("{part}, {first}."),
    }
}

/// Returns a number as one says it.
fn spoken(number: usize) -> String {
    const WORDS: [&str; 10] =
        ["Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Returns the heading of the day: a greeting, and what is waiting in one sentence. That nobody is waiting is not said while
/// not everything is here.
pub(super) fn heading(view: &TodayView, hour: u32, me: &Person, now: Instant, incomplete: bool) -> String {
    let greeting = greeting(hour, &me.name);
    let (waiting, nobody) = if me.has(Role::Mentor) {
        (for_mentor(view, now), "Nobody is waiting.")
    } else {
        (for_client(&view.sections), "Nothing is waiting.")
    };
    match waiting {
        Some(waiting) => format!("{greeting} {waiting}"),
        None if incomplete => greeting,
        None => format!("{greeting} {nobody}"),
    }
}

fn for_mentor(view: &TodayView, now: Instant) -> Option<String> {
    let soon = view.court.iter().filter(|row| is_soon(row, now)).count();
    let people = |number: usize| if number == 1 { "person is" } else { "people are" };
    if soon > 0 {
        return Some(format!("{} {} waiting for you today.", spoken(soon), people(soon)));
    }
    Some(match (view.court.len(), view.queue) {
        (0, 0) => return None,
        (0, 1) => "One review is free to claim.".to_owned(),
        (0, free) => {
            format!("{} reviews are free to claim.", spoken(usize::try_from(free).unwrap_or_default()))
        }
        (court, _) => format!("{} {} waiting for you.", spoken(court), people(court)),
    })
}

fn for_client(sections: &[TodaySection]) -> Option<String> {
    let back = sections.iter().filter(|section| section.state == SubmissionState::ChangesRequested).count();
    let away = sections.iter().filter(|section| section.state == SubmissionState::Open).count();
    Some(match (back, away) {
        (0, 0) => return None,
        (0, 1) => "One section is with a mentor.".to_owned(),
        (0, away) => format!("{} sections are with a mentor.", spoken(away)),
        (1, _) => "One section came back with feedback.".to_owned(),
        (back, _) => format!("{} sections came back with feedback.", spoken(back)),
    })
}

/// Whether a review is due within a day.
fn is_soon(row: &ReviewRow, now: Instant) -> bool {
    row.until.is_some_and(|until| until - now < Span::hours(24))
}

/// Returns two sentences about what is on top of the court, or one about both; nothing when there is nothing to say.
pub(super) fn lede(court: &[ReviewRow]) -> String {
    if let [one, other, ..] = court
        && let (Some(one), Some(other)) = (begun(one), begun(other))
    {
        return format!("You have begun to answer {one} and {other}.");
    }
    let sentences: Vec<String> = court.iter().take(2).filter_map(sentence).collect();
    sentences.join(" ")
}

/// Returns whom a mentor has begun to answer, and on what.
fn begun(row: &ReviewRow) -> Option<String> {
    let client = row.client.as_ref().filter(|_| row.has_draft)?;
    Some(format!("{} on “{}”", first_name(client), row.section_title))
}

fn sentence(row: &ReviewRow) -> Option<String> {
    if let Some(begun) = begun(row) {
        return Some(format!("You have begun to answer {begun}."));
    }
    let title = &row.section_title;
    let Some(client) = &row.client else {
        return row.reserved.then(|| format!("“{title}” is kept for you."));
    };
    let first = first_name(client);
    Some(match (row.round, row.changed_fields) {
        (1, _) => format!("{first} sent “{title}” for the first time."),
        (_, 0) => format!("{first} sent “{title}” again."),
        (_, changed) => {
            format!("{first} changed {} in “{title}”.", count(changed, "answer", "answers"))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reviews::sample_row;

    fn view(court: Vec<ReviewRow>, queue: i64) -> TodayView {
        TodayView {
            court,
            queue,
            completed_30_days: 0,
            median_work_ms: None,
            sections: Vec::new(),
            journeys: Vec::new(),
            events: Vec::new(),
        }
    }

    fn due(hours: i64) -> ReviewRow {
        ReviewRow { until: Some(Instant(0) + Span::hours(hours)), ..sample_row("Final days") }
    }

    fn person(name: &'static str, role: Role) -> Person {
        Person { id: Default::default(), name: name.into(), zone: "UTC".into(), roles: vec![role] }
    }

    fn said(court: Vec<ReviewRow>, queue: i64) -> String {
        heading(&view(court, queue), 9, &person("Amara Okafor", Role::Mentor), Instant(0), false)
    }

    #[test]
    fn the_heading_says_what_is_waiting() {
        assert_eq!(
            said(vec![due(5), due(6)], 3),
            "Good morning, Amara. Two people are waiting for you today."
        );
        assert_eq!(
            said(vec![due(5), due(60)], 0),
            "Good morning, Amara. One person is waiting for you today."
        );
        assert_eq!(said(vec![due(60)], 0), "Good morning, Amara. One person is waiting for you.");
        assert_eq!(said(vec![], 12), "Good morning, Amara. 12 reviews are free to claim.");
        assert_eq!(said(vec![], 0), "Good morning, Amara. Nobody is waiting.");
    }

    #[test]
    fn that_nobody_waits_is_not_said_before_everything_is_here() {
        let amara = person("Amara Okafor", Role::Mentor);
        let said = |court, queue| heading(&view(court, queue), 9, &amara, Instant(0), true);
        assert_eq!(said(vec![], 0), "Good morning, Amara.");
        assert_eq!(said(vec![due(60)], 0), "Good morning, Amara. One person is waiting for you.");
        let nora = person("Nora Field", Role::Client);
        assert_eq!(heading(&view(vec![], 0), 9, &nora, Instant(0), true), "Good morning, Nora.");
    }

    #[test]
    fn the_greeting_knows_the_time_of_day() {
        assert_eq!(greeting(4, "Ruth"), "Good evening, Ruth.");
        assert_eq!(greeting(13, "Ruth"), "Good afternoon, Ruth.");
        assert_eq!(greeting(9, ""), "Good morning.");
    }

    #[test]
    fn the_lede_tells_the_first_two_and_keeps_secrets() {
        let unknown = ReviewRow { client: None, reserved: true, ..sample_row("Guest list") };
        assert_eq!(
            lede(&[sample_row("Final days"), unknown, sample_row("Letters")]),
            "Ruth changed 2 answers in “Final days”. “Guest list” is kept for you."
        );
        assert_eq!(lede(&[]), "");
    }

    #[test]
    fn two_answers_that_are_begun_are_told_in_one_sentence() {
        let begun = |title: &str| ReviewRow { has_draft: true, ..sample_row(title) };
        assert_eq!(
            lede(&[begun("Final days"), begun("Letters")]),
            "You have begun to answer Ruth on “Final days” and Ruth on “Letters”."
        );
        assert_eq!(
            lede(&[begun("Final days"), sample_row("Letters")]),
            "You have begun to answer Ruth on “Final days”. Ruth changed 2 answers in “Letters”."
        );
    }
}
