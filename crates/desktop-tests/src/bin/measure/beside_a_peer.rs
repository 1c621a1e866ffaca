//! `start.cold`, `start.warm` and `rss.idle`: how long the application takes to start, and what it takes of the memory, in
//! turns with Chromium on a blank page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use desktop_tests::{Peer, Window, footprint};
use serde_json::{Value, json};

use crate::{percentile, sorted};

/// How often each is started.
const STARTS: usize = 7;
/// How often the memory of each is looked at.
const LOOKS: usize = 3;

/// The moment at which the first screen has its list, and the one at which something was painted first.
const USABLE: &str = r#"
    const done = arguments[arguments.length - 1];
    const usable = () => document.querySelector("main li, main [role=row], main [role=option], main a[href^='/']")
        && !document.querySelector("main [aria-busy=true]");
    const painted = () => performance.getEntriesByType("paint").map(entry => performance.timeOrigin + entry.startTime);
    const look = () => usable() ? done([Date.now(), ...painted()]) : requestAnimationFrame(look);
    look();
"#;

/// How a program is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// After the system has forgotten its files.
    Cold,
    /// Once more.
    Warm,
}

/// Both programs, each with a folder that it was started on before.
struct Two {
    data: PathBuf,
    profile: PathBuf,
    /// What they read when they start.
    files: BTreeSet<PathBuf>,
}

impl Two {
    /// Starts each once.
    fn new(folder: &Path) -> Result<Self> {
        let (data, profile) = (folder.join("data"), folder.join("profile"));
        let window = Window::open(&data)?;
        usable(&window)?;
        let mut files = footprint::mapped_files(window.process()?);
        window.close()?;
        let peer = Peer::open(&profile)?;
        files.extend(footprint::mapped_files(peer.process()?));
        drop(peer);
        Ok(Self { data, profile, files })
    }

    fn forget(&self) -> Result<()> {
        let own = [&self.data, &self.profile].into_iter().flat_map(|folder| footprint::files_in(folder));
        footprint::forget(&self.files.iter().cloned().chain(own).collect())
    }
}

/// Measures from the start of the process to a list that can be used; of the peer, to its blank page.
pub(super) fn start(folder: &Path, start: Start) -> Result<Value> {
    let two = Two::new(folder)?;
    let (mut own, mut painted, mut peers) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..STARTS {
        if start == Start::Cold {
            two.forget()?;
        }
        let window = Window::open(&two.data)?;
        let (usable, paint) = usable(&window)?;
        let started = footprint::started_at(window.process()?)?;
        own.push(usable - started);
        painted.extend(paint.map(|paint| paint - started));
        window.close()?;
        if start == Start::Cold {
            two.forget()?;
        }
        let peer = Peer::open(&two.profile)?;
        peers.push(peer.painted_at() - footprint::started_at(peer.process()?)?);
    }
    let (own, painted, peers) =
        (sorted(own.into_iter()), sorted(painted.into_iter()), sorted(peers.into_iter()));
    let name = if start == Start::Cold { "start.cold" } else { "start.warm" };
    Ok(json!({
        "bench": name,
        "ms": percentile(&own, 50),
        "worst_ms": own.last(),
        "painted_ms": percentile(&painted, 50),
        "peer": "chromium --app",
        "peer_ms": percentile(&peers, 50),
        "ratio_to_peer": ratio(&own, &peers),
        "n": own.len(),
    }))
}

/// Measures what each takes of the memory once it does nothing.
pub(super) fn memory(folder: &Path) -> Result<Value> {
    let two = Two::new(folder)?;
    let (mut own, mut peers) = (Vec::new(), Vec::new());
    let mut processes = [0, 0];
    for _ in 0..LOOKS {
        let window = Window::open(&two.data)?;
        usable(&window)?;
        own.push(at_rest(window.process()?)?);
        let own_processes = footprint::tree(window.process()?).len();
        window.close()?;
        let peer = Peer::open(&two.profile)?;
        peers.push(at_rest(peer.process()?)?);
        processes = [own_processes, footprint::tree(peer.process()?).len()];
    }
    let (own, peers) = (sorted(own.into_iter()), sorted(peers.into_iter()));
    Ok(json!({
        "bench": "rss.idle",
        "counted_as": "pss",
        "mb": percentile(&own, 50),
        "peer": "chromium --app",
        "peer_mb": percentile(&peers, 50),
        "ratio_to_peer": ratio(&own, &peers),
        "processes": processes,
        "n": own.len(),
    }))
}

fn at_rest(process: u32) -> Result<f64> {
    footprint::rest(process)?;
    footprint::memory(process)
}

/// Returns when the first screen was usable, and when something was painted first, where the page knows.
fn usable(window: &Window) -> Result<(f64, Option<f64>)> {
    let said = window.script_async(USABLE, &[])?;
    let at = |place: usize| said.get(place).and_then(Value::as_f64);
    Ok((at(0).with_context(|| format!("the window says: {said}"))?, at(1)))
}

fn ratio(own: &[f64], peers: &[f64]) -> Option<f64> {
    let ratio = percentile(own, 50)? / percentile(peers, 50)?;
    Some((ratio * 100.0).round() / 100.0)
}
