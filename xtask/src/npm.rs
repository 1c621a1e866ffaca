//! The npm packages of a folder: installed from its lock file, and again only when that changes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::stamp::Stamp;
use crate::{paths, process};

/// Installs a folder's packages when they are not there as locked.
pub(crate) fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let inputs = [folder.join("package.json"), lock.clone()];
    let stamp =
        || Ok::<_, anyhow::Error>(Stamp::of("npm", &inputs, "")?.kept_in(&folder.join("node_modules")));
    if stamp()?.is_fresh() {
        return Ok(());
    }
    if !process::exists("npm") {
        bail!("Node and npm are needed: please install Node 20 or newer");
    }
    println!("Installing npm packages in {}", folder.display());
    let verb = if lock.is_file() { "ci" } else { "install" };
    process::run(process::command("npm", folder).args([verb, "--no-fund", "--no-audit"]))?;
    stamp()?.set()
}

/// Returns a command that runs a program of the interface's npm packages, from the `ui` folder.
pub(crate) fn program(name: &str) -> Command {
    let ui = ui();
    process::command(ui.join("node_modules/.bin").join(name), &ui)
}

/// Returns the folder of the interface.
pub(crate) fn ui() -> PathBuf {
    paths::root().join("ui")
}
