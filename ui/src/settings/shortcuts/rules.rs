//! Which keys may be chosen, and who loses them. Pure: what was chosen goes in and comes out as it is kept, an object
//! of keys by the names of actions, "" for none.

use super::catalogue::{ENTRIES, Entry, Place, find};
use crate::actions::{Keys, Press};
use crate::preferences::Preferences;
use device::preferences::KEYS;
use serde_json::{Map, Value};

/// Returns the keys that something has.
pub(super) fn holds(chosen: &Value, entry: &Entry) -> Option<Keys> {
    let keys = chosen.get(entry.name).and_then(Value::as_str).unwrap_or(entry.keys);
    (!keys.is_empty()).then(|| Keys::new(keys))
}

/// Returns the keys that an action has by now.
pub(crate) fn keys_now(preferences: &Preferences, action: &str) -> Option<Keys> {
    holds(&preferences.value(KEYS), find(action)?)
}

/// Whether something has other keys than those that it comes with.
pub(super) fn is_changed(chosen: &Value, entry: &Entry) -> bool {
    holds(chosen, entry) != Some(Keys::new(entry.keys))
}

/// Returns why keys can't be chosen for something, in words. Those that it comes with always can.
pub(super) fn objection(entry: &Entry, keys: &Keys) -> Option<&'static str> {
    if *keys == Keys::new(entry.keys) {
        return None;
    }
    let presses = keys.presses();
    if presses.len() > 2 {
        return Some("Two keys, one after the other, are the most.");
    }
    if presses.len() == 2 && !presses.iter().all(Press::is_character) {
        return Some("One after the other works with single letters and signs, without Ctrl.");
    }
    presses.iter().find_map(reserved)
}

fn reserved(press: &Press) -> Option<&'static str> {
    let key = press.key.as_str();
    if press.alt {
        return Some("Keys with Alt open menus and write letters on many keyboards. Choose keys without it.");
    }
    match key {
        "F1" => return None,
        "Escape" => return Some("Esc backs out, everywhere. Choose other keys."),
        "Enter" if press.command => return None,
        " " | "Enter" | "Tab" | "Home" | "End" | "PageUp" | "PageDown" | "Insert" | "ContextMenu" => {
            return Some("This key moves and chooses in every window. Choose another one.");
        }
        "Backspace" | "Delete" => return Some("This key deletes what is written. Choose another one."),
        _ => {}
    }
    if key.starts_with("Arrow") {
        return Some("The arrow keys move in every window. Choose another key.");
    }
    if key.chars().count() > 1 {
        return Some("This key belongs to your computer. Choose a letter, or Ctrl with a letter.");
    }
    if !press.command {
        return None;
    }
    match key {
        "a" | "c" | "v" | "x" | "z" | "y" => {
            Some("These keys select, copy, paste and undo in every program. Choose others.")
        }
        "b" | "i" => Some("These keys format what you write. Choose others."),
        "q" | "w" | "h" | "m" | "n" | "t" | "r" | "p" | "f" | "s" | "o" | "l" | "d" | "u" | "j" | "+"
        | "-" | "=" | "0" => Some("These keys belong to windows and browsers. Choose others."),
        _ => None,
    }
}

/// Returns what has the same keys already, or keys that begin with them, where both can act.
pub(super) fn taken_by(chosen: &Value, entry: &Entry, keys: &Keys) -> Vec<&'static Entry> {
    // A screen's own search comes before the one of everything, as the application comes.
    let as_it_comes = |other: &Entry, held: &Keys| {
        held == keys && entry.keys == other.keys && *keys == Keys::new(entry.keys)
    };
    let has = |other: &&Entry| {
        holds(chosen, other).is_some_and(|held| collide(&held, keys) && !as_it_comes(other, &held))
    };
    ENTRIES.iter().filter(|other| meet(entry, other)).filter(has).collect()
}

/// Whether two different things can be in each other's way.
fn meet(one: &Entry, other: &Entry) -> bool {
    let everywhere = one.place == Place::Everywhere || other.place == Place::Everywhere;
    one.name != other.name && (one.place == other.place || everywhere)
}

fn collide(one: &Keys, other: &Keys) -> bool {
    one.presses().starts_with(other.presses()) || other.presses().starts_with(one.presses())
}

/// Gives keys to something, or none; whatever had them has none any more.
pub(super) fn give(chosen: &Value, entry: &'static Entry, keys: Option<&Keys>) -> Value {
    let mut next = chosen.as_object().cloned().unwrap_or_default();
    if let Some(keys) = keys {
        for other in taken_by(chosen, entry, keys) {
            next.insert(other.name.to_owned(), Value::from(""));
        }
    }
    put(&mut next, entry, keys);
    if next.is_empty() { Value::Null } else { Value::Object(next) }
}

fn put(chosen: &mut Map<String, Value>, entry: &Entry, keys: Option<&Keys>) {
    let written = keys.map(Keys::written).unwrap_or_default();
    if written == entry.keys {
        chosen.remove(entry.name);
    } else {
        chosen.insert(entry.name.to_owned(), written.into());
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
