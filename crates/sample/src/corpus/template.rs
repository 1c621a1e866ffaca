//! Texts with names left open: `{partner}` stands for the partner of the client who uses the text.

use super::people::Circle;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Splits a text at its first open name: what stands before it, the name, what follows.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Adds the names that a text leaves open.
pub(super) fn collect(text: &str, names: &mut BTreeSet<String>) {
    let mut rest = text;
    while let Some((_, name, after)) = split(rest) {
        names.insert(name.to_owned());
        rest = after;
    }
}

/// Adds the names that the texts of a value leave open.
pub(super) fn collect_in(value: &Json, names: &mut BTreeSet<String>) {
    match value {
        Json::String(text) => collect(text, names),
        Json::Array(list) => list.iter().for_each(|one| collect_in(one, names)),
        Json::Object(parts) => parts.values().for_each(|part| collect_in(part, names)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Returns the text with its open names filled in; one that the circle lacks stays as it is.
pub(crate) fn fill(text: &str, circle: &Circle) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = split(rest) {
        filled.push_str(before);
        match circle.get(name) {
            Some(word) => filled.push_str(word),
            None => filled.extend(["{", name, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Returns the value with the open names of its texts filled in, and its amounts in the client's money.
pub(crate) fn fill_in(value: &Json, circle: &Circle, money_scale: i64) -> Json {
    match value {
        Json::String(text) => Json::String(fill(text, circle)),
        Json::Array(list) => list.iter().map(|one| fill_in(one, circle, money_scale)).collect(),
        Json::Object(parts) => {
            let filled = parts.iter().map(|(name, part)| {
                let amount = part.as_i64().filter(|_| name == "minor");
                let part = amount.map_or_else(
                    || fill_in(part, circle, money_scale),
                    |minor| minor.saturating_mul(money_scale).into(),
                );
                (name.clone(), part)
            });
            Json::Object(filled.collect())
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn open_names_are_filled_and_amounts_are_scaled() {
        let circle = Circle::from([("partner".to_owned(), "Ken".to_owned())]);
        let value = json!({ "who": "{partner} and {pet}", "cost": { "minor": 120, "currency": "NZD" } });
        let filled = json!({ "who": "Ken and {pet}", "cost": { "minor": 240, "currency": "NZD" } });
        assert_eq!(fill_in(&value, &circle, 2), filled);
        let mut names = BTreeSet::new();
        collect_in(&value, &mut names);
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["partner", "pet"]);
    }
}
