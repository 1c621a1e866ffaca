//! Asking for a review: what someone says when asking. Pure, so that the words have tests.

use super::form::ToSend;
use crate::kit::Choice;
use domain::base::PersonId;
use domain::enrolments::{MentorChoice, SectionView};
use domain::reviews::Priority;
use uuid::Uuid;

/// The longest message, in characters.
pub(crate) const MESSAGE_LIMIT: usize = 2_000;

/// What someone says when asking. It stays while the dialog is closed and opened again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asking {
    /// What to tell the mentor.
    pub(crate) message: String,
    /// How urgent it is.
    pub(crate) priority: Priority,
    /// The mentor who would be best.
    pub(crate) preferred: Option<PersonId>,
}

impl Default for Asking {
    fn default() -> Self {
        Self { message: String::new(), priority: Priority::Normal, preferred: None }
    }
}

impl Asking {
    /// Whether the message is too long, and by how much.
    pub(crate) fn too_long_by(&self) -> Option<usize> {
        self.message.trim().chars().count().checked_sub(MESSAGE_LIMIT).filter(|more| *more > 0)
    }
}

/// Returns how urgent it may be.
pub(crate) fn priorities() -> Vec<Choice> {
    vec![
        Choice::new("normal", "In its turn").detail("Mentors take those that have waited longest first."),
        Choice::new("high", "Sooner, please").detail("It goes before those in their turn."),
        Choice::new("urgent", "Urgent").detail("Something depends on it in the next days."),
    ]
}

/// Returns the name of a priority as a choice, and back.
pub(crate) fn priority_key(priority: Priority) -> &'static str {
    match priority {
        Priority::Normal => "normal",
        Priority::High => "high",
        Priority::Urgent => "urgent",
    }
}

/// Returns the priority of a choice.
pub(crate) fn priority_of(key: &str) -> Priority {
    match key {
        "urgent" => Priority::Urgent,
        "high" => Priority::High,
        _ => Priority::Normal,
    }
}

/// Returns the mentors to choose from, whoever is free first of all.
pub(crate) fn mentors(mentors: &[MentorChoice]) -> Vec<Choice> {
    let anyone = Choice::new("", "Whoever is free first");
    let named = mentors.iter().map(|choice| {
        Choice::new(choice.mentor.id.to_string(), choice.mentor.name.clone()).detail(choice.bio.clone())
    });
    std::iter::once(anyone).chain(named).collect()
}

/// Returns the mentor of a choice.
pub(crate) fn mentor_of(key: &str) -> Option<PersonId> {
    key.parse::<Uuid>().ok().map(PersonId)
}

/// Returns the mentor who answered the last round that was answered: a further one goes there first.
pub(crate) fn comes_first(view: &SectionView) -> Option<&str> {
    view.rounds.iter().find_map(|round| round.review.as_ref()).map(|review| review.mentor.name.as_str())
}

/// Returns what will be sent, in words.
pub(crate) fn sent_in_words(sent: ToSend) -> String {
    let answers = match sent.shared {
        0 => "No answer goes to the mentor".to_owned(),
        1 => "1 answer goes to the mentor".to_owned(),
        many => format!("{many} answers go to the mentor"),
    };
    let private = match sent.private {
        0 => String::new(),
        1 => "; 1 private one stays with you, and they see only that it is filled".to_owned(),
        many => format!("; {many} private ones stay with you, and they see only that these are filled"),
    };
    format!("{answers}{private}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_and_what_stays_is_said() {
        let sent = |shared, private| sent_in_words(ToSend { shared, private });
        assert_eq!(sent(11, 0), "11 answers go to the mentor.");
        assert_eq!(
            sent(11, 2),
            "11 answers go to the mentor; 2 private ones stay with you, and they see only that these are filled."
        );
        assert_eq!(
            sent(1, 1),
            "1 answer goes to the mentor; 1 private one stays with you, and they see only that it is filled."
        );
    }

    #[test]
    fn a_priority_survives_being_a_choice() {
        for priority in [Priority::Normal, Priority::High, Priority::Urgent] {
            assert_eq!(priority_of(priority_key(priority)), priority);
        }
    }

    #[test]
    fn a_message_may_have_two_thousand_characters_and_no_more() {
        let asking = |length| Asking { message: "ж".repeat(length), ..Asking::default() };
        assert_eq!(asking(MESSAGE_LIMIT).too_long_by(), None);
        assert_eq!(asking(MESSAGE_LIMIT + 3).too_long_by(), Some(3));
    }
}
