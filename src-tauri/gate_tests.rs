//! What a window may ask of the computer, tried on the real capabilities with windows that are not drawn.
//!
//! Each test asks as a page would. What is allowed answers or refuses in words; everything else is turned away before
//! any code of ours runs.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::utils::config::AppDirectoriesOverride;
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;

use crate::accounts::Accounts;
use crate::presence::Presence;
use crate::secrets::{Cost, Keychain, Keys};
use crate::storage::Start;
use crate::workspace::Workspace;

pub(crate) const OWN_PAGE: &str = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
pub(crate) const SOMEONE: &str = "018f0000-0000-7000-8000-000000000001";

/// The application with one window, and the folder that goes when the test ends.
pub(crate) struct Gate {
    pub(crate) app: App<MockRuntime>,
    pub(crate) main: WebviewWindow<MockRuntime>,
    pub(crate) folder: TempDir,
}

impl Gate {
    pub(crate) fn open() -> Self {
        let gate = Self::open_in(TempDir::new().unwrap(), Keychain::Missing);
        gate.app.state::<Accounts>().use_sample().unwrap();
        gate
    }

    /// Opens it on a folder as it is, with a keychain of the test's choice.
    pub(crate) fn open_in(folder: TempDir, keychain: Keychain) -> Self {
        let path = folder.path().to_owned();
        let mut context = tauri::generate_context!(test = true);
        context.config_mut().app.app_directories_override = Some(AppDirectoriesOverride::Root(path.clone()));
        let app = crate::assemble(mock_builder(), context).unwrap();
        let accounts = Accounts::of(path, Keys { keychain, cost: Cost::LEAST });
        let found = accounts.clone();
        app.manage(Workspace::found_by(Start::Empty, move || found.files()));
        app.manage(accounts);
        let main = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default()).build().unwrap();
        Self { app, main, folder }
    }

    /// Ends the application, and starts it again on the same folder.
    pub(crate) fn again(mut self, keychain: Keychain) -> Self {
        let list = self.folder.path().join("accounts.json");
        let kept = std::fs::read(&list).unwrap();
        // A process that ends gives its file back, whoever still knows of it in here.
        self.asks("use_nobody", json!({})).unwrap();
        std::fs::write(list, kept).unwrap();
        let folder = std::mem::replace(&mut self.folder, TempDir::new().unwrap());
        drop(self);
        Self::open_in(folder, keychain)
    }

    pub(crate) fn asks(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        ask(&self.main, OWN_PAGE, command, arguments)
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        crate::sync::close(self.app.handle());
        self.app.state::<Workspace>().close();
    }
}

pub(crate) fn ask(
    window: &WebviewWindow<MockRuntime>,
    page: &str,
    command: &str,
    arguments: Value,
) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: tauri::ipc::CallbackFn(0),
        error: tauri::ipc::CallbackFn(1),
        url: page.parse().unwrap(),
        body: arguments.into(),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

fn a_question() -> Value {
    json!({ "viewer": SOMEONE, "query": { "ask": "people" } })
}

/// Says whether the gate turned the request away, before any code of ours ran.
pub(crate) fn is_turned_away(answer: &Result<Value, Value>) -> bool {
    matches!(answer, Err(Value::String(reason)) if reason.contains("not allowed"))
}

pub(crate) fn code(answer: &Result<Value, Value>) -> Option<&str> {
    answer.as_ref().err()?.get("code")?.as_str()
}

#[test]
fn the_main_window_may_ask_and_dispatch() {
    let gate = Gate::open();
    for (command, arguments) in [
        ("ask", a_question()),
        ("dispatch", json!({ "envelope": {} })),
        ("keep_preference", json!({ "name": "theme", "value": "dark" })),
        ("spelling", json!({})),
        ("about", json!({})),
        ("mistakes", json!({})),
        ("delete_mistake", json!({ "name": "x.txt" })),
        ("show_folder", json!({ "folder": "/etc" })),
        ("tell_failure", json!({ "what": "crashed" })),
        ("background", json!({})),
        ("start_with_computer", json!({ "on": "neither" })),
        ("update", json!({})),
        ("look_for_update", json!({})),
        ("fetch_update", json!({})),
        ("install_update", json!({})),
        ("account", json!({})),
        ("use_sample", json!({})),
        ("use_nobody", json!({})),
        ("use_account", json!({ "server": "https://example.org", "person": SOMEONE })),
        ("sign_in", json!({ "form": {} })),
        ("sign_up", json!({ "form": {}, "zone": "UTC" })),
        ("forgot_password", json!({ "server": "", "email": "" })),
        ("open_file", json!({ "passphrase": "" })),
        ("sign_out", json!({ "anyway": "no" })),
        ("devices", json!({})),
        ("device_sign_out", json!({ "device": 7 })),
        ("sync_standing", json!({})),
        ("sync_now", json!({})),
        ("network_changed", json!({ "up": "yes" })),
        ("attention", json!({})),
        ("attention_act", json!({ "item": "x", "act": "dismiss" })),
        ("keep_as_file", json!({ "title": 7, "text": "x" })),
    ] {
        let answer = gate.asks(command, arguments);
        assert!(!is_turned_away(&answer), "{command}: {answer:?}");
    }
}

#[test]
fn nothing_else_is_allowed() {
    let gate = Gate::open();
    for command in [
        "greet",
        "dispatch_all",
        "plugin:app|version",
        "plugin:event|emit",
        "plugin:event|emit_to",
        "plugin:image|from_path",
        "plugin:menu|new",
        "plugin:autostart|enable",
        "plugin:global-shortcut|register",
        "plugin:notification|notify",
        "plugin:notification|is_permission_granted",
        "plugin:notification|register_listener",
        "plugin:notification|remove_active",
        "plugin:path|resolve_directory",
        "plugin:resources|close",
        "plugin:shell|execute",
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:sql|load",
        "plugin:tray|new",
        "plugin:updater|check",
        "plugin:updater|download",
        "plugin:updater|install",
        "plugin:updater|download_and_install",
        "plugin:webview|create_webview_window",
        "plugin:window|close",
        "plugin:window|create",
        "plugin:window|set_title",
    ] {
        let answer = gate.asks(command, json!({}));
        let unknown = matches!(&answer, Err(Value::String(reason)) if reason.contains("not found"));
        assert!(is_turned_away(&answer) || unknown, "{command}: {answer:?}");
    }
}

#[test]
fn another_window_may_not_ask() {
    let gate = Gate::open();
    let other = WebviewWindowBuilder::new(&gate.app, "popup", tauri::WebviewUrl::default()).build().unwrap();
    for (command, arguments) in [
        ("ask", a_question()),
        ("dispatch", json!({ "envelope": {} })),
        ("here", json!({ "viewer": SOMEONE, "address": "/" })),
        ("account", json!({})),
        ("use_sample", json!({})),
        ("use_nobody", json!({})),
        ("use_account", json!({ "server": "https://example.org", "person": SOMEONE })),
        ("sign_in", json!({ "form": {} })),
        ("sign_up", json!({ "form": {}, "zone": "UTC" })),
        ("forgot_password", json!({ "server": "", "email": "" })),
        ("open_file", json!({ "passphrase": "" })),
        ("sign_out", json!({ "anyway": "no" })),
        ("devices", json!({})),
        ("sync_standing", json!({})),
        ("sync_now", json!({})),
        ("network_changed", json!({ "up": "yes" })),
        ("attention", json!({})),
        ("attention_act", json!({ "item": "x", "act": "dismiss" })),
        ("keep_as_file", json!({ "title": 7, "text": "x" })),
        ("storage", json!({})),
        ("back_up", json!({})),
        ("check_file", json!({})),
        ("restore", json!({ "name": "20261123-140509-daily.db" })),
        ("begin_anew", json!({})),
        ("look_again", json!({})),
        ("export_data", json!({ "viewer": SOMEONE, "form": "json" })),
        ("keep_preference", json!({ "name": "theme", "value": "dark" })),
        ("spelling", json!({})),
        ("background", json!({})),
        ("start_with_computer", json!({ "on": true })),
        ("update", json!({})),
        ("look_for_update", json!({})),
        ("fetch_update", json!({})),
        ("install_update", json!({})),
        ("about", json!({})),
        ("mistakes", json!({})),
        ("delete_mistake", json!({ "name": "x.txt" })),
        ("show_folder", json!({ "folder": "logs" })),
        ("tell_failure", json!({ "what": "crashed" })),
        ("plugin:event|listen", json!({ "event": "changed", "target": { "kind": "Any" }, "handler": 1 })),
    ] {
        let answer = ask(&other, OWN_PAGE, command, arguments);
        assert!(is_turned_away(&answer), "{command}: {answer:?}");
    }
}

#[test]
fn a_page_from_elsewhere_may_not_ask() {
    let gate = Gate::open();
    for page in
        ["https://example.org", "http://tauri.localhost.evil", "http://127.0.0.1:8080", "data:text/html,x"]
    {
        let answer = ask(&gate.main, page, "ask", a_question());
        assert!(is_turned_away(&answer), "{page}: {answer:?}");
    }
}

#[test]
fn arguments_of_the_wrong_type_are_refused_in_words() {
    let gate = Gate::open();
    for viewer in [json!(7), json!("me"), json!(null), json!([SOMEONE]), json!({ "id": SOMEONE })] {
        let answer = gate.asks("ask", json!({ "viewer": viewer, "query": { "ask": "people" } }));
        assert_eq!(code(&answer), Some("invalid"), "{viewer}: {answer:?}");
    }
    for query in
        [json!(7), json!("people"), json!({}), json!({ "ask": "everything" }), json!([{ "ask": "people" }])]
    {
        let answer = gate.asks("ask", json!({ "viewer": SOMEONE, "query": query }));
        assert_eq!(code(&answer), Some("invalid"), "{query}: {answer:?}");
    }
    for missing in [json!({}), json!({ "viewer": SOMEONE }), json!({ "query": {} })] {
        assert!(gate.asks("ask", missing.clone()).is_err(), "{missing}");
    }
    assert!(gate.asks("dispatch", json!({ "command": {} })).is_err());
    assert_eq!(code(&gate.asks("dispatch", json!({ "envelope": 3 }))), Some("invalid"));
}

#[test]
fn arguments_that_are_too_large_are_refused_in_words() {
    let gate = Gate::open();
    let huge = "x".repeat(7_000_000);
    for (command, arguments) in [
        ("ask", json!({ "viewer": SOMEONE, "query": { "kind": huge } })),
        ("ask", json!({ "viewer": huge, "query": {} })),
        ("dispatch", json!({ "envelope": { "args": [huge] } })),
    ] {
        assert_eq!(code(&gate.asks(command, arguments)), Some("too_large"), "{command}");
    }
}

#[test]
fn a_preference_is_kept_and_nothing_else_under_its_name() {
    let gate = Gate::open();
    let keep =
        |name: Value, value: Value| gate.asks("keep_preference", json!({ "name": name, "value": value }));
    assert_eq!(keep(json!("theme"), json!("dark")), Ok(Value::Null));
    for (name, value) in [
        (json!("../theme"), json!("dark")),
        (json!(7), json!("dark")),
        (json!("theme"), json!(["dark"])),
        (json!("theme"), json!("x".repeat(1000))),
    ] {
        assert_eq!(code(&keep(name.clone(), value)), Some("invalid"), "{name}");
    }
    assert_eq!(code(&keep(json!("keys"), json!("x".repeat(7_000_000)))), Some("too_large"));
    let other =
        ask(&gate.main, "https://example.org", "keep_preference", json!({ "name": "theme", "value": "x" }));
    assert!(is_turned_away(&other), "{other:?}");
}

#[test]
fn the_log_and_the_reports_give_nothing_else_away() {
    let gate = Gate::open();
    for name in ["../sample.db", "/etc/passwd", ""] {
        let answer = gate.asks("delete_mistake", json!({ "name": name }));
        assert_eq!(code(&answer), Some("not_found"), "{name}: {answer:?}");
    }
    for folder in [json!("/"), json!("../.."), json!("logs/.."), json!(["logs"]), json!(null)] {
        let answer = gate.asks("show_folder", json!({ "folder": folder }));
        assert_eq!(code(&answer), Some("invalid"), "{folder}: {answer:?}");
    }
    assert_eq!(gate.asks("mistakes", json!({})), Ok(json!([])));
    assert!(gate.asks("about", json!({})).unwrap()["log"].as_str().unwrap().ends_with("wrapitup.log"));
}

#[test]
fn the_window_says_where_the_person_is_and_takes_the_page_that_is_wanted_once() {
    let gate = Gate::open();
    gate.app.state::<Presence>().want("/reviews".to_owned());
    let at = |address: Value| gate.asks("here", json!({ "viewer": SOMEONE, "address": address }));
    assert_eq!(code(&at(json!(7))), Some("invalid"));
    assert_eq!(at(json!("/")), Ok(json!("/reviews")));
    assert_eq!(at(json!("/reviews")), Ok(Value::Null));
    assert_eq!(code(&gate.asks("here", json!({ "viewer": "me", "address": "/" }))), Some("invalid"));
}

#[test]
fn whatever_comes_is_answered() {
    let gate = Gate::open();
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        Just(json!(SOMEONE)),
        Just(json!("../".repeat(9) + "etc/passwd")),
    ];
    let any_json = leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("(id|kind|args|actor|v|at|zone|[a-z]{1,6})", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    });
    TestRunner::default()
        .run(&(any_json.clone(), any_json), |(first, second)| {
            // An answer of either kind is right; a panic or silence would fail the test.
            let answers = [
                gate.asks("dispatch", json!({ "envelope": first.clone() })),
                gate.asks("ask", json!({ "viewer": first.clone(), "query": second.clone() })),
                gate.asks("keep_preference", json!({ "name": first, "value": second })),
            ];
            for answer in answers {
                prop_assert!(!is_turned_away(&answer));
                prop_assert_ne!(code(&answer), Some("bug"));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_main_window_may_ask_about_the_file_and_names_no_path() {
    let gate = Gate::open();
    let made = gate.asks("back_up", json!({})).unwrap();
    let view = gate.asks("storage", json!({})).unwrap();
    assert_eq!(view["standing"], "ready");
    assert_eq!(view["backups"], json!([made]));
    assert_eq!(gate.asks("check_file", json!({})).unwrap(), json!([]));
    for name in ["", "..", "../sample.db", "/etc/passwd", "making.tmp", "20261123-140509-daily.db"] {
        let refused = gate.asks("restore", json!({ "name": name }));
        assert_eq!(code(&refused), Some("not_found"), "{name}");
    }
    for name in [json!(7), json!(null), json!(["x"])] {
        assert!(gate.asks("restore", json!({ "name": name })).is_err());
    }
    assert_eq!(
        code(&gate.asks("begin_anew", json!({}))),
        Some("conflict"),
        "a sound file is no place to begin"
    );
    for form in [json!("docx"), json!(7), json!(null), json!("../x")] {
        let refused = gate.asks("export_data", json!({ "viewer": SOMEONE, "form": form }));
        assert_eq!(code(&refused), Some("invalid"), "{form}");
    }
    assert!(gate.asks("look_again", json!({})).is_ok());
    assert!(gate.asks("restore", json!({ "name": made["name"] })).is_ok());
    let backups = gate.asks("storage", json!({})).unwrap()["backups"].clone();
    assert_eq!(backups.as_array().map(Vec::len), Some(2), "the one before restoring is there too: {backups}");
}
