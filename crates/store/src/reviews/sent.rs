//! The answers of one round as it was sent, and how two rounds differ. Pure: what a screen shows of them is in
//! [`entries`](super::entries).

use domain::enrolments::{AnswerKey, ItemId};
use domain::journeys::FieldId;
use domain::reviews::{Change, SubmissionAnswer};
use std::collections::{BTreeMap, BTreeSet};

/// An answer as a mentor may compare it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sent {
    /// A shared answer.
    Shared(serde_json::Value),
    /// A private answer.
    Hidden {
        /// Whether it differs from the round before.
        changed: bool,
    },
}

/// The answers of one round.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct SentRound {
    /// The answers.
    pub(super) answers: BTreeMap<AnswerKey, Sent>,
    /// Where each entry stood when the round was sent.
    pub(super) places: BTreeMap<ItemId, i64>,
}

impl SentRound {
    /// Puts the frozen answers of a round together.
    pub(super) fn of(answers: Vec<SubmissionAnswer>) -> Self {
        let mut round = Self::default();
        for answer in answers {
            let sent = match answer.value {
                Some(value) => Sent::Shared(value.0),
                None => Sent::Hidden { changed: answer.hidden_change },
            };
            if let Some(item) = answer.item_id {
                round.places.insert(item, answer.item_position);
            }
            round.answers.insert(AnswerKey { item: answer.item_id, field: answer.field_id }, sent);
        }
        round
    }
}

/// Returns how one answer differs from the round before. Without that round, which another mentor may have
/// answered, only what the authority says of private answers is known.
pub(super) fn change(key: &AnswerKey, before: Option<&SentRound>, now: &SentRound) -> Change {
    let new = now.answers.get(key);
    let Some(before) = before else {
        let changed = matches!(new, Some(Sent::Hidden { changed: true }));
        return if changed { Change::Changed } else { Change::Same };
    };
    match (before.answers.get(key), new) {
        (None, None) | (_, Some(Sent::Hidden { changed: false })) => Change::Same,
        (None, Some(_)) => Change::Added,
        (Some(_), None) => Change::Removed,
        (Some(_), Some(Sent::Hidden { changed: true })) => Change::Changed,
        (Some(old), Some(new)) => {
            if old == new {
                Change::Same
            } else {
                Change::Changed
            }
        }
    }
}

/// Returns the fields that differ, in any entry.
pub(super) fn changed_fields(before: Option<&SentRound>, now: &SentRound) -> BTreeSet<FieldId> {
    let old = before.into_iter().flat_map(|round| round.answers.keys());
    let keys = now.answers.keys().chain(old);
    keys.filter(|key| change(key, before, now) != Change::Same).map(|key| key.field).collect()
}

#[cfg(test)]
#[path = "sent_tests.rs"]
mod tests;
