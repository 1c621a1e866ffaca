//! How complete a section is, as a number from 0 to 100: a pure function of its fields and answers.
//!
//! It measures what is filled, not how good it is (that is what a review is for), and it never
//! looks at a value beyond asking whether there is one.
//!
//! The rules, in words:
//! 1. A critical field weighs 40, an important one 30, an optional one 10.
//! 2. The score of a form is the weight of its filled fields over the weight of all its fields.
//! 3. A field that its condition hides weighs nothing, filled or not.
//! 4. A form that asks nothing is complete.
//! 5. The score of a list is the mean over its items; a list without an item scores 0.
//! 6. Parts of a point are cut off, so that 100 means that nothing is missing.
//!
//! Filling a field never lowers the score, unless the answer makes new fields appear.

use super::condition::{Answers, Condition, visible};
use super::kind::is_filled;
use serde::{Deserialize, Serialize};

/// How much a field matters to a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Importance {
    /// Without it the section does not do its work.
    Critical,
    /// It spares someone a search or a quarrel.
    Important,
    /// Good to have.
    Optional,
}

impl Importance {
    /// Returns what a field of this importance weighs in the score.
    #[must_use]
    pub const fn weight(self) -> u32 {
        match self {
            Self::Critical => 40,
            Self::Important => 30,
            Self::Optional => 10,
        }
    }
}

/// What the score has to know of a field.
#[derive(Debug, Clone, Copy)]
pub struct ScoredField<'a> {
    /// The key that the answers are found by.
    pub key: &'a str,
    /// How much it matters.
    pub importance: Importance,
    /// When it is asked; always, if absent.
    pub when: Option<&'a Condition>,
}

/// A share of what is asked: how much weight is filled, of how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// The weight of what is filled.
    pub filled: u32,
    /// The weight of all that is asked.
    pub asked: u32,
}

impl Share {
    /// Returns the share from 0 to 100, cut off; 100 when nothing is asked.
    #[must_use]
    pub const fn score(self) -> u32 {
        match (self.filled * 100).checked_div(self.asked) {
            Some(score) => score,
            None => 100,
        }
    }
}

/// Returns the score of a form.
#[must_use]
pub fn form_score(fields: &[ScoredField<'_>], answers: &Answers) -> u32 {
    form_share(fields, answers).score()
}

/// Returns how much of a form is filled, of how much.
#[must_use]
pub fn form_share(fields: &[ScoredField<'_>], answers: &Answers) -> Share {
    let conditions: Vec<_> = fields.iter().map(|field| (field.key, field.when)).collect();
    let shown = visible(&conditions, answers);
    let asked = fields.iter().filter(|field| shown.contains(field.key));
    asked.fold(Share::default(), |share, field| {
        let weight = field.importance.weight();
        let filled = if answers.get(field.key).is_some_and(is_filled) { weight } else { 0 };
        Share { filled: share.filled + filled, asked: share.asked + weight }
    })
}

/// Returns the score of a list, from the answers of each item.
#[must_use]
pub fn list_score(fields: &[ScoredField<'_>], items: &[Answers]) -> u32 {
    let total: u32 = items.iter().map(|item| form_score(fields, item)).sum();
    u32::try_from(items.len()).ok().and_then(|count| total.checked_div(count)).unwrap_or(0)
}

#[cfg(test)]
#[path = "score_tests.rs"]
mod tests;
