//! `cargo xtask soak NAME`: the long form of a test, run by hand before a release.
//!
//! A long form is an ignored test whose name begins with `soak_`; without a name they are listed.

use anyhow::{Result, bail};

use crate::{paths, process};

/// Runs the long form of that name, or lists them all.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let root = paths::root();
    let mut cargo = process::command("cargo", &root);
    match args {
        [] => cargo.args(["test", "--workspace", "--", "--ignored", "--list", "soak_"]),
        [name] => cargo
            .args(["test", "--workspace", "--release", "--", "--ignored", "--nocapture"])
            .arg(test_name(name)),
        _ => bail!("one name at a time; without a name they are listed"),
    };
    process::run(&mut cargo)
}

fn test_name(name: &str) -> String {
    format!("soak_{}", name.trim_start_matches("soak_").replace('-', "_"))
}
