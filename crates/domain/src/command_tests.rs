//! What travels: samples of every command and question that was ever sent must still be read.

use super::*;
use crate::query::Query;
use crate::testing::{ALICE, BOB, World};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// Returns the samples in a folder, by file name.
fn samples(folder: &str) -> Vec<(String, Value)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/wire_samples").join(folder);
    let mut samples: Vec<_> = fs::read_dir(&path)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect();
    samples.sort_by(|a: &(String, Value), b| a.0.cmp(&b.0));
    assert!(!samples.is_empty());
    samples
}

/// Returns the names that a type knows, from how it refuses one that it does not know.
fn known_names(error: &str) -> BTreeSet<String> {
    let (_, names) = error.split_once("expected").unwrap();
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn known_kinds() -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    for feature in ["people", "journeys", "enrolments", "reviews", "notifications", "saved_views"] {
        let error = Command::decode_v1(feature, json!({ "no such thing": null })).unwrap().unwrap_err();
        kinds.extend(known_names(&error.to_string()).iter().map(|name| format!("{feature}.{name}")));
    }
    kinds
}

fn decode(sample: &Value) -> Result<Command, Refusal> {
    let v = u16::try_from(sample["v"].as_u64().unwrap()).unwrap();
    Command::decode(sample["kind"].as_str().unwrap(), v, &sample["args"])
}

#[test]
fn every_command_that_was_ever_sent_is_read_and_sent_the_same_again() {
    for (name, sample) in samples("commands") {
        let command = decode(&sample).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let (kind, v, args) = command.encode();
        assert_eq!(json!({ "kind": kind, "v": v, "args": args }), sample, "{name}");
    }
}

#[test]
fn every_command_has_a_sample() {
    let sampled: BTreeSet<String> =
        samples("commands").iter().map(|(_, sample)| sample["kind"].as_str().unwrap().to_owned()).collect();
    assert_eq!(sampled, known_kinds());
}

#[test]
fn every_question_that_was_ever_asked_is_read_and_asked_the_same_again() {
    for (name, sample) in samples("questions") {
        let question: Query =
            serde_json::from_value(sample.clone()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(serde_json::to_value(question).unwrap(), sample, "{name}");
    }
}

#[test]
fn every_question_has_a_sample() {
    let sampled: BTreeSet<String> =
        samples("questions").iter().map(|(_, sample)| sample["ask"].as_str().unwrap().to_owned()).collect();
    let error = serde_json::from_value::<Query>(json!({ "ask": "no such thing" })).unwrap_err();
    assert_eq!(sampled, known_names(&error.to_string()));
}

#[test]
fn an_envelope_and_a_refusal_are_read_as_they_always_were() {
    let rest: std::collections::BTreeMap<String, Value> = samples("rest").into_iter().collect();
    let envelope: Envelope = serde_json::from_value(rest["envelope"].clone()).unwrap();
    assert_eq!(serde_json::to_value(&envelope).unwrap(), rest["envelope"]);
    envelope.command().unwrap();
    let refusal: Refusal = serde_json::from_value(rest["refusal"].clone()).unwrap();
    assert_eq!(serde_json::to_value(refusal).unwrap(), rest["refusal"]);
}

#[test]
fn an_unknown_kind_or_version_is_refused_as_such() {
    let args = json!({ "submission": BOB });
    for (kind, v) in [
        ("reviews.cancel", 2),
        ("reviews.cancel", 0),
        ("reviews.vanish", 1),
        ("reviews", 1),
        ("reviews.", 1),
        (".cancel", 1),
        ("money.cancel", 1),
        ("", 1),
    ] {
        assert_eq!(Command::decode(kind, v, &args).unwrap_err().code, Code::UnknownKind, "{kind} {v}");
    }
    let long = Command::decode(&"x\u{7}".repeat(9_999), 1, &args).unwrap_err();
    assert!(long.message.chars().count() < 100 && !long.message.contains('\u{7}'));
    Command::decode("reviews.cancel", 1, &args).unwrap();
}

#[test]
fn arguments_that_do_not_fit_are_refused_as_such_whatever_is_wrong() {
    for (name, sample) in samples("commands") {
        let mut unknown = sample.clone();
        unknown["args"]["surprise"] = json!(1);
        let mut spoilt = vec![unknown, json!({ "kind": sample["kind"], "v": 1, "args": null })];
        for key in sample["args"].as_object().unwrap().keys() {
            let mut other = sample.clone();
            other["args"][key] = json!({ "neither": "here nor there" });
            if key != "value" {
                spoilt.push(other);
            }
        }
        for wrong in spoilt {
            let refusal = decode(&wrong).unwrap_err();
            assert_eq!(refusal.code, Code::Invalid, "{name}: {wrong} {refusal:?}");
            assert!(!refusal.hint.is_empty());
        }
    }
}

#[test]
fn a_word_that_no_list_has_is_invalid_and_not_an_unknown_kind() {
    let (_, mut sample) =
        samples("commands").into_iter().find(|(name, _)| name == "reviews.request").unwrap();
    for word in ["whenever", "request"] {
        sample["args"]["priority"] = json!(word);
        assert_eq!(decode(&sample).unwrap_err().code, Code::Invalid);
    }
}

#[test]
fn a_hostile_note_is_refused_with_what_is_wrong_and_what_to_do() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let paragraph =
        |inner: Value| json!({ "type": "doc", "content": [{ "type": "paragraph", "content": inner }] });
    let script = json!([{ "type": "text", "text": "x", "marks": [
        { "type": "link", "attrs": { "href": "javascript:alert(1)" } }] }]);
    let bodies = [
        (paragraph(json!([{ "type": "script", "text": "x" }])).to_string(), "“script”"),
        (paragraph(script).to_string(), "The link “javascript:alert(1)” cannot be stored."),
        (format!("{}x{}", "[".repeat(100_000), "]".repeat(100_000)), "levels deep"),
        ("y".repeat(5 << 20), "at most 512 KB"),
        ("not JSON".to_owned(), "not a rich text"),
    ];
    for (body, expected) in bodies {
        for (kind, args) in [
            ("reviews.save_note", json!({ "held": held, "body": body })),
            ("reviews.amend", json!({ "review": held.claim, "amendment": held.claim, "body": body })),
        ] {
            let refusal = Command::decode(kind, 1, &args).unwrap_err();
            assert_eq!(refusal.code, Code::Invalid);
            assert!(refusal.message.contains(expected), "{}", refusal.message);
            assert!(refusal.hint.contains("Your text is still in the editor."), "{}", refusal.hint);
            assert!(refusal.message.len() < 200);
        }
    }
}
