//! `cargo xtask bench [NAME...]`: measures, and prints one line of JSON per figure.
//!
//! Where a figure is made is in `BENCHES`: the size of the interface here, what needs the window in `desktop-tests`,
//! what needs no window in the bench targets of the crates. How the first figures were made is in `docs/benchmarks.md`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::web::{self, Build};
use crate::{npm, paths, process, system};

/// Where a figure is made.
enum Maker {
    /// In this file.
    Here(fn() -> Result<()>),
    /// By the program `measure` of the window's tests, on the release build of the application.
    Window,
    /// So too, in turns with the peers of `bench/peers`.
    BesidePeers,
    /// By the bench target of that name in a crate.
    Target(&'static str),
    /// So too, in turns with the peers of `bench/peers`.
    TargetBesidePeers(&'static str),
    /// By the bench target of the server, with these packages of npm's beside it.
    Hosted(&'static [&'static str]),
}

const BENCHES: &[(&str, Maker)] = &[
    ("bundle.gzip", Maker::Here(bundle_gzip)),
    ("autosave", Maker::Target("testkit")),
    ("backup", Maker::TargetBesidePeers("testkit")),
    ("export", Maker::TargetBesidePeers("exports")),
    ("command.roundtrip", Maker::Window),
    ("start.cold", Maker::BesidePeers),
    ("start.warm", Maker::BesidePeers),
    ("rss.idle", Maker::BesidePeers),
    ("list.10k", Maker::Window),
    ("typing", Maker::Window),
    ("typing.held_disk", Maker::Window),
    ("sync", Maker::Hosted(&["pouchdb"])),
    ("server", Maker::Hosted(&["svelte"])),
    ("load", Maker::Hosted(&[])),
];

/// Measures what is named, or everything.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if let Some(unknown) = args.iter().find(|name| !BENCHES.iter().any(|(bench, _)| bench == name)) {
        let known: Vec<&str> = BENCHES.iter().map(|(name, _)| *name).collect();
        bail!("there is no bench {unknown}; there are {}", known.join(", "));
    }
    let wanted: Vec<_> =
        BENCHES.iter().filter(|(name, _)| args.is_empty() || args.iter().any(|arg| arg == name)).collect();
    if wanted.iter().any(|(_, maker)| matches!(maker, Maker::Window | Maker::BesidePeers)) {
        build_for_the_window()?;
    }
    for (name, maker) in wanted {
        match maker {
            Maker::Here(measure) => measure()?,
            Maker::Window => in_the_window(name)?,
            Maker::BesidePeers => {
                system::install(system::PEERS)?;
                in_the_window(name)?;
            }
            Maker::Target(package) => without_a_window(package, name)?,
            Maker::TargetBesidePeers(package) => {
                // Pages are set in the fonts of the tests.
                system::install(system::TEST)?;
                system::install(system::PEERS)?;
                without_a_window(package, name)?;
            }
            Maker::Hosted(peers) => hosted(name, peers)?,
        }
    }
    Ok(())
}

/// Measures the server, in turns with peers of npm's.
fn hosted(name: &str, peers: &[&str]) -> Result<()> {
    system::install(system::BUILD)?;
    system::install(system::TEST)?;
    system::install(system::PEERS)?;
    for peer in peers {
        let folder = paths::root().join("bench/peers").join(peer);
        npm::install(&folder)?;
        if folder.join("svelte.config.js").exists() {
            process::run(npm::command(&folder).args(["run", "--silent", "build"]))?;
        }
    }
    let bench = ["bench", "--quiet", "--package", "server", "--bench", "hosted", "--", name];
    process::run(process::command("cargo", &paths::root()).args(bench))
}

fn without_a_window(package: &str, name: &str) -> Result<()> {
    system::install(system::BUILD)?;
    let bench = ["bench", "--quiet", "--package", package, "--bench", name];
    process::run(process::command("cargo", &paths::root()).args(bench))
}

fn build_for_the_window() -> Result<()> {
    system::install(system::BUILD)?;
    system::install(system::TEST)?;
    web::build(Build::Small)?;
    let release = ["build", "--release", "--package", "wrapitup"];
    process::run(process::command("cargo", &paths::root()).args(release))
}

fn in_the_window(name: &str) -> Result<()> {
    process::run(
        process::command("cargo", &paths::root())
            .args(["run", "--quiet", "--package", "desktop-tests", "--bin", "measure", "--", name])
            .env("WRAPITUP_BIN", paths::target().join("release/wrapitup")),
    )
}

/// The interface as it travels: what the first page needs, and the editor that comes later.
fn bundle_gzip() -> Result<()> {
    web::build(Build::Small)?;
    let bundle = paths::bundle();
    let initial: u64 = ["index.html", "app.js", "app.css", "app.wasm"]
        .iter()
        .map(|file| gzipped(&bundle.join(file)))
        .sum::<Result<u64>>()?;
    let editor = gzipped(&bundle.join("editor.js"))?;
    println!(
        "{{\"bench\": \"bundle.gzip\", \"initial_kb\": {:.1}, \"editor_kb\": {:.1}}}",
        kilobytes(initial),
        kilobytes(editor)
    );
    Ok(())
}

fn gzipped(file: &Path) -> Result<u64> {
    let source = fs::File::open(file).with_context(|| format!("there is no {}", file.display()))?;
    let packed = Command::new("gzip").args(["-9", "-c"]).stdin(source).stderr(Stdio::inherit()).output()?;
    Ok(u64::try_from(packed.stdout.len())?)
}

fn kilobytes(bytes: u64) -> f64 {
    let tenths = u32::try_from(bytes / 100).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}
