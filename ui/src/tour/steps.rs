//! What the tour says, and what makes it go on. Pure.

use crate::routes::Route;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Happened {
    /// Somebody went to a page.
    At(Route),
    /// Rows of a table changed.
    Changed(String),
}

/// A step: what to do, the action whose keys do it, and what shows that it was done.
#[derive(Debug)]
pub(super) struct Step {
    /// What to do.
    pub(super) text: &'static str,
    /// The name of the action that does it, if one does.
    pub(super) action: Option<&'static str>,
    done: fn(&Happened) -> bool,
}

/// What a mentor does.
pub(super) const MENTOR: &[Step] = &[
    Step {
        text: "Clients wait for an answer under Reviews. Go there.",
        action: Some("go.r"),
        done: |happened| matches!(happened, Happened::At(Route::Reviews | Route::ReviewRoom { .. })),
    },
    Step {
        text: "Choose a section of the queue and claim it. From then on it is yours to answer, for some days.",
        action: Some("review.claim"),
        done: |happened| changed(happened, "claims"),
    },
    Step {
        text: "Read what the client wrote, then write a few words in the overall note. They are saved as you write.",
        action: Some("review.note"),
        done: |happened| changed(happened, "review_drafts"),
    },
    Step {
        text: "Send it: approve, or ask for changes. These people are invented; nobody is disturbed.",
        action: Some("review.send"),
        done: |happened| changed(happened, "reviews"),
    },
];

/// What a client does.
pub(super) const CLIENT: &[Step] = &[
    Step {
        text: "What you are working on stands under Journeys. Go there, and open a section.",
        action: Some("go.j"),
        done: |happened| matches!(happened, Happened::At(Route::JourneySection { .. })),
    },
    Step {
        text: "Answer a question, or change an answer. It is saved as you write; a lock marks what only you can see.",
        action: Some("section.write"),
        done: |happened| changed(happened, "answers") || changed(happened, "private_answers"),
    },
    Step {
        text: "Ask for a review. A mentor reads the section as it is at that moment, and answers you here.",
        action: Some("section.ask"),
        done: |happened| changed(happened, "section_reviews"),
    },
];

fn changed(happened: &Happened, table: &str) -> bool {
    matches!(happened, Happened::Changed(name) if name == table)
}

/// Returns at which step one is after something happened.
pub(super) fn after(steps: &[Step], at: usize, happened: &Happened) -> usize {
    match steps.get(at) {
        Some(step) if (step.done)(happened) => at + 1,
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn walked(steps: &[Step], happened: &[Happened]) -> usize {
        happened.iter().fold(0, |at, happened| after(steps, at, happened))
    }

    fn table(name: &str) -> Happened {
        Happened::Changed(name.to_owned())
    }

    #[test]
    fn doing_what_it_says_leads_to_the_end() {
        let mentor = [
            Happened::At(Route::Reviews),
            table("claims"),
            Happened::At(Route::ReviewRoom { submission: Uuid::nil() }),
            table("review_drafts"),
            table("reviews"),
        ];
        assert_eq!(walked(MENTOR, &mentor), MENTOR.len());
        let section = Route::JourneySection { enrolment: Uuid::nil(), section: Uuid::nil() };
        let client = [Happened::At(section), table("private_answers"), table("section_reviews")];
        assert_eq!(walked(CLIENT, &client), CLIENT.len());
    }

    #[test]
    fn anything_else_leaves_it_where_it_is() {
        let other = [Happened::At(Route::Today), table("answers"), table("claims"), table("reviews")];
        assert_eq!(walked(MENTOR, &other), 0);
        assert_eq!(after(MENTOR, MENTOR.len(), &table("reviews")), MENTOR.len());
    }
}
