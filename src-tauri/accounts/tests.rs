//! Accounts on a device, with a server of the test's own on this computer: whose file is open, what opens it, and that
//! nothing secret is written anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use domain::audience::Bucket;
use domain::base::{Instant, PersonId, Rev, ZoneId};
use domain::command::Envelope;
use domain::entity::Stamp;
use domain::people::Person;
use domain::query::Query;
use domain::reviews::{ReviewList, ReviewOrder};
use domain::rows::AnyRow;
use domain::saved_views::{SavedViewsCommand, SavedViewsView, Shows};
use domain::sync::{ClientId, Epoch, Head, PullEnd, PullPage, Put, columns_of};
use serde_json::{Value, json};
use store::SYSTEM;
use tauri::Manager;
use tauri::async_runtime::block_on;
use tempfile::TempDir;

use super::pretended_server::{Host, PASSWORD};
use crate::failure;
use crate::gate_tests::{Gate, code};
use crate::secrets::Keychain;
use crate::workspace::Workspace;

pub(super) const PASSPHRASE: &str = "seven horses in the rain";
const VIEW: &str = "018f0000-0000-7000-8000-0000000000aa";
const COMMAND: &str = "018f0000-0000-7000-8000-0000000000bb";
const NOW: Instant = Instant(1_790_000_000_000);

pub(super) fn own() -> Keychain {
    Keychain::Own(Arc::default())
}

pub(super) fn form(host: &Host, email: &str) -> Value {
    json!({ "server": host.address, "email": email, "password": PASSWORD })
}

pub(super) fn sign_in(gate: &Gate, form: Value) -> Value {
    gate.asks("sign_in", json!({ "form": form })).unwrap()
}

/// Keeps a view under a name in the file of the person who uses the device, after the first of their data came.
pub(super) fn add(gate: &Gate, name: &str) {
    let workspace = gate.app.state::<Workspace>();
    let name = name.to_owned();
    let kept = workspace.command(move |store| {
        let replica = store.replica().unwrap();
        let (person, asked) = (replica.person(), replica.pull_request().unwrap());
        if asked.epoch.is_none() {
            replica.absorb(&asked, first_page(person), ClientId::default(), NOW).unwrap();
        }
        let (journey, words) = (String::new(), String::new());
        let shows = Shows { list: ReviewList::Mine, sorted: ReviewOrder::Due, journey, words };
        let command = SavedViewsCommand::Save { view: VIEW.parse().unwrap(), name, shows };
        let envelope = Envelope::new(COMMAND.parse().unwrap(), person, NOW, ZoneId::utc(), &command.into());
        store.dispatch(&envelope, NOW)
    });
    block_on(kept).unwrap().map_err(failure::of_change).unwrap();
}

/// Returns the first page that a server has for somebody: who they are.
fn first_page(person: PersonId) -> PullPage {
    let row: AnyRow = Person {
        id: person,
        stamp: Stamp { rev: Rev(COMMAND.parse().unwrap()), updated_at: NOW },
        name: "Amara Okafor".to_owned(),
        email: "amara@example.org".to_owned(),
        zone: ZoneId::utc(),
    }
    .into();
    let bucket = BTreeSet::from([Bucket::Person(person).to_string()]);
    let put = Put { key: row.key(), b: bucket.clone(), seq: 1, v: columns_of(&row) };
    let cursors = bucket.iter().map(|bucket| (bucket.clone(), 1)).collect();
    PullPage {
        head: Head {
            epoch: Epoch::of(1),
            buckets: bucket,
            reset: BTreeSet::new(),
            server_schema: 1,
            now: NOW,
        },
        rows: vec![put],
        gone: Vec::new(),
        end: PullEnd {
            cursors,
            more: false,
            last_n: 0,
            last_id: None,
            results: Vec::new(),
            digests: BTreeMap::new(),
        },
    }
}

/// Returns the names of the views in the file that is open.
pub(super) fn names(gate: &Gate) -> Vec<String> {
    let workspace = gate.app.state::<Workspace>();
    let views = workspace.question(|store| {
        let person = store.replica().map_or(SYSTEM, |replica| replica.person());
        store.ask(person, Query::SavedViews, NOW)
    });
    let views: SavedViewsView = serde_json::from_value(block_on(views).unwrap().unwrap()).unwrap();
    views.views.into_iter().map(|view| view.name).collect()
}

/// Returns every byte below a folder.
pub(super) fn everything_in(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            all.extend(everything_in(&entry.path()));
        } else {
            all.extend(fs::read(entry.path()).unwrap());
        }
    }
    all
}

pub(super) fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[test]
fn at_the_first_start_nobody_uses_the_device_and_nothing_is_made() {
    let gate = Gate::open_in(TempDir::new().unwrap(), own());
    let view = gate.asks("account", json!({})).unwrap();
    assert_eq!((&view["using"]["using"], &view["accounts"]), (&json!("nobody"), &json!([])));
    let asked =
        gate.asks("ask", json!({ "viewer": crate::gate_tests::SOMEONE, "query": { "ask": "people" } }));
    assert_eq!(code(&asked), Some("signed_out"));
    for command in ["storage", "devices", "open_account"] {
        assert_eq!(code(&gate.asks(command, json!({}))), Some("signed_out"), "{command}");
    }
    assert!(!gate.folder.path().join("sample.db").exists());
    gate.asks("use_sample", json!({})).unwrap();
    assert_eq!(gate.asks("account", json!({})).unwrap()["using"]["using"], "sample");
    assert_eq!(names(&gate), [""; 0]);
}

#[test]
fn a_form_is_answered_beside_its_fields() {
    let (host, gate) = (Host::start(), Gate::open_in(TempDir::new().unwrap(), own()));
    for (change, field) in [
        (json!({ "server": "not an address" }), "server"),
        (json!({ "server": "http://wrapitup.example" }), "server"),
        (json!({ "server": "http://127.0.0.1:1" }), "server"),
        (json!({ "email": "amara" }), "email"),
        (json!({ "password": "" }), "password"),
        (json!({ "password": "another" }), "password"),
        (json!({ "passphrase": "short" }), "passphrase"),
    ] {
        let mut form = form(&host, "amara@example.org");
        let changed = change.as_object().unwrap().clone();
        form.as_object_mut().unwrap().extend(changed);
        let answer = sign_in(&gate, form);
        assert_eq!((&answer["answer"], &answer["field"]), (&json!("wrong"), &json!(field)), "{answer}");
        assert!(!answer["message"].as_str().unwrap().is_empty());
    }
    let mut careful = form(&host, "careful@example.org");
    assert_eq!(sign_in(&gate, careful.clone())["answer"], "code_wanted");
    careful["code"] = json!(" 123456 ");
    assert_eq!(sign_in(&gate, careful)["answer"], "done");
}

#[test]
fn whoever_signs_in_has_a_file_that_their_key_alone_opens_and_no_secret_is_written() {
    let (host, gate) = (Host::start(), Gate::open_in(TempDir::new().unwrap(), own()));
    assert_eq!(sign_in(&gate, form(&host, "amara@example.org"))["answer"], "done");
    add(&gate, "Ruth Nakamura");
    assert_eq!(names(&gate), ["Ruth Nakamura"]);
    let keys = host.keys.lock().unwrap().clone();
    let digits = keys.values().next().unwrap().clone();
    let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap();
    let pairs = digits.as_bytes().chunks_exact(2);
    let key: Vec<u8> =
        pairs.map(|pair| u8::try_from(digit(&pair[0]) * 16 + digit(&pair[1])).unwrap()).collect();
    let all = everything_in(gate.folder.path());
    for (what, secret) in [
        ("the name in a row", &b"Ruth Nakamura"[..]),
        ("SQLite's own words", b"SQLite format 3"),
        ("the password", PASSWORD.as_bytes()),
        ("the token", b"secret-token"),
        ("what makes the device known", b"secret-known"),
        ("the key in digits", digits.as_bytes()),
        ("the key in bytes", &key),
    ] {
        assert!(!holds(&all, secret), "{what} stands in the data folder");
    }
    assert!(holds(&all, b"amara@example.org"), "whose folder it is, is no secret");
}

#[test]
fn the_file_is_there_again_at_the_next_start_and_after_the_keychain_was_lost() {
    let (host, keychain) = (Host::start(), own());
    let gate = Gate::open_in(TempDir::new().unwrap(), keychain.clone());
    sign_in(&gate, form(&host, "amara@example.org"));
    add(&gate, "Ruth Nakamura");
    let gate = gate.again(keychain);
    assert_eq!(names(&gate), ["Ruth Nakamura"]);
    let gate = gate.again(own());
    let view = gate.asks("account", json!({})).unwrap();
    assert_eq!(view["closed"], "sign_in");
    assert_eq!(view["using"]["name"], "Amara Okafor", "it is said whose file it is");
    assert_eq!(sign_in(&gate, form(&host, "amara@example.org"))["answer"], "done");
    assert_eq!(names(&gate), ["Ruth Nakamura"], "the server gave the key back");
    assert_eq!(host.keys.lock().unwrap().len(), 1, "it is the same device as before");
}

#[test]
fn a_device_that_signs_in_again_shows_that_it_is_known() {
    let (host, keychain) = (Host::start(), own());
    let gate = Gate::open_in(TempDir::new().unwrap(), keychain);
    for _ in 0..2 {
        assert_eq!(sign_in(&gate, form(&host, "amara@example.org"))["answer"], "done");
    }
    assert_eq!(sign_in(&gate, form(&host, "bob@example.org"))["answer"], "done");
    assert_eq!(*host.shown.lock().unwrap(), [json!(null), json!("secret-known"), json!(null)]);
}

#[test]
fn without_a_keychain_a_passphrase_opens_the_file_and_nothing_else_does() {
    let (host, gate) = (Host::start(), Gate::open_in(TempDir::new().unwrap(), Keychain::Missing));
    assert_eq!(gate.asks("account", json!({})).unwrap()["opened_by"], "passphrase");
    let mut with = form(&host, "amara@example.org");
    assert_eq!(sign_in(&gate, with.clone())["field"], "passphrase");
    with["passphrase"] = json!(PASSPHRASE);
    assert_eq!(sign_in(&gate, with)["answer"], "done");
    add(&gate, "Ruth Nakamura");
    let gate = gate.again(Keychain::Missing);
    assert_eq!(gate.asks("account", json!({})).unwrap()["closed"], "passphrase");
    assert_eq!(code(&gate.asks("storage", json!({}))), Some("signed_out"));
    let opened = gate.asks("open_file", json!({ "passphrase": "nine horses in the rain" })).unwrap();
    assert_eq!(opened["field"], "passphrase");
    let opened = gate.asks("open_file", json!({ "passphrase": PASSPHRASE })).unwrap();
    assert_eq!(opened["answer"], "done");
    assert_eq!(names(&gate), ["Ruth Nakamura"]);
    assert!(!holds(&everything_in(gate.folder.path()), PASSPHRASE.as_bytes()));
}

#[test]
fn switching_never_mixes_what_belongs_to_two_people() {
    let (host, gate) = (Host::start(), Gate::open_in(TempDir::new().unwrap(), own()));
    sign_in(&gate, form(&host, "amara@example.org"));
    add(&gate, "Amara's own");
    sign_in(&gate, form(&host, "bob@example.org"));
    assert_eq!(names(&gate), [""; 0]);
    add(&gate, "Bob's own");
    gate.asks("use_sample", json!({})).unwrap();
    assert_eq!(names(&gate), [""; 0]);
    let accounts = gate.asks("account", json!({})).unwrap()["accounts"].clone();
    for (place, name) in [(0, "Amara's own"), (1, "Bob's own")] {
        let account = &accounts[place];
        let who = json!({ "server": account["server"], "person": account["person"] });
        gate.asks("use_account", who).unwrap();
        assert_eq!(names(&gate), [name]);
        let backups = gate.asks("storage", json!({})).unwrap()["folder"].clone();
        assert!(backups.as_str().unwrap().contains("people"), "{backups}");
    }
    let nobody = json!({ "server": host.address, "person": crate::gate_tests::SOMEONE.replace('1', "9") });
    assert_eq!(code(&gate.asks("use_account", nobody)), Some("not_found"));
}

#[test]
fn signing_out_leaves_nothing_of_the_person_and_everything_of_others() {
    let (host, keychain) = (Host::start(), own());
    let gate = Gate::open_in(TempDir::new().unwrap(), keychain.clone());
    sign_in(&gate, form(&host, "bob@example.org"));
    sign_in(&gate, form(&host, "amara@example.org"));
    let answer = gate.asks("sign_out", json!({ "anyway": false })).unwrap();
    assert_eq!(answer["signed_out"], "done");
    let view = gate.asks("account", json!({})).unwrap();
    assert_eq!((&view["using"]["using"], view["accounts"].as_array().unwrap().len()), (&json!("nobody"), 1));
    let people = gate.folder.path().join("people");
    assert_eq!(fs::read_dir(people).unwrap().count(), 1);
    let Keychain::Own(kept) = keychain else { unreachable!() };
    assert_eq!(kept.lock().unwrap().len(), 1, "her key is gone, his is there");
    assert!(!holds(&everything_in(gate.folder.path()), b"amara@example.org"));
}

#[test]
fn signing_out_with_unsent_work_asks_first_and_then_keeps_it_locked_until_the_next_sign_in() {
    let (host, keychain) = (Host::start(), own());
    let gate = Gate::open_in(TempDir::new().unwrap(), keychain.clone());
    sign_in(&gate, form(&host, "amara@example.org"));
    add(&gate, "Not sent yet");
    let answer = gate.asks("sign_out", json!({ "anyway": false })).unwrap();
    assert_eq!(answer, json!({ "signed_out": "unsent", "waiting": 1, "attention": 0 }));
    assert_eq!(names(&gate), ["Not sent yet"], "nothing was done");
    assert_eq!(gate.asks("sign_out", json!({ "anyway": true })).unwrap()["signed_out"], "done");
    let Keychain::Own(kept) = &keychain else { unreachable!() };
    assert!(kept.lock().unwrap().is_empty(), "the key is gone from this computer");
    assert_eq!(code(&gate.asks("storage", json!({}))), Some("signed_out"));
    sign_in(&gate, form(&host, "amara@example.org"));
    assert_eq!(names(&gate), ["Not sent yet"]);
}
