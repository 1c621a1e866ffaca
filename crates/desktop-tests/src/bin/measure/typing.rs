//! `typing`: from a key in the overall note of a review until it is painted, while what is typed is saved.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use desktop_tests::{Disk, Window};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{percentile, sorted};

const WORDS: usize = 60;

/// Finds a review that a mentor holds.
const HELD: &str = r#"
    const done = arguments[arguments.length - 1];
    const ask = (viewer, query) => window.__TAURI_INTERNALS__.invoke("ask", { viewer, query });
    const nobody = "00000000-0000-0000-0000-000000000000";
    (async () => {
        for (const person of (await ask(nobody, { ask: "people" })).filter(one => one.roles.includes("mentor"))) {
            for (const row of (await ask(person.id, { ask: "reviews", list: "mine" })).rows) {
                const room = await ask(person.id, { ask: "room", submission: row.submission });
                if (room.claim && !room.claim.lapsed) return [person.id, row.submission];
            }
        }
        throw new Error("no mentor holds a review");
    })().then(done, error => done(String(error.message ?? JSON.stringify(error))));
"#;

/// Notes for each key how long it took until the frame after it was painted, and counts the saves meanwhile.
const LISTEN: &str = r"
    window.painted = [];
    window.saves = 0;
    const fetch = window.fetch;
    window.fetch = (to, how) => {
        window.saves += String(to).endsWith('/dispatch');
        return fetch(to, how);
    };
    document.addEventListener('keydown', () => {
        const start = performance.now();
        requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - start)));
    }, true);
";

/// Measures it.
pub(super) fn measure(data: &Path) -> Result<Value> {
    let window = Window::open(data)?;
    begin(&window)?;
    let painted = painted(&window)?;
    let saves = window.script("return window.saves;", &[])?;
    Ok(json!({
        "bench": "typing",
        "p50_ms": percentile(&painted, 50),
        "p95_ms": percentile(&painted, 95),
        "n": painted.len(),
        "saves": saves,
    }))
}

/// Measures it on a disk that forces nothing onto it the whole time: no save that was begun ends.
pub(super) fn measure_on_a_held_disk(data: &Path) -> Result<Value> {
    let elsewhere = TempDir::new()?;
    let hold = elsewhere.path().join("hold");
    let window = Window::open_with(data, Disk::Held.while_there(&hold)?)?;
    begin(&window)?;
    fs::write(&hold, "")?;
    let painted = painted(&window)?;
    fs::remove_file(&hold)?;
    Ok(json!({
        "bench": "typing.held_disk",
        "p50_ms": percentile(&painted, 50),
        "p95_ms": percentile(&painted, 95),
        "worst_ms": painted.last(),
        "n": painted.len(),
    }))
}

/// Goes to the note of a review that somebody holds.
fn begin(window: &Window) -> Result<()> {
    const EDITOR: &str = "#overall-note [contenteditable=true]";
    window.find("h1")?;
    let held = window.script_async(HELD, &[])?;
    let text = |at: usize| held.get(at).and_then(Value::as_str);
    let (Some(person), Some(submission)) = (text(0), text(1)) else {
        anyhow::bail!("the window says: {held}")
    };
    window.script("localStorage.setItem('wrapitup.person', arguments[0]);", &[json!(person)])?;
    window.go(&format!("/reviews/{submission}"))?;
    window.reload()?;
    window.find(EDITOR)?;
    window.settle()?;
    window.click(EDITOR)?;
    window.script(LISTEN, &[])?;
    Ok(())
}

/// Types, and returns how long each key took once all are painted and a save was begun.
fn painted(window: &Window) -> Result<Vec<f64>> {
    for _ in 0..WORDS {
        window.type_keys("letters ")?;
    }
    let keys = WORDS * 8;
    window.wait_until(&format!("window.painted.length >= {keys} && window.saves > 0"))?;
    let painted = window.script("return window.painted;", &[])?;
    let painted = painted.as_array().context("nothing was painted")?;
    Ok(sorted(painted.iter().filter_map(Value::as_f64)))
}
