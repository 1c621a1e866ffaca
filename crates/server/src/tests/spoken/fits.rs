//! Whether a program that understood an earlier answer understands a later one.

use serde_json::Value;
use std::collections::BTreeMap;

/// What is written for people, and may be said in other words.
const PROSE: &[&str] = &["message", "hint", "description"];

/// Secrets that the earlier server made, and what this one made in their place.
pub(super) type Secrets = BTreeMap<String, String>;

/// Whether an answer holds all that an earlier one held: every field with a value of the same kind, and every word of the
/// protocol, every id and every text as it was. Numbers may differ, because they count what this version keeps; there may be
/// more. Where a secret stands in both, it is noted.
///
/// # Errors
/// Where something is missing.
pub(super) fn fits(then: &Value, now: &Value, secrets: &mut Secrets) -> Result<(), String> {
    match (then, now) {
        (Value::Null, _) | (Value::Bool(_), Value::Bool(_)) | (Value::Number(_), Value::Number(_)) => Ok(()),
        (Value::String(then), Value::String(now)) => fits_text(then, now, secrets),
        (Value::Array(then), Value::Array(now)) => fits_list(then, now, secrets),
        (Value::Object(then), Value::Object(now)) => then.iter().try_for_each(|(key, then)| {
            let now = now.get(key).ok_or_else(|| format!("{key} is missing"))?;
            if PROSE.contains(&key.as_str()) && then.is_string() && now.is_string() {
                return Ok(());
            }
            fits(then, now, secrets).map_err(|wrong| format!("{key}: {wrong}"))
        }),
        _ => Err(format!("{now} in place of {then}")),
    }
}

fn fits_text(then: &str, now: &str, secrets: &mut Secrets) -> Result<(), String> {
    if is_secret(then) && is_secret(now) {
        secrets.insert(then.to_owned(), now.to_owned());
        return Ok(());
    }
    if then == now { Ok(()) } else { Err(format!("{now:?} in place of {then:?}")) }
}

/// Every element of the earlier list has one in the later list, in any order: a page may hold its rows in another.
fn fits_list(then: &[Value], now: &[Value], secrets: &mut Secrets) -> Result<(), String> {
    then.iter().try_for_each(|then| {
        let found = now.iter().any(|now| {
            let mut noted = secrets.clone();
            let fits = fits(then, now, &mut noted).is_ok();
            if fits {
                *secrets = noted;
            }
            fits
        });
        if found { Ok(()) } else { Err(format!("nothing in place of {then}")) }
    })
}

fn is_secret(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|letter| letter.is_ascii_hexdigit())
}

#[test]
fn an_answer_fits_when_nothing_is_missing_that_an_earlier_program_reads() {
    use serde_json::json;
    let (old, new) = ("0a".repeat(32), "0b".repeat(32));
    let then = json!({
        "status": "applied", "n": 3, "message": "Done.", "token": old,
        "rows": [{ "id": "a", "v": { "name": "Ana" } }, { "id": "b", "v": {} }],
    });
    let mut secrets = Secrets::new();
    let now = json!({
        "status": "applied", "n": 4, "message": "It is done.", "token": new, "more": true,
        "rows": [{ "id": "b", "v": { "new": 1 } }, { "id": "a", "v": { "name": "Ana" } }, { "id": "c" }],
    });
    assert_eq!(fits(&then, &now, &mut secrets), Ok(()));
    assert_eq!(secrets, [(old, new)].into());
    for (place, wrong) in [
        ("/status", json!("deferred")),
        ("/n", json!("3")),
        ("/message", json!(null)),
        ("/rows/1/v/name", json!("Bob")),
        ("/rows/1/v", json!({})),
        ("/rows", json!([])),
    ] {
        let mut now = now.clone();
        *now.pointer_mut(place).unwrap() = wrong;
        assert!(fits(&then, &now, &mut Secrets::new()).is_err(), "{place}");
    }
}
