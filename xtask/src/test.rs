//! `cargo xtask test`: installs what is missing, then runs every check there is. Its last line of output is the count.

use anyhow::{Result, bail};

use crate::npm;
use crate::steps::Steps;
use crate::tally::Tally;
use crate::web::{self, Build};
use crate::{check, paths, process, system, tidy};

/// Runs everything, and fails when anything failed.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if let Some(unknown) = args.first() {
        bail!("unknown option {unknown}; there are none");
    }
    let mut steps = Steps::default();
    steps.check("install", install);
    steps.check("format", check::format);
    steps.check("tidy", || tidy::run(&[]));
    steps.check("interface", || web::build(Build::Small));
    steps.check("lints", check::lints);
    steps.check("build", build);
    steps.count("rules, store, stories, gate", || tests("not package(desktop-tests)"));
    steps.count("the real window", || tests("package(desktop-tests)"));
    steps.count("editor", editor);
    steps.count("a browser", browser);
    steps.count("traces for a collector", traces);
    steps.finish()
}

fn install() -> Result<()> {
    system::install(system::BUILD)?;
    system::install(system::TEST)
}

/// Builds the tests and the desktop binary in one go, so that both share every dependency.
fn build() -> Result<()> {
    process::run(process::command("cargo", &paths::root()).args([
        "build",
        "--workspace",
        "--bins",
        "--tests",
    ]))
}

/// Runs the tests that the filter takes: by nextest where it is installed, which also ends a test that hangs.
fn tests(filter: &str) -> Result<Tally> {
    let mut cargo = process::command("cargo", &paths::root());
    if process::exists("cargo-nextest") {
        cargo.args(["nextest", "run", "--workspace", "--no-fail-fast", "--no-tests", "pass", "-E", filter]);
    } else if filter.starts_with("not ") {
        cargo.args(["test", "--workspace", "--no-fail-fast", "--exclude", "desktop-tests"]);
    } else {
        cargo.args(["test", "--package", "desktop-tests", "--no-fail-fast", "--", "--test-threads=1"]);
    }
    counted(&mut cargo)
}

/// Runs the editor's own tests, in a browser that is not drawn.
fn editor() -> Result<Tally> {
    counted(npm::command(&npm::ui().join("editor")).args(["test", "--silent"]))
}

/// Has people use the interface online, in a browser that is not drawn, from a server that really runs.
fn browser() -> Result<Tally> {
    let mut node = process::command("node", &npm::ui());
    node.args(["--test", "test/online.test.mjs", "test/people.test.mjs", "test/syncing.test.mjs"])
        .env("WRAPITUP_SERVER_BIN", paths::target().join("debug/wrapitup-server"))
        .env("WRAPITUP_WEB", paths::bundle());
    counted(&mut node)
}

/// Builds the server with what is off by default, and tests that alone. It goes last: what it builds takes the place of the
/// server that the others start.
fn traces() -> Result<Tally> {
    let mut cargo = process::command("cargo", &paths::root());
    counted(cargo.args(["test", "--workspace", "--features=server/otel", "--test=process", "--", "traces::"]))
}

/// Runs a test program and counts its tests; one that fails without having counted any counts as one failure.
fn counted(command: &mut std::process::Command) -> Result<Tally> {
    let mut tally = Tally::default();
    let succeeded = process::run_heard(command, |line| tally += Tally::from_line(line))?;
    if !succeeded && tally.failed == 0 {
        tally += Tally::of(false);
    }
    Ok(tally)
}
