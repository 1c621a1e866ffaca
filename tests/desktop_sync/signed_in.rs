//! People at their computers: they sign in, open a review and write.

use std::path::Path;

use anyhow::{Context, Result};
use desktop_tests::{Options, PASSWORD, Server, Window};
use serde_json::json;

/// Mentors among the invented people.
pub(crate) const AMARA: &str = "amara.okafor@example.org";
pub(crate) const BRIDGET: &str = "bridget.osullivan@example.org";

/// What opens their files on these computers, which have no keychain.
pub(crate) const PASSPHRASE: &str = "a passphrase of her own";

/// The editor of the overall note.
pub(crate) const EDITOR: &str = "#overall-note [contenteditable=true]";

/// Opens a window on a computer that nobody uses, and signs in there.
pub(crate) fn signs_in(server: &Server, data: &Path, email: &str) -> Result<Window> {
    let window = Window::open_with(data, Options { nobody: true, ..Options::default() })?;
    window.wait_for_text("Welcome to Wrap It Up")?;
    window.go("/sign-in")?;
    fills_in(&window, server, email, PASSWORD)?;
    window.wait_until("document.title === 'Today · Wrap It Up'")?;
    window.find_with(".rail .sync-line", "Everything is sent")?;
    Ok(window)
}

/// Fills in the form of whoever signs in, and sends it.
pub(crate) fn fills_in(window: &Window, server: &Server, email: &str, password: &str) -> Result<()> {
    for (field, text) in [
        ("server", server.address().as_str()),
        ("email", email),
        ("password", password),
        ("passphrase", PASSPHRASE),
    ] {
        writes_in(window, field, text)?;
    }
    window.press("Enter")
}

/// Writes a text in a field of a form, in place of what is there.
pub(crate) fn writes_in(window: &Window, field: &str, text: &str) -> Result<()> {
    window.click(&format!("[data-field={field}] input"))?;
    window.press("Control+a")?;
    window.type_keys(text)
}

/// Opens the file of whoever used this computer before it was started again.
pub(crate) fn unlocks(window: &Window) -> Result<()> {
    window.wait_for_text("Your file on this computer is locked")?;
    window.click("[data-field=passphrase] input")?;
    window.type_keys(PASSPHRASE)?;
    window.press("Enter")
}

/// Has what waits sent now, and waits until the line says something.
pub(crate) fn sends_now(window: &Window, then: &str) -> Result<()> {
    window.click(".rail .sync-line")?;
    window.find_with("dialog[open] button", "Try now")?.click()?;
    window.press("Escape")?;
    window.find_with(".rail .sync-line", then)?;
    Ok(())
}

/// Finds the first review in a list that fits a condition over `row`.
pub(crate) fn review(window: &Window, list: &str, fits: &str) -> Result<String> {
    let ask = format!(
        r#"
        const done = arguments[arguments.length - 1];
        const person = localStorage.getItem("wrapitup.person");
        window.__TAURI_INTERNALS__.invoke("ask", {{ viewer: person, query: {{ ask: "reviews", list: arguments[0] }} }})
            .then(view => done(view.rows.find(row => {fits}).submission), error => done(JSON.stringify(error)));
    "#
    );
    let found = window.script_async(&ask, &[json!(list)])?;
    Ok(found.as_str().context("a review")?.to_owned())
}

pub(crate) fn note(window: &Window) -> Result<String> {
    let read = "return document.querySelector(arguments[0])?.innerText ?? ''";
    Ok(window.script(read, &[json!(EDITOR)])?.as_str().unwrap_or_default().to_owned())
}

/// Types at the end of the overall note.
pub(crate) fn writes(window: &Window, words: &str) -> Result<()> {
    window.find(EDITOR)?;
    window.click(EDITOR)?;
    window.press("Control+End")?;
    window.type_keys(words)
}
