//! What those who run a server ask of it: who has an account, and to look at what somebody sees.

use super::Secret;
use crate::base::{Instant, PersonId};
use crate::command::Role;
use serde::{Deserialize, Serialize};

/// The longest visit, in minutes.
pub const LONGEST_VISIT: u32 = 30;
/// The most characters of the reason of a visit.
pub const REASON_LIMIT: usize = 500;

/// `POST people/find`: who has an account. What is looked for is a person's, so it stands in no address. Answered by
/// [`PeopleList`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct FindPeople {
    /// What the name or the address holds; nothing for everybody.
    pub find: String,
    /// The address behind which the page begins; nothing for the first page.
    pub after: String,
}

/// A page of those who have an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeopleList {
    /// The accounts, in the order of their addresses.
    pub people: Vec<PersonLine>,
    /// Whether there are more behind the last one.
    pub more: bool,
}

/// One account of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonLine {
    /// Whose it is.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they may do, in order.
    pub roles: Vec<Role>,
    /// When the account was made.
    pub created_at: Instant,
    /// Since when nobody may sign in with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled_at: Option<Instant>,
    /// When a device of theirs was heard of last, give or take some minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<Instant>,
}

/// `POST visits`: begins to look at what somebody sees, for a while. Nothing can be changed on a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BeginVisit {
    /// Who is visited.
    pub person: PersonId,
    /// Why; whoever is visited reads it.
    pub reason: String,
    /// For how many minutes, at most [`LONGEST_VISIT`].
    pub minutes: u32,
    /// The visitor's own password.
    pub password: Secret,
    /// A code of the visitor's second factor, or a recovery code, where one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Secret>,
}

/// A visit that goes on, as the visitor's page is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Visiting {
    /// The visitor.
    pub visitor: PersonId,
    /// When it is over at the latest.
    pub until: Instant,
    /// How long that is from now, in milliseconds: the page's clock may go otherwise than the server's.
    pub left: i64,
}

/// `GET visits`: who looked at what the person sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitList {
    /// The visits, the last first.
    pub visits: Vec<VisitLine>,
}

/// One visit of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitLine {
    /// What the visitor is called; none when they are gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Why, in the visitor's words.
    pub reason: String,
    /// When it began.
    pub began_at: Instant,
    /// When it was over, or will be at the latest.
    pub ended_at: Instant,
}
