//! Somebody whose address was changed elsewhere, and whose key is not on this computer any more, signs in: their file is
//! the one that lies here, with all that was not sent yet.

use serde_json::json;
use tempfile::TempDir;

use super::pretended_server::{CODES, Host};
use super::tests::{PASSPHRASE, add, form, names, own, sign_in};
use crate::gate_tests::Gate;
use crate::secrets::Keychain;

/// Returns the application with the file of somebody who wrote something, and whose keychain is empty now.
fn without_the_key(host: &Host) -> Gate {
    let gate = Gate::open_in(TempDir::new().unwrap(), own());
    assert_eq!(sign_in(&gate, form(host, "amara@example.org"))["answer"], "done");
    add(&gate, "Not sent yet");
    gate.again(own())
}

#[test]
fn by_another_address_the_file_opens_with_the_key_of_the_device_that_this_was() {
    let host = Host::start();
    let gate = without_the_key(&host);
    assert_eq!(gate.asks("account", json!({})).unwrap()["closed"], "sign_in");
    assert_eq!(sign_in(&gate, form(&host, "amara@elsewhere.example"))["answer"], "done");
    assert_eq!(names(&gate), ["Not sent yet"]);
    assert_eq!(host.keys.lock().unwrap().len(), 1, "it is the same device as before");
    let view = gate.asks("account", json!({})).unwrap();
    assert_eq!(view["accounts"].as_array().unwrap().len(), 1);
    assert_eq!(view["using"]["email"], "amara@elsewhere.example");
}

#[test]
fn with_a_second_step_the_next_code_opens_it_and_nothing_is_set_aside_meanwhile() {
    let host = Host::start();
    let gate = without_the_key(&host);
    let mut changed = form(&host, "careful@example.org");
    changed["code"] = json!(CODES[0]);
    let answer = sign_in(&gate, changed.clone());
    assert_eq!((&answer["answer"], &answer["field"]), (&json!("wrong"), &json!("code")), "{answer}");
    changed["code"] = json!(CODES[1]);
    assert_eq!(sign_in(&gate, changed)["answer"], "done");
    assert_eq!(names(&gate), ["Not sent yet"]);
}

#[test]
fn whoever_forgot_the_passphrase_too_chooses_another_one() {
    let host = Host::start();
    let gate = Gate::open_in(TempDir::new().unwrap(), Keychain::Missing);
    let mut known = form(&host, "amara@example.org");
    known["passphrase"] = json!(PASSPHRASE);
    assert_eq!(sign_in(&gate, known)["answer"], "done");
    add(&gate, "Not sent yet");
    let gate = gate.again(Keychain::Missing);
    let mut changed = form(&host, "amara@elsewhere.example");
    changed["passphrase"] = json!("nine horses in the rain");
    assert_eq!(sign_in(&gate, changed)["answer"], "done");
    assert_eq!(names(&gate), ["Not sent yet"]);
}
