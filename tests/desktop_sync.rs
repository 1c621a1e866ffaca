//! Two windows of one person and a real server: a note that is written without a network is sent when there is one again,
//! and stands on the other computer; nothing of it, and no secret, stands in the clear on this one.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use desktop_tests::{Options, PASSWORD, Server, Window};
use serde_json::json;
use tempfile::TempDir;

/// A mentor among the invented people.
const AMARA: &str = "amara.okafor@example.org";

/// What opens her files on these computers, which have no keychain.
const PASSPHRASE: &str = "a passphrase of her own";

/// The editor of the overall note.
const EDITOR: &str = "#overall-note [contenteditable=true]";

/// Opens a window on a computer that nobody uses, and signs in there.
fn signs_in(server: &Server, data: &Path) -> Result<Window> {
    let window = Window::open_with(data, Options { nobody: true, ..Options::default() })?;
    window.wait_for_text("Welcome to Wrap It Up")?;
    window.go("/sign-in")?;
    for (field, text) in [
        ("server", server.address()),
        ("email", AMARA.to_owned()),
        ("password", PASSWORD.to_owned()),
        ("passphrase", PASSPHRASE.to_owned()),
    ] {
        window.click(&format!("[data-field={field}] input"))?;
        window.type_keys(&text)?;
    }
    window.press("Enter")?;
    window.wait_until("document.title === 'Today · Wrap It Up'")?;
    window.find_with(".rail .sync-line", "Everything is sent")?;
    Ok(window)
}

/// Finds the first review that she holds.
fn held(window: &Window) -> Result<String> {
    let ask = r#"
        const done = arguments[arguments.length - 1];
        const person = localStorage.getItem("wrapitup.person");
        window.__TAURI_INTERNALS__.invoke("ask", { viewer: person, query: { ask: "reviews", list: "mine" } })
            .then(view => done(view.rows[0].submission), error => done(JSON.stringify(error)));
    "#;
    let found = window.script_async(ask, &[])?;
    Ok(found.as_str().context("a review")?.to_owned())
}

fn note(window: &Window) -> Result<String> {
    let read = "return document.querySelector(arguments[0])?.innerText ?? ''";
    Ok(window.script(read, &[json!(EDITOR)])?.as_str().unwrap_or_default().to_owned())
}

/// Types at the end of the overall note.
fn writes(window: &Window, words: &str) -> Result<()> {
    window.find(EDITOR)?;
    window.click(EDITOR)?;
    window.press("Control+End")?;
    window.type_keys(words)
}

/// Whether some bytes stand in any file below a folder.
fn stands_in(folder: &Path, what: &str) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let found = if path.is_dir() {
            stands_in(&path, what)?
        } else {
            // What goes while one looks is not there.
            let bytes = fs::read(&path).unwrap_or_default();
            bytes.windows(what.len()).any(|window| window == what.as_bytes())
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

#[test]
fn what_is_written_without_a_network_is_sent_later_and_stands_on_the_other_computer() -> Result<()> {
    let folder = TempDir::new()?;
    let at = |name: &str| folder.path().join(name);
    let mut server = Server::start(&at("server"))?;
    let laptop = signs_in(&server, &at("laptop"))?;
    let review = held(&laptop)?;
    laptop.go(&format!("/reviews/{review}"))?;
    writes(&laptop, " First with a network.")?;
    laptop.find_with(".rail .sync-line", "Everything is sent")?;

    server.kill();
    writes(&laptop, " Then without one.")?;
    laptop.find_with(".rail .sync-line", "Offline.")?;
    laptop.click(".rail .sync-line")?;
    laptop.find_with("dialog[open]", "can't be reached. Go on as always")?;
    laptop.press("Escape")?;
    laptop.wait_until("!document.querySelector('dialog[open]')")?;

    // The application is killed and opened again while there is no server: everything is there.
    let laptop = laptop.kill9_and_reopen()?;
    laptop.wait_for_text("Your file on this computer is locked")?;
    laptop.click("[data-field=passphrase] input")?;
    laptop.type_keys(PASSPHRASE)?;
    laptop.press("Enter")?;
    laptop.find_with(".rail .sync-line", "saved here")?;
    laptop.go(&format!("/reviews/{review}"))?;
    laptop.find_with(EDITOR, "Then without one.")?;

    server.start_again()?;
    laptop.click(".rail .sync-line")?;
    laptop.find_with("dialog[open] button", "Try now")?.click()?;
    laptop.press("Escape")?;
    laptop.find_with(".rail .sync-line", "Everything is sent")?;

    let study = signs_in(&server, &at("study"))?;
    study.go(&format!("/reviews/{review}"))?;
    study.find_with(EDITOR, "Then without one.")?;
    laptop.go(&format!("/reviews/{review}"))?;
    laptop.find_with(EDITOR, "Then without one.")?;
    let (there, here) = (note(&study)?, note(&laptop)?);
    ensure!(there == here, "one computer shows {here:?}, the other one {there:?}");

    for computer in ["laptop", "study"] {
        for secret in ["Then without one", PASSWORD, PASSPHRASE, "SQLite format 3"] {
            let people = at(computer).join("people");
            ensure!(!stands_in(&people, secret)?, "{secret:?} stands in the clear on the {computer}");
        }
    }
    Ok(())
}
