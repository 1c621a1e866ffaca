//! What screens show of people: the answers to questions, typed.

use crate::base::{PersonId, ZoneId};
use crate::command::Role;
use serde::{Deserialize, Serialize};

/// Someone whom one can act as in a sample workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonCard {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their time zone.
    pub zone: ZoneId,
    /// What they may do.
    pub roles: Vec<Role>,
}

/// The one who looks at the screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeView {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their time zone.
    pub zone: ZoneId,
    /// What they may do.
    pub roles: Vec<Role>,
    /// How many reviews are in their court: held by them, or reserved for them.
    pub reviews: i64,
    /// How many sections of theirs wait for a change.
    pub to_change: i64,
    /// How many lines of notifications wait to be read: the same thing about the same review is one.
    pub unread: i64,
}
