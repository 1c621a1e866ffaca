//! `cargo xtask freeze VERSION`: keeps what this version wrote and sent in `tests/upgrade/vVERSION`, for every later one to open.
//!
//! The store's part is made by an example of `testkit`, the shell's and the server's by ignored tests that begin with `freeze_`;
//! what travels is copied from the samples of the rules.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{paths, process};

/// What travels: a sample of every command, question and answer.
const SENT: &str = "crates/domain/src/wire_samples";

/// What is recorded before a version is released.
const UNRELEASED: &str = "tests/upgrade/unreleased";

/// Freezes the present state under a version that was not frozen before.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let [version] = args else { bail!("which version? Such as: cargo xtask freeze 0.1.0") };
    if !is_version(version) {
        bail!("{version} is not a version such as 0.1.0");
    }
    let root = paths::root();
    let folder = root.join("tests/upgrade").join(format!("v{version}"));
    if folder.exists() {
        bail!("{} is there: a version is frozen once, and not changed afterwards", folder.display());
    }
    // Made elsewhere first: what is half made would be tested.
    let new = paths::target().join(format!("freeze-{version}"));
    if new.exists() {
        fs::remove_dir_all(&new)?;
    }
    copy(&root.join(SENT), &new.join("sent"))?;
    process::run(
        process::command("cargo", &root)
            .args(["run", "--quiet", "--package", "testkit", "--example", "freeze", "--"])
            .arg(&new),
    )?;
    for (package, part) in [("wrapitup", "device"), ("server", "server")] {
        fs::create_dir_all(new.join(part))?;
        process::run(
            process::command("cargo", &root)
                .args(["test", "--quiet", "--package", package, "freeze_", "--", "--ignored"])
                .env("WRAPITUP_FREEZE", new.join(part)),
        )?;
    }
    copy(&new, &folder)?;
    // What was recorded on the way to this version has served.
    let before = root.join(UNRELEASED);
    if before.exists() {
        fs::remove_dir_all(before)?;
    }
    println!("{} is frozen in {}", version, folder.display());
    Ok(())
}

/// Whether a text is three numbers between points.
fn is_version(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| part.parse::<u32>().is_ok())
}

/// Copies the files of a folder, with the folders in it. A lock is of no use elsewhere.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let entries = fs::read_dir(from).with_context(|| format!("there is no {}", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else if entry.path().extension().is_none_or(|ending| ending != "lock") {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn a_version_is_three_numbers() {
        for (text, is) in
            [("0.1.0", true), ("10.2.33", true), ("0.1", false), ("v0.1.0", false), ("0.1.0/..", false)]
        {
            assert_eq!(is_version(text), is, "{text}");
        }
    }
}
