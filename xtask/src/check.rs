//! `cargo xtask check`: the fast inner loop. Format, lints, and the tests of the rules.

use anyhow::Result;

use crate::{paths, process, tidy};

/// Runs the fast checks, and stops at the first that fails.
pub(crate) fn run(_: &[String]) -> Result<()> {
    format()?;
    tidy::run(&[])?;
    lints()?;
    process::run(process::command("cargo", &paths::root()).args(["test", "--quiet", "--package", "domain"]))
}

/// Checks the format of all Rust code.
pub(crate) fn format() -> Result<()> {
    process::run(process::command("cargo", &paths::root()).args(["fmt", "--all", "--check"]))
}

/// Runs the lints over everything, tests and what is off by default too; a warning is an error. Without it everything is built
/// for the tests.
pub(crate) fn lints() -> Result<()> {
    process::run(process::command("cargo", &paths::root()).args([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--features=server/otel",
        "--",
        "--deny=warnings",
    ]))
}
