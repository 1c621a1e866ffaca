//! The people of the sample, and what each client's texts may name.

use super::parse;
use domain::base::ZoneId;
use domain::command::Role;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The names around a client by what a text calls them: `partner`, `town`, `bank`.
pub(crate) type Circle = BTreeMap<String, String>;

/// One person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figure {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) roles: BTreeSet<Role>,
    pub(crate) zone: ZoneId,
    pub(crate) languages: Vec<String>,
    pub(crate) email: String,
    pub(crate) journeys: Vec<String>,
    #[serde(default)]
    pub(crate) bio: String,
    #[serde(default = "one")]
    pub(crate) money_scale: i64,
    #[serde(default)]
    pub(crate) circle: Circle,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "format")]
    _format: u32,
    people: Vec<Figure>,
}

const fn one() -> i64 {
    1
}

pub(super) fn read() -> Vec<Figure> {
    parse::<File>(include_str!("../../../../content/sample/people.json")).people
}
