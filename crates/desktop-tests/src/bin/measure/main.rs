//! Measures what needs the real window: `measure NAME`, one line of JSON per figure. `cargo xtask bench` builds the
//! release binary and calls it.

mod long_lists;
mod typing;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use desktop_tests::Window;
use serde_json::{Value, json};

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

/// The moment at which the first screen has its list.
const USABLE: &str = r#"
    const done = arguments[arguments.length - 1];
    const usable = () => document.querySelector("main li, main [role=row], main [role=option], main a[href^='/']")
        && !document.querySelector("main [aria-busy=true]");
    const look = () => usable() ? done(Date.now()) : requestAnimationFrame(look);
    look();
"#;

fn main() -> Result<()> {
    let name = std::env::args().nth(1).context("what should be measured?")?;
    let data = tempfile::TempDir::new()?;
    let line = match name.as_str() {
        "command.roundtrip" => roundtrip(data.path())?,
        "start.warm" => warm_start(data.path())?,
        "list.10k" => long_lists::measure(data.path())?,
        "typing" => typing::measure(data.path())?,
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

fn warm_start(data: &Path) -> Result<Value> {
    let mut window = Window::open(data)?;
    window.script_async(USABLE, &[])?;
    let mut took = Vec::new();
    for _ in 0..7 {
        window = window.reopen()?;
        let usable = window.script_async(USABLE, &[])?.as_f64().context("not a time")?;
        took.push(usable - started_at(window.process()?)?);
    }
    let took = sorted(took.into_iter());
    Ok(
        json!({ "bench": "start.warm", "ms": percentile(&took, 50), "worst_ms": took.last(), "n": took.len() }),
    )
}

/// Returns when a process started, in milliseconds since 1970; the kernel counts in hundredths of a second.
fn started_at(process: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let after_name = stat.rsplit_once(')').context("not a process")?.1;
    let ticks: f64 = after_name.split_whitespace().nth(19).context("no start time")?.parse()?;
    let boot = fs::read_to_string("/proc/stat")?;
    let boot = boot.lines().find_map(|line| line.strip_prefix("btime ")).context("no boot time")?;
    Ok(boot.trim().parse::<f64>()? * 1000.0 + ticks * 10.0)
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
