//! What becomes of the file of preferences.

use super::*;
use crate::frozen;
use proptest::prelude::*;
use tempfile::TempDir;

fn kept(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join(FILE)).unwrap()).unwrap()
}

#[test]
fn what_was_kept_is_there_at_the_next_start() {
    let folder = TempDir::new().unwrap();
    let preferences = Preferences::read(folder.path());
    preferences.keep(names::THEME, json!("dark")).unwrap();
    preferences.keep(names::KEYS, json!({ "review.claim": "x" })).unwrap();
    preferences.keep(names::TEXT, json!("140")).unwrap();
    preferences.keep(names::TEXT, Value::Null).unwrap();
    assert_eq!(Preferences::read(folder.path()).word(names::THEME).as_deref(), Some("dark"));
    assert_eq!(kept(folder.path()), json!({ "theme": "dark", "keys": { "review.claim": "x" } }));
}

#[test]
fn names_of_another_version_stay() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(FILE), r#"{"theme":"dark","future":{"of":[1,2]}}"#).unwrap();
    Preferences::read(folder.path()).keep(names::THEME, json!("light")).unwrap();
    assert_eq!(kept(folder.path()), json!({ "theme": "light", "future": { "of": [1, 2] } }));
}

#[test]
fn a_file_that_makes_no_sense_is_put_aside_and_told() {
    for text in ["", "{", "[]", "7", "\0\0\0", "{\"theme\":"] {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(FILE), text).unwrap();
        let preferences = Preferences::read(folder.path());
        assert!(preferences.script(false).contains(r#""damaged":true"#), "{text:?}");
        assert_eq!(fs::read_to_string(folder.path().join(ASIDE)).unwrap(), text);
        preferences.keep(names::THEME, json!("dark")).unwrap();
        assert!(!Preferences::read(folder.path()).damaged);
    }
}

#[test]
fn what_can_be_no_preference_is_refused_and_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let preferences = Preferences::read(folder.path());
    let long = "x".repeat(LIMITS.0 + 1);
    for (name, value) in [
        ("unheard_of", json!("x")),
        (names::THEME, json!(7)),
        (names::THEME, json!({ "a": "b" })),
        (names::THEME, json!(long)),
        (names::KEYS, json!("x")),
        (names::KEYS, json!({ "review.claim": 1 })),
        (names::KEYS, json!({ "review.claim": long })),
    ] {
        assert_eq!(preferences.keep(name, value).unwrap_err().code, Code::Invalid, "{name}");
    }
    assert!(!folder.path().join(FILE).exists());
}

#[test]
fn what_can_not_be_written_is_told_and_not_believed() {
    let folder = TempDir::new().unwrap();
    let preferences = Preferences::read(&folder.path().join("not there"));
    assert_eq!(preferences.keep(names::THEME, json!("dark")).unwrap_err().code, Code::Storage);
    assert_eq!(preferences.word(names::THEME), None);
}

#[test]
fn only_a_page_of_the_interface_opens_at_the_start() {
    let folder = TempDir::new().unwrap();
    let preferences = Preferences::read(folder.path());
    let opens = |start: &str, last: &str| {
        preferences.keep(names::START, json!(start)).unwrap();
        preferences.keep(names::LAST, json!(last)).unwrap();
        preferences.opens()
    };
    assert_eq!(opens("reviews", "/journeys").as_deref(), Some("/reviews"));
    assert_eq!(opens("last", "/journeys/0f-1").as_deref(), Some("/journeys/0f-1"));
    assert_eq!(opens("today", "/journeys"), None);
    for elsewhere in ["//example.org", "https://example.org", "/x?y", "/x\\y", "", "/../x\u{0}"] {
        assert_eq!(opens("last", elsewhere), None, "{elsewhere:?}");
    }
}

proptest! {
    #[test]
    fn whatever_is_in_the_file_the_script_is_one_and_ends_no_page(text in ".{0,80}") {
        let folder = TempDir::new().unwrap();
        let file = json!({ "theme": text, "future": [text] });
        fs::write(folder.path().join(FILE), file.to_string()).unwrap();
        let script = Preferences::read(folder.path()).script(true);
        let (first, _) = script.split_once('\n').unwrap();
        prop_assert!(!first.contains('<'));
        let read = first.strip_prefix("const kept = ").and_then(|text| text.strip_suffix(';')).unwrap();
        let read: Value = serde_json::from_str(read).unwrap();
        prop_assert_eq!(&read["values"], &file);
    }
}

/// A value for each name, other than what the application comes with.
fn other_than_usual(name: &str) -> Value {
    match name {
        names::THEME => json!("contrast"),
        names::DENSITY => json!("compact"),
        names::TEXT => json!("140"),
        names::MEASURE => json!("wide"),
        names::MOTION => json!("less"),
        names::LANGUAGES => json!("en_GB de_DE"),
        names::KEYS => json!({ "review.claim": "x", "review.next": "" }),
        names::START => json!("last"),
        names::LAST => json!("/reviews"),
        names::RAIL => json!("folded"),
        names::TOUR => json!("done"),
        names::CLOSING => json!("tray"),
        _ => json!("off"),
    }
}

#[test]
fn the_preferences_of_every_version_hold() {
    for file in frozen::each(FILE) {
        let text = fs::read_to_string(&file).unwrap();
        let was: Map<String, Value> = serde_json::from_str(&text).unwrap();
        assert!(!was.is_empty());
        let preferences = Preferences::read(file.parent().unwrap());
        assert!(!preferences.damaged, "{}", file.display());
        for (name, value) in was {
            assert!(names::NAMES.contains(&&*name), "{name} of {} is known no more", file.display());
            assert!(may_be(&name, &value), "{name} may be {value} no more");
            assert_eq!(preferences.values().get(&name), Some(&value));
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), text, "it was changed by being read");
    }
}

#[test]
#[ignore = "cargo xtask freeze runs it"]
fn freeze_the_preferences() {
    let preferences = Preferences::read(frozen::new(FILE).parent().unwrap());
    for name in names::NAMES {
        preferences.keep(name, other_than_usual(name)).unwrap();
    }
}
