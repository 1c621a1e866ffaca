//! When a field is asked at all: conditions over the other answers of its section.
//!
//! A condition says nothing about the look of a form; it decides, from the answers alone, whether
//! a field is there. [`visible`] answers for a whole section, and [`find_cycle`] finds fields that
//! wait for each other.

use super::kind::is_filled;
use crate::text::quotable;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// The answers of one form, or of one item of a list, by the key of their field.
pub type Answers = BTreeMap<String, Json>;

/// Something that is true or false of a section's answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Condition {
    /// The answer is this value; of several choices, one is: `{"field": "married", "is": true}`.
    Is {
        /// The key of the other field.
        field: String,
        /// The value it has to have.
        is: Json,
    },
    /// The answer is one of these: `{"field": "kind", "any_of": ["burial", "cremation"]}`.
    AnyOf {
        /// The key of the other field.
        field: String,
        /// The values, of which it has to have one.
        any_of: Vec<Json>,
    },
    /// The field is filled, or with `false` is empty: `{"field": "partner", "filled": true}`.
    Filled {
        /// The key of the other field.
        field: String,
        /// Whether it has to be filled.
        filled: bool,
    },
    /// Every one of these holds.
    All {
        /// The conditions.
        all: Vec<Condition>,
    },
    /// At least one of these holds.
    Any {
        /// The conditions.
        any: Vec<Condition>,
    },
    /// This does not hold.
    Not {
        /// The condition.
        not: Box<Condition>,
    },
}

impl Condition {
    /// Says whether the condition holds of `answers` as they stand. It does not ask whether the
    /// fields it names are hidden themselves: [`visible`] does.
    #[must_use]
    pub fn holds(&self, answers: &Answers) -> bool {
        self.holds_by(&mut |key| answers.get(key))
    }

    /// Returns the keys of the fields that the condition looks at.
    #[must_use]
    pub fn fields(&self) -> BTreeSet<&str> {
        match self {
            Self::Is { field, .. } | Self::AnyOf { field, .. } | Self::Filled { field, .. } => {
                BTreeSet::from([field.as_str()])
            }
            Self::All { all: inner } | Self::Any { any: inner } => {
                inner.iter().flat_map(Self::fields).collect()
            }
            Self::Not { not } => not.fields(),
        }
    }

    fn holds_by<'a>(&self, answer: &mut dyn FnMut(&str) -> Option<&'a Json>) -> bool {
        match self {
            Self::Is { field, is } => answer(field).is_some_and(|value| matches(value, is)),
            Self::AnyOf { field, any_of } => {
                answer(field).is_some_and(|value| any_of.iter().any(|one| matches(value, one)))
            }
            Self::Filled { field, filled } => answer(field).is_some_and(is_filled) == *filled,
            Self::All { all } => all.iter().all(|one| one.holds_by(answer)),
            Self::Any { any } => any.iter().any(|one| one.holds_by(answer)),
            Self::Not { not } => !not.holds_by(answer),
        }
    }
}

/// Returns the keys of the fields that are there, given all fields of the section with their
/// conditions. What a hidden field was once answered with is kept but counts as no answer here, so
/// what hangs on a hidden field is decided as if that were empty. Fields that wait for each other,
/// which no checked section has, are hidden.
#[must_use]
pub fn visible<'a>(fields: &[(&'a str, Option<&Condition>)], answers: &Answers) -> BTreeSet<&'a str> {
    let keys: BTreeSet<&str> = fields.iter().map(|(key, _)| *key).collect();
    let mut decided: BTreeMap<&str, bool> = BTreeMap::new();
    let mut waiting: Vec<_> = fields
        .iter()
        .map(|(key, condition)| {
            let needs = condition.map(Condition::fields).unwrap_or_default();
            (*key, *condition, needs.intersection(&keys).copied().collect::<Vec<_>>())
        })
        .collect();
    loop {
        let (ready, later): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|(_, _, needs)| needs.iter().all(|need| decided.contains_key(need)));
        if ready.is_empty() {
            break;
        }
        for (key, condition, _) in ready {
            let shown = condition.is_none_or(|condition| {
                let mut answer =
                    |other: &str| answers.get(other).filter(|_| decided.get(other) == Some(&true));
                condition.holds_by(&mut answer)
            });
            decided.insert(key, shown);
        }
        waiting = later;
    }
    decided.into_iter().filter_map(|(key, shown)| shown.then_some(key)).collect()
}

/// Returns the keys of fields that wait for each other, the first one repeated at the end
/// (`a`, `b`, `a`), or nothing when every field can be decided.
#[must_use]
pub fn find_cycle(fields: &[(&str, Option<&Condition>)]) -> Option<Vec<String>> {
    let edges: BTreeMap<&str, BTreeSet<&str>> = fields
        .iter()
        .map(|(key, condition)| (*key, condition.map(Condition::fields).unwrap_or_default()))
        .collect();
    let mut done = BTreeSet::new();
    edges.keys().find_map(|key| cycle_from(key, &edges, &mut done, &mut Vec::new()))
}

/// Returns a cycle as a sentence that names its path.
#[must_use]
pub fn cycle_in_words(cycle: &[String]) -> String {
    let path: Vec<String> = cycle.iter().take(10).map(|key| format!("“{}”", quotable(key))).collect();
    format!("These fields wait for each other, so none could ever appear: {}.", path.join(" waits for "))
}

fn matches(value: &Json, wanted: &Json) -> bool {
    value == wanted || value.as_array().is_some_and(|chosen| chosen.contains(wanted))
}

fn cycle_from<'a>(
    key: &'a str,
    edges: &BTreeMap<&'a str, BTreeSet<&'a str>>,
    done: &mut BTreeSet<&'a str>,
    path: &mut Vec<&'a str>,
) -> Option<Vec<String>> {
    if path.contains(&key) {
        let cycle = path.iter().skip_while(|step| **step != key).chain([&key]);
        return Some(cycle.map(|step| (*step).to_owned()).collect());
    }
    if !done.insert(key) {
        return None;
    }
    path.push(key);
    let mut next = edges.get(key).into_iter().flatten();
    let cycle = next.find_map(|next| cycle_from(next, edges, done, path));
    path.pop();
    cycle
}

#[cfg(test)]
#[path = "condition_tests.rs"]
mod tests;
