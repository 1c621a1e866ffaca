//! The keychain of a Linux desktop as it really is: a Secret Service (that of GNOME) on a message bus of the test's own. It is there,
//! it lost the key, it has something else under its name, another one took its place, it is locked and nobody unlocks it, it is
//! gone. Each stage is a start of the application in a process of its own, on the data that the one before left.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use serde_json::{Value, json};
use tauri::Manager;
use tempfile::TempDir;

use super::Accounts;
use super::pretended_server::{Host, PASSWORD};
use super::tests::{PASSPHRASE, add, everything_in, holds, names, sign_in};
use crate::gate_tests::{Gate, code};
use crate::secrets::Keychain;

const DATA: &str = "WRAPITUP_TEST_DATA";
const ADDRESS: &str = "WRAPITUP_TEST_ADDRESS";
/// What unlocks the keyrings of the test.
const UNLOCKS: &str = "the password of the session";

/// What stands nowhere as it is: what was typed, what the server gave, what was written.
const SECRETS: &[&str] = &[PASSWORD, PASSPHRASE, "secret-token", "secret-known", "Ruth Nakamura"];

/// A computer: the data of the application, and the homes of those who sign in to the desktop.
struct Computer {
    host: Host,
    folder: TempDir,
    /// What the starts said, with their logs.
    log: Mutex<String>,
}

/// The message bus of a start, and what is on it.
#[derive(Clone, Copy)]
enum Bus {
    /// A keyring that is unlocked, as after signing in to the desktop, in a home.
    Unlocked(&'static str),
    /// A keyring that is locked. Nobody answers its question, because there is no screen to ask it on.
    Locked(&'static str),
    /// No bus at all.
    None,
}

impl Computer {
    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Starts the application for a stage, and waits until it has ended.
    fn starts(&self, stage: &str, bus: Bus) {
        let keyring = "gnome-keyring-daemon --daemonize --components=secrets";
        let (home, begin) = match bus {
            Bus::Unlocked(home) => (home, format!("printf '{UNLOCKS}' | {keyring} --unlock >/dev/null")),
            Bus::Locked(home) => (home, format!("{keyring} >/dev/null")),
            Bus::None => ("home", String::new()),
        };
        let home = self.folder.path().join(home);
        let run = home.join("run");
        fs::create_dir_all(&run).unwrap();
        fs::create_dir_all(self.data()).unwrap();
        let itself = env::current_exe().unwrap();
        let test = format!("accounts::keyring_tests::{stage}");
        let mut command = match bus {
            Bus::None => Command::new(&itself),
            Bus::Unlocked(_) | Bus::Locked(_) => {
                let mut command = Command::new("dbus-run-session");
                command.args(["--", "sh", "-c", &format!("{begin} && exec \"$0\" \"$@\"")]).arg(&itself);
                command
            }
        };
        command.args(["--ignored", "--exact", &test, "--nocapture"]);
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("GNOME_KEYRING_CONTROL");
        // Without a bus of its own, nothing is to be found by chance.
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        command.env("HOME", &home).env("XDG_RUNTIME_DIR", &run).env("XDG_DATA_HOME", home.join("share"));
        command.env(DATA, self.data()).env(ADDRESS, &self.host.address);
        let done = command.output().expect("what cargo xtask test installs: dbus and gnome-keyring");
        let said = [done.stdout, done.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(done.status.success() && said.contains("1 passed"), "{stage}: {said}");
        self.log.lock().unwrap().push_str(&said);
    }
}

#[test]
fn whatever_becomes_of_the_keyring_one_sign_in_or_a_passphrase_opens_every_draft_again() {
    let computer = Computer { host: Host::start(), folder: TempDir::new().unwrap(), log: Mutex::default() };
    let (own, other) = ("home", "another home");
    computer.starts("stage_signs_in_and_writes", Bus::Unlocked(own));
    computer.starts("stage_finds_everything", Bus::Unlocked(own));
    // The key is taken out, and something else lies in its place.
    computer.starts("stage_loses_the_key", Bus::Unlocked(own));
    computer.starts("stage_signs_in_again", Bus::Unlocked(own));
    computer.starts("stage_finds_everything", Bus::Unlocked(own));
    computer.starts("stage_spoils_the_key", Bus::Unlocked(own));
    computer.starts("stage_signs_in_again", Bus::Unlocked(own));
    // Another keyring, which has never heard of it.
    computer.starts("stage_signs_in_again", Bus::Unlocked(other));
    computer.starts("stage_finds_everything", Bus::Unlocked(other));
    // The question to unlock it is dismissed: nothing is kept there, so a passphrase is chosen.
    computer.starts("stage_signs_in_again_with_a_passphrase", Bus::Locked(own));
    computer.starts("stage_opens_with_the_passphrase", Bus::Locked(own));
    computer.starts("stage_opens_with_the_passphrase", Bus::None);
    computer.starts("stage_opens_with_the_passphrase", Bus::Unlocked(own));
    assert_eq!(computer.host.keys.lock().unwrap().len(), 1, "it was the same device all the time");

    let log = computer.log.lock().unwrap().clone();
    assert!(log.contains("sync.ended"), "there is a log to be looked through");
    let homes = [own, other].map(|home| computer.folder.path().join(home).join("share"));
    let mut all = [everything_in(&computer.data()), log.into_bytes()].concat();
    homes.iter().for_each(|home| all.extend(everything_in(home)));
    let key = computer.host.keys.lock().unwrap().values().next().unwrap().clone();
    for secret in SECRETS.iter().copied().chain([key.as_str()]) {
        assert!(!holds(&all, secret.as_bytes()), "{secret} stands on the disk or in the log");
    }
    assert!(!holds(&all, &bytes_of(&key)), "the key itself stands on the disk");
    assert!(fs::read_dir(homes[0].join("keyrings")).unwrap().count() > 0, "there was a real keyring");
}

fn bytes_of(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks_exact(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

/// Starts the application on the data of the computer, and ends it.
fn start(stage: impl FnOnce(&Gate)) {
    let data = PathBuf::from(env::var_os(DATA).unwrap());
    let here = TempDir::new().unwrap();
    copy(&data, here.path());
    let mut gate = Gate::open_in(here, Keychain::System);
    stage(&gate);
    // Ending it gives the file back.
    gate = gate.again(Keychain::Missing);
    fs::remove_dir_all(&data).unwrap();
    copy(gate.folder.path(), &data);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            copy(&entry.path(), &target);
        } else if kind.is_file() {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn form() -> Value {
    json!({ "server": env::var(ADDRESS).unwrap(), "email": "amara@example.org", "password": PASSWORD })
}

/// Checks that the file is closed and that one thing is said about it.
fn is_closed(gate: &Gate, why: &str) {
    let refused = gate.asks("storage", json!({}));
    assert_eq!(code(&refused), Some("signed_out"), "{refused:?}");
    assert_eq!(gate.asks("account", json!({})).unwrap()["closed"], why);
    if why == "sign_in" {
        let hint = refused.unwrap_err()["hint"].as_str().unwrap().to_owned();
        assert!(hint.starts_with("Sign in again"), "{hint}");
    }
}

/// Returns under which name the key of the file is kept.
fn name(gate: &Gate) -> String {
    gate.app.state::<Accounts>().current().unwrap().key()
}

#[test]
#[ignore = "a stage of the test above"]
fn stage_signs_in_and_writes() {
    start(|gate| {
        assert_eq!(gate.asks("account", json!({})).unwrap()["opened_by"], "keychain");
        assert_eq!(sign_in(gate, form())["answer"], "done");
        add(gate, "Ruth Nakamura");
        assert!(Keychain::System.key(&name(gate)).is_some(), "the keyring has the key");
    });
}

#[test]
#[ignore = "a stage of the test above"]
fn stage_finds_everything() {
    start(|gate| assert_eq!(names(gate), ["Ruth Nakamura"]));
}

#[test]
#[ignore = "a stage of the test above"]
fn stage_loses_the_key() {
    start(|gate| {
        Keychain::System.forget(&name(gate));
        assert_eq!(Keychain::System.key(&name(gate)), None);
    });
}

#[test]
#[ignore = "a stage of the test above"]
fn stage_spoils_the_key() {
    start(|gate| {
        Keychain::System.spoil(&name(gate));
        assert_eq!(Keychain::System.key(&name(gate)), None, "what lies there is no key");
    });
}

#[test]
#[ignore = "a stage of the test above"]
fn stage_signs_in_again() {
    start(|gate| {
        is_closed(gate, "sign_in");
        assert_eq!(sign_in(gate, form())["answer"], "done");
        assert_eq!(names(gate), ["Ruth Nakamura"], "the server gave the key back");
    });
}

#[test]
#[ignore = "a stage of the test above"]
fn stage_signs_in_again_with_a_passphrase() {
    start(|gate| {
        is_closed(gate, "sign_in");
        let mut form = form();
        assert_eq!(sign_in(gate, form.clone())["field"], "passphrase", "the keyring keeps nothing");
        form["passphrase"] = json!(PASSPHRASE);
        assert_eq!(sign_in(gate, form)["answer"], "done");
        assert_eq!(names(gate), ["Ruth Nakamura"], "the server gave the key back");
    });
}

#[test]
#[ignore = "a stage of the test above"]
fn stage_opens_with_the_passphrase() {
    start(|gate| {
        is_closed(gate, "passphrase");
        let opened = gate.asks("open_file", json!({ "passphrase": PASSPHRASE })).unwrap();
        assert_eq!(opened["answer"], "done");
        assert_eq!(names(gate), ["Ruth Nakamura"]);
    });
}
