//! One bit of somebody's file is another than it was: the file is mended, what can't be read is named, and what was written here and
//! not sent is still there.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use tempfile::TempDir;

use super::pretended_server::{Host, PASSWORD};
use super::tests::{add, names, own, sign_in};
use crate::gate_tests::{Gate, code};
use crate::secrets::Keychain;

const PAGE: usize = 4096;
/// How many pages are left out between two that are tried.
const STEP: usize = 9;

fn file(gate: &Gate) -> PathBuf {
    let people = fs::read_dir(gate.folder.path().join("people")).unwrap();
    people.map(|folder| folder.unwrap().path().join("person.db")).find(|file| file.exists()).unwrap()
}

#[test]
fn a_damaged_file_is_mended_in_the_window_and_what_could_not_be_read_is_named() {
    let (host, keychain) = (Host::start(), own());
    let gate = Gate::open_in(TempDir::new().unwrap(), keychain.clone());
    let form = json!({ "server": host.address, "email": "amara@example.org", "password": PASSWORD });
    assert_eq!(sign_in(&gate, form)["answer"], "done");
    add(&gate, "Ruth Nakamura");
    let mut gate = gate.again(keychain.clone());
    assert_eq!(code(&gate.asks("begin_anew", json!({}))), Some("conflict"), "it is in order");
    gate = gate.again(Keychain::Missing);
    let sound = fs::read(file(&gate)).unwrap();
    let (mut mended, mut lost) = (0, 0);
    for page in (1..sound.len() / PAGE).step_by(STEP) {
        // Without its key nobody has the file open.
        gate = gate.again(Keychain::Missing);
        let mut bytes = sound.clone();
        bytes[page * PAGE + 1000] ^= 16;
        fs::write(file(&gate), &bytes).unwrap();
        gate = gate.again(keychain.clone());
        let Ok(restored) = gate.asks("begin_anew", json!({})) else { continue };
        let unread = restored["unread"].as_array().cloned().unwrap_or_default();
        mended += usize::from(restored["unread"].is_array());
        assert!(unread.iter().all(|one| one["count"].as_u64() > Some(0)), "page {page}: {restored}");
        if restored["unread"].is_null() {
            // It did not say any more what is in it. What was not sent waits in a new file for the server.
            assert_eq!(restored["put_back"], 1, "page {page}: {restored}");
        } else if unread.iter().any(|one| one["again"] == false) {
            lost += 1;
        } else if unread.iter().all(|one| one["what"] != "saved views") {
            assert_eq!(names(&gate), ["Ruth Nakamura"], "page {page}: {restored}");
        }
        assert_eq!(gate.asks("check_file", json!({})).unwrap(), json!([]), "page {page}");
        let aside = restored["aside"].as_str().unwrap();
        assert!(fs::read(format!("{aside}/person.db")).unwrap() == bytes, "page {page}: it was not kept");
        fs::remove_dir_all(aside).unwrap();
    }
    assert!(mended > 3 && lost < 2, "{mended} were mended, {lost} lost what was not sent");
}
