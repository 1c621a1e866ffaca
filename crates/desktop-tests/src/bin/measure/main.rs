//! Measures what needs the real window: `measure NAME`, one line of JSON per figure. `cargo xtask bench` builds the
//! release binary and calls it.

mod beside_a_peer;
mod long_lists;
mod typing;

use std::path::Path;

use anyhow::{Context, Result, bail};
use desktop_tests::Window;
use serde_json::{Value, json};

use beside_a_peer::Start;

/// A mentor's note is saved again and again through the window's own bridge: to the file and back.
const ROUNDTRIPS: &str = r#"
    const [count, done] = arguments;
    const invoke = window.__TAURI_INTERNALS__.invoke;
    const ask = (viewer, query) => invoke("ask", { viewer, query });
    const nobody = "00000000-0000-0000-0000-000000000000";
    const held = async () => {
        for (const person of (await ask(nobody, { ask: "people" })).filter(one => one.roles.includes("mentor"))) {
            for (const row of (await ask(person.id, { ask: "reviews", list: "mine" })).rows) {
                const room = await ask(person.id, { ask: "room", submission: row.submission });
                if (room.claim && !room.claim.lapsed && room.claim.mentor.id === person.id) {
                    return { actor: person.id, zone: person.zone, held: room.claim.held };
                }
            }
        }
        throw new Error("no mentor holds a review");
    };
    const note = text => JSON.stringify(
        { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] });
    (async () => {
        const { actor, zone, held: claim } = await held();
        const took = [];
        // How often the page asks meanwhile, to show what the saves changed.
        let asks = 0;
        const fetch = window.fetch;
        window.fetch = (to, how) => {
            asks += String(to).endsWith("/ask");
            return fetch(to, how);
        };
        for (let index = 0; index < count; index += 1) {
            const args = { held: claim, body: note(`Thank you, this is clear. Note ${index}.`) };
            const id = crypto.randomUUID();
            const envelope = { id, actor, at: Date.now(), zone, kind: "reviews.save_note", v: 1, args };
            const start = performance.now();
            await invoke("dispatch", { envelope });
            took.push(performance.now() - start);
        }
        return { took, asks };
    })().then(done, error => done(String(error.message ?? JSON.stringify(error))));
"#;

fn main() -> Result<()> {
    let name = std::env::args().nth(1).context("what should be measured?")?;
    let data = tempfile::TempDir::new()?;
    let line = match name.as_str() {
        "command.roundtrip" => roundtrip(data.path())?,
        "start.cold" => beside_a_peer::start(data.path(), Start::Cold)?,
        "start.warm" => beside_a_peer::start(data.path(), Start::Warm)?,
        "rss.idle" => beside_a_peer::memory(data.path())?,
        "list.10k" => long_lists::measure(data.path())?,
        "typing" => typing::measure(data.path())?,
        "typing.held_disk" => typing::measure_on_a_held_disk(data.path())?,
        other => bail!("there is no {other} here"),
    };
    println!("{line}");
    Ok(())
}

fn roundtrip(data: &Path) -> Result<Value> {
    let window = Window::open(data)?;
    window.find("h1")?;
    let answer = window.script_async(ROUNDTRIPS, &[json!(500)])?;
    let took = answer.get("took").and_then(Value::as_array);
    let took = took.with_context(|| format!("the window says: {answer}"))?;
    let took = sorted(took.iter().filter_map(Value::as_f64));
    Ok(json!({
        "bench": "command.roundtrip",
        "p50_ms": percentile(&took, 50),
        "p95_ms": percentile(&took, 95),
        "n": took.len(),
        "asks": answer.get("asks"),
    }))
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.map(|value| (value * 100.0).round() / 100.0).collect();
    values.sort_by(f64::total_cmp);
    values
}

fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied()
}
