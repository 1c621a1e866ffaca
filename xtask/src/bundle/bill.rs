//! The bill of materials: every crate and npm package that is in the application, as CycloneDX, for those who have to
//! know before they install.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{npm, paths, process};

/// The version of the program that reads cargo's lock file.
const CYCLONEDX: &str = "0.5.9";

/// Writes the bills next to the packages.
pub(super) fn write(folder: &Path) -> Result<()> {
    let tools = paths::target().join("tools");
    let program = tools.join("bin").join(format!("cargo-cyclonedx{}", std::env::consts::EXE_SUFFIX));
    let root = paths::root();
    if !program.is_file() {
        process::run(
            process::command("cargo", &root)
                .args(["install", "cargo-cyclonedx", "--locked", "--version", CYCLONEDX])
                .arg("--root")
                .arg(&tools),
        )?;
    }
    for (package, manifest) in [("wrapitup", "Cargo.toml"), ("ui", "ui/Cargo.toml")] {
        let name = format!("{package}.cdx");
        process::run(process::command(&program, &root).args([
            "cyclonedx",
            "--format",
            "json",
            "--override-filename",
            &name,
            "--manifest-path",
            manifest,
        ]))?;
        let beside = root.join(manifest).with_file_name(format!("{name}.json"));
        let whole = fs::read(&beside).with_context(|| format!("no bill at {}", beside.display()))?;
        fs::write(folder.join(format!("{name}.json")), whole)?;
        sweep(&root, &format!("{name}.json"))?;
    }
    // What the editor brings is in the page; the tools that build it are not.
    let editor = process::output(npm::command(&npm::ui().join("editor")).args([
        "sbom",
        "--sbom-format",
        "cyclonedx",
        "--omit",
        "dev",
        "--package-lock-only",
    ]))?;
    fs::write(folder.join("editor.cdx.json"), editor)?;
    Ok(())
}

/// Takes a bill out of the checkout again: the program leaves one with every package of the workspace.
fn sweep(root: &Path, name: &str) -> Result<()> {
    let crates = fs::read_dir(root.join("crates"))?.filter_map(|entry| Some(entry.ok()?.path()));
    for package in [root.to_owned(), root.join("ui"), root.join("xtask")].into_iter().chain(crates) {
        let left = package.join(name);
        if left.is_file() {
            fs::remove_file(left)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bill_is_left_in_the_checkout() {
        let root = tempfile::TempDir::new().unwrap();
        let folders = ["", "ui", "xtask", "crates/domain", "crates/store"].map(|name| root.path().join(name));
        for folder in &folders {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("ui.cdx.json"), "{}").unwrap();
            fs::write(folder.join("Cargo.toml"), "").unwrap();
        }
        sweep(root.path(), "ui.cdx.json").unwrap();
        for folder in &folders {
            assert!(!folder.join("ui.cdx.json").exists() && folder.join("Cargo.toml").exists(), "{folder:?}");
        }
    }
}
