//! Signing what the application updates itself with, where whoever releases has the key: the packages as they are made,
//! and then the manifest that says which version there is.
//!
//! The key is given to Tauri's tools in `TAURI_SIGNING_PRIVATE_KEY`, its public half to the application in
//! `WRAPITUP_UPDATE_KEY`. Without the first, packages are made that nobody is offered as an update.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::{paths, process};

/// How the end of a package's name says what kind of computer it is for, in the words of Tauri's updater.
const KINDS: &[(&str, &str)] = &[
    ("_amd64.deb", "linux-x86_64-deb"),
    (".x86_64.rpm", "linux-x86_64-rpm"),
    (".AppImage", "linux-x86_64-appimage"),
    ("_x64-setup.exe", "windows-x86_64-nsis"),
    // Releases for Macs are made on Apple's own processors.
    (".app.tar.gz", "darwin-aarch64-app"),
];

/// The file that the application looks for.
const MANIFEST: &str = "latest.json";

/// Returns what the packager is told about signing; nothing without a key.
pub(super) fn settings() -> Result<Value> {
    let given = |name: &str| env::var(name).ok().filter(|word| !word.is_empty());
    let Some(_) = given("TAURI_SIGNING_PRIVATE_KEY").or_else(|| given("TAURI_SIGNING_PRIVATE_KEY_PATH"))
    else {
        return Ok(json!({}));
    };
    let public = given("WRAPITUP_UPDATE_KEY").context("WRAPITUP_UPDATE_KEY has to hold the public key")?;
    Ok(json!({
        "bundle": { "createUpdaterArtifacts": true },
        "plugins": { "updater": { "pubkey": public } },
    }))
}

/// Writes the manifest of all signed packages in a folder, and signs it. The packages will be at `address`.
pub(super) fn manifest(folder: &Path, address: &str, packager: &Path) -> Result<()> {
    ensure!(address.starts_with("https://"), "packages are fetched over https:// alone, not from {address}");
    let mut signatures = Vec::new();
    gather(folder, &mut signatures)?;
    let whole = written(env!("CARGO_PKG_VERSION"), &notes()?, address, &read(&signatures)?)?;
    let manifest = folder.join(MANIFEST);
    fs::write(&manifest, serde_json::to_string_pretty(&whole)?)?;
    let mut sign = process::command("node", &paths::root());
    process::run(
        sign.arg(packager)
            .args(["signer", "sign", "--app-version", env!("CARGO_PKG_VERSION")])
            .arg(&manifest),
    )
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, found)?;
        } else if path.extension().is_some_and(|end| end == "sig")
            && !path.ends_with(format!("{MANIFEST}.sig"))
        {
            found.push(path);
        }
    }
    Ok(())
}

/// Returns the names of the packages with their signatures.
fn read(signatures: &[PathBuf]) -> Result<Vec<(String, String)>> {
    signatures
        .iter()
        .map(|file| {
            let package = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            ensure!(file.with_file_name(&package).is_file(), "{} signs nothing", file.display());
            Ok((package, fs::read_to_string(file)?.trim().to_owned()))
        })
        .collect()
}

fn written(version: &str, notes: &str, address: &str, packages: &[(String, String)]) -> Result<Value> {
    let mut platforms = BTreeMap::new();
    for (package, signature) in packages {
        let Some((_, kind)) = KINDS.iter().find(|(end, _)| package.ends_with(end)) else {
            bail!("nobody knows what kind of computer {package} is for");
        };
        let url = format!("{}/{}", address.trim_end_matches('/'), package.replace(' ', "%20"));
        let twice = platforms.insert(*kind, json!({ "url": url, "signature": signature }));
        ensure!(twice.is_none(), "there are two packages for {kind}");
    }
    ensure!(!platforms.is_empty(), "there is no signed package: is TAURI_SIGNING_PRIVATE_KEY set?");
    Ok(json!({ "version": version, "notes": notes, "platforms": platforms }))
}

/// Returns what the changelog says of this version, or of what is not released yet.
fn notes() -> Result<String> {
    let whole = fs::read_to_string(paths::root().join("CHANGELOG.md"))?;
    let named = section(&whole, env!("CARGO_PKG_VERSION")).or_else(|| section(&whole, "Unreleased"));
    named.context("CHANGELOG.md says nothing of this version")
}

fn section(changelog: &str, name: &str) -> Option<String> {
    let mut lines = changelog.lines().skip_while(|line| line.trim() != format!("## {name}"));
    lines.next()?;
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with("## ")).collect();
    Some(lines.join("\n").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str) -> (String, String) {
        (name.to_owned(), "signature".to_owned())
    }

    #[test]
    fn a_manifest_names_every_package_by_the_kind_of_computer_it_is_for() {
        let packages = [
            package("wrapitup_0.2.0_amd64.deb"),
            package("wrapitup-0.2.0-1.x86_64.rpm"),
            package("Wrap It Up_0.2.0_x64-setup.exe"),
            package("Wrap It Up.app.tar.gz"),
        ];
        let whole = written("0.2.0", "Faster.", "https://example.org/0.2.0/", &packages).unwrap();
        let kinds: Vec<&String> = whole["platforms"].as_object().unwrap().keys().collect();
        assert_eq!(
            kinds,
            ["darwin-aarch64-app", "linux-x86_64-deb", "linux-x86_64-rpm", "windows-x86_64-nsis"]
        );
        assert_eq!(
            whole["platforms"]["darwin-aarch64-app"]["url"],
            "https://example.org/0.2.0/Wrap%20It%20Up.app.tar.gz"
        );
        assert_eq!(whole["version"], "0.2.0");
    }

    #[test]
    fn a_manifest_of_nothing_of_two_for_one_or_of_something_unknown_is_not_written() {
        for packages in
            [vec![], vec![package("a_amd64.deb"), package("b_amd64.deb")], vec![package("wrapitup.zip")]]
        {
            assert!(written("0.2.0", "", "https://example.org", &packages).is_err(), "{packages:?}");
        }
    }

    #[test]
    fn what_is_new_is_the_section_of_the_version() {
        let changelog = "# Changelog\n\n## Unreleased\n\n- Soon.\n\n## 0.2.0\n\n- Faster.\n- Safer.\n\n## 0.1.0\n\n- First.\n";
        assert_eq!(section(changelog, "0.2.0").as_deref(), Some("- Faster.\n- Safer."));
        assert_eq!(section(changelog, "0.1.0").as_deref(), Some("- First."));
        assert_eq!(section(changelog, "0.3.0"), None);
    }
}
