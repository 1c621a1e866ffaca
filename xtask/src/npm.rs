//! The npm packages of a folder: installed from its lock file, and again only when that changes.

use std::env::consts::OS;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::stamp::Stamp;
use crate::{paths, process};

/// Installs a folder's packages when they are not there as locked.
pub(crate) fn install(folder: &Path) -> Result<()> {
    if is_installed(folder) {
        return Ok(());
    }
    if !process::exists("npm") {
        bail!("Node and npm are needed: please install Node 20 or newer");
    }
    // Two commands at once would pull the packages from under each other; the second finds them installed.
    let lock = File::open(folder.join("package-lock.json"))?;
    lock.lock()?;
    if is_installed(folder) {
        return Ok(());
    }
    println!("Installing npm packages in {}", folder.display());
    process::run(command(folder).args(["ci", "--no-fund", "--no-audit"]))?;
    stamp(folder)?.set()
}

/// Says whether a folder's packages are there as locked.
pub(crate) fn is_installed(folder: &Path) -> bool {
    stamp(folder).is_ok_and(|stamp| stamp.is_fresh())
}

fn stamp(folder: &Path) -> Result<Stamp> {
    let inputs = [folder.join("package.json"), folder.join("package-lock.json")];
    Ok(Stamp::of("npm", &inputs, "")?.kept_in(&folder.join("node_modules")))
}

/// Returns npm itself, running in a folder.
pub(crate) fn command(folder: &Path) -> Command {
    process::command(called("npm", OS), folder)
}

/// Returns a command that runs a program of the interface's npm packages, from the `ui` folder.
pub(crate) fn program(name: &str) -> Command {
    let ui = ui();
    process::command(ui.join("node_modules/.bin").join(called(name, OS)), &ui)
}

/// Returns what a program of npm is called on a system. On Windows a script of that name alone lies beside it, which only
/// other shells can run.
fn called(program: &str, system: &str) -> String {
    match system {
        "windows" => format!("{program}.cmd"),
        _ => program.to_owned(),
    }
}

/// Returns the folder of the interface.
pub(crate) fn ui() -> PathBuf {
    paths::root().join("ui")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_runs_what_npm_made_for_it() {
        assert_eq!(
            ["linux", "macos", "windows"].map(|system| called("npm", system)),
            ["npm", "npm", "npm.cmd"]
        );
    }
}
