//! Which keys may be chosen, and who loses them.

use super::*;
use proptest::prelude::*;
use serde_json::json;

fn keys() -> impl Strategy<Value = Keys> {
    prop_oneof!["[a-z?/]", "g [a-z]", "[a-z] [a-z]", Just("Mod+k".to_owned()), "Mod+[0-9]"]
        .prop_map(|text| Keys::new(&text))
}

/// Every pair that would be in each other's way, apart from those that come so.
fn collisions(chosen: &Value) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    for entry in ENTRIES {
        let Some(keys) = holds(chosen, entry) else { continue };
        found.extend(taken_by(chosen, entry, &keys).into_iter().map(|other| (entry.name, other.name)));
    }
    found
}

#[test]
fn as_it_comes_nothing_is_in_each_others_way() {
    assert_eq!(collisions(&Value::Null), []);
    for entry in ENTRIES {
        assert_eq!(objection(entry, &Keys::new(entry.keys)), None, "{}", entry.name);
        assert!(!is_changed(&Value::Null, entry));
    }
}

#[test]
fn keys_that_belong_to_others_are_refused_in_words() {
    let claim = find("review.claim").unwrap();
    for text in [
        "Escape",
        "Enter",
        "Tab",
        "ArrowDown",
        "Backspace",
        "F5",
        "Mod+c",
        "Mod+v",
        "Mod+z",
        "Mod+q",
        "Mod+w",
        "Mod+b",
        "Alt+ArrowLeft",
        "Mod+Alt+2",
        "Mod+k g",
        "a b c",
        "g Enter",
    ] {
        let why = objection(claim, &Keys::new(text));
        assert!(why.is_some_and(|why| why.ends_with('.')), "{text}");
    }
    assert!(objection(claim, &Keys::of(&[Press::plain(" ")])).is_some());
}

#[test]
fn what_has_the_keys_is_named_and_loses_them() {
    let claim = find("review.claim").unwrap();
    let taken = taken_by(&Value::Null, claim, &Keys::new("e"));
    assert_eq!(taken.iter().map(|entry| entry.name).collect::<Vec<_>>(), ["review.note"]);
    let chosen = give(&Value::Null, claim, Some(&Keys::new("e")));
    assert_eq!(chosen, json!({ "review.claim": "e", "review.note": "" }));
    // A section's `e` is on another screen.
    assert_eq!(holds(&chosen, find("section.write").unwrap()), Some(Keys::new("e")));
}

#[test]
fn a_key_that_begins_others_takes_them() {
    let claim = find("review.claim").unwrap();
    let taken: Vec<_> =
        taken_by(&Value::Null, claim, &Keys::new("g")).iter().map(|entry| entry.keys).collect();
    assert_eq!(taken, ["g t", "g r", "g j", "g i", "g p", "g n", "g a", "g s", "g f", "g g", "g o"]);
    let next = find("review.next").unwrap();
    let began = taken_by(&Value::Null, next, &Keys::new("c x"));
    assert_eq!(began.first().map(|entry| entry.name), Some("review.claim"));
}

#[test]
fn the_keys_that_it_comes_with_leave_nothing_behind() {
    let claim = find("review.claim").unwrap();
    let chosen = give(&Value::Null, claim, Some(&Keys::new("x")));
    assert!(is_changed(&chosen, claim));
    assert_eq!(give(&chosen, claim, Some(&Keys::new("c"))), Value::Null);
    assert_eq!(give(&Value::Null, claim, None), json!({ "review.claim": "" }));
}

proptest! {
    #[test]
    fn whatever_is_chosen_no_two_are_ever_in_each_others_way(
        choices in prop::collection::vec((0..ENTRIES.len(), prop::option::of(keys())), 0..30),
    ) {
        let mut chosen = Value::Null;
        for (place, keys) in choices {
            let entry = &ENTRIES[place];
            chosen = give(&chosen, entry, keys.as_ref());
            prop_assert_eq!(holds(&chosen, entry), keys);
            prop_assert_eq!(collisions(&chosen), []);
        }
        // Giving everything back what it comes with, in any order, ends as it came.
        for entry in ENTRIES {
            chosen = give(&chosen, entry, Some(&Keys::new(entry.keys)));
        }
        prop_assert_eq!(chosen, Value::Null);
    }

    #[test]
    fn what_is_kept_is_read_again(text in "[a-z+?/] ?[a-z+]?") {
        let keys = Keys::new(text.trim());
        prop_assert_eq!(Keys::new(&keys.written()), keys);
    }
}
