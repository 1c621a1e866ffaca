//! `cargo xtask bundle`: the application as people install it, with a list of everything that it is made of.
//!
//! On Linux a .deb and an .rpm, on Windows an installer, on macOS an image of a disk. (No AppImage: Tauri's packager fetches
//! what that is made with from somewhere else each time, so that it could be neither locked nor tried.) They lie in
//! `target/release/bundle`. After that `--check` installs the .deb into a fresh Debian, starts it there and takes it away
//! again (`check`), and does with the .rpm what can be done without its own system. Where the key is, the packages are signed
//! (`signing`), and `--manifest FOLDER ADDRESS` writes what the application looks for to update itself.

mod bill;
mod check;
mod signing;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};

use crate::web::{self, Build};
use crate::{npm, paths, process, system};

/// The kinds of package that this system's packager makes.
#[cfg(target_os = "linux")]
const KINDS: &str = "deb,rpm";
#[cfg(target_os = "windows")]
const KINDS: &str = "nsis";
#[cfg(target_os = "macos")]
const KINDS: &str = "app,dmg";

/// The version of Tauri's packager.
const PACKAGER: &str = "2.12.5";

/// What differs from `tauri.conf.json`: files and packages on Linux have a name without spaces.
#[cfg(target_os = "linux")]
const MERGED: &str = r#"{"productName":"wrapitup"}"#;
#[cfg(not(target_os = "linux"))]
const MERGED: &str = "{}";

/// Makes the packages, tries those that were made, or lists them for those who have an earlier version.
pub(crate) fn run(args: &[String]) -> Result<()> {
    match args {
        [] => make(),
        [check] if check == "--check" => check::check(&made()),
        [manifest, folder, address] if manifest == "--manifest" => {
            signing::manifest(Path::new(folder), address, &packager_script()?)
        }
        [unknown, ..] => bail!("unknown option {unknown}; there are --check and --manifest FOLDER ADDRESS"),
    }
}

/// What only a development build reads from its environment: see `src-tauri/update/rehearsal.rs`.
const REHEARSAL: &str = "WRAPITUP_UPDATE_";

fn make() -> Result<()> {
    if cfg!(target_os = "linux") {
        system::install(system::BUILD)?;
    }
    web::build(Build::Small)?;
    let root = paths::root();
    process::run(process::command("cargo", &root).args([
        "build",
        "--release",
        "--locked",
        "--package",
        "wrapitup",
    ]))?;
    let binary = paths::target().join("release").join(format!("wrapitup{}", std::env::consts::EXE_SUFFIX));
    ensure!(
        !names(&std::fs::read(&binary)?, REHEARSAL),
        "{} can be told by its environment where newer versions are: a release must not",
        binary.display()
    );
    // Packages of another version would be tried and signed with those of this one.
    if made().exists() {
        std::fs::remove_dir_all(made())?;
    }
    // The packager strips, and asks for the target folder by the variable alone.
    let mut packager = process::command("node", &root);
    packager.arg(packager_script()?);
    packager
        .args(["bundle", "--ci", "--bundles", KINDS, "--config", MERGED, "--config"])
        .arg(signing::settings()?.to_string())
        .env("CARGO_TARGET_DIR", paths::target());
    process::run(&mut packager)?;
    bill::write(&made())?;
    println!("The packages are in {}", made().display());
    Ok(())
}

/// Returns Tauri's packager, which npm has for every system. It lies in a folder of its own: npm cannot lock a package
/// of many systems where it is not offered for all of them.
fn packager_script() -> Result<PathBuf> {
    let tools = paths::target().join("tools");
    let program = tools.join("node_modules/@tauri-apps/cli/tauri.js");
    let version = format!("@tauri-apps/cli@{PACKAGER}");
    if !program.is_file() {
        std::fs::create_dir_all(&tools)?;
        let mut install = npm::command(&tools);
        process::run(
            install.args(["install", "--no-save", "--no-fund", "--no-audit", "--prefix", "."]).arg(version),
        )?;
    }
    Ok(program)
}

/// Returns the folder that the packages are made in.
fn made() -> PathBuf {
    paths::target().join("release/bundle")
}

/// Whether a program has a word in it.
fn names(program: &[u8], word: &str) -> bool {
    program.windows(word.len()).any(|part| part == word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_a_program_is_found() {
        let rehearsed = include_bytes!("../../../src-tauri/update/rehearsal.rs");
        assert!(names(rehearsed, REHEARSAL) && !names(b"WRAPITUP_DATA", REHEARSAL));
    }
}
