//! The row of a saved view.

use crate::base::PersonId;
use crate::entity;
use crate::reviews::{ReviewList, ReviewOrder};
use serde::{Deserialize, Serialize};

crate::ids! {
    /// A saved view.
    SavedViewId;
}

/// What a view shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shows {
    /// Of which list.
    pub list: ReviewList,
    /// In which order.
    pub sorted: ReviewOrder,
    /// Only of the journey with this title; of any when empty.
    #[serde(default)]
    pub journey: String,
    /// Only what has all these words.
    #[serde(default)]
    pub words: String,
}

entity! {
    /// What a person wished to see of the reviews, kept under a name. Seen by that person.
    SavedView(SavedViewId) {
        /// Whose it is.
        person_id: PersonId,
        /// What they call it; no two of theirs have the same name.
        name: String,
        /// Of which list.
        list: ReviewList,
        /// In which order.
        sorted: ReviewOrder,
        /// Only of the journey with this title; of any when empty.
        journey: String,
        /// Only what has all these words.
        words: String,
        /// Whether the reviews open with it; at most one of theirs does.
        opens_first: bool,
    }
    /// A person's views.
    index BY_PERSON(person_id);
}

impl SavedView {
    /// Returns what it shows.
    #[must_use]
    pub fn shows(&self) -> Shows {
        Shows {
            list: self.list,
            sorted: self.sorted,
            journey: self.journey.clone(),
            words: self.words.clone(),
        }
    }
}
