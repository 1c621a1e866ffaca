//! `cargo xtask run`: from a fresh machine to the open window, and in seconds from the second time on.

use std::env;
use std::fs;

use anyhow::{Result, bail};

use crate::{npm, paths, process, system, web};

/// Installs what is missing after saying what, builds, and opens the window in a sample workspace of its own.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let data = paths::target().join("sample-workspace");
    match args {
        [] => {}
        [fresh] if fresh == "--fresh" => drop(fs::remove_dir_all(&data)),
        [unknown, ..] => {
            bail!("unknown option {unknown}; there is --fresh, which starts a new sample workspace")
        }
    }
    announce();
    system::install(system::BUILD)?;
    web::build_if_changed()?;
    process::run(process::command("cargo", &paths::root()).args(["build", "--package", "wrapitup"]))?;
    if env::var_os("DISPLAY").is_none() && env::var_os("WAYLAND_DISPLAY").is_none() {
        bail!(
            "it is built, but there is no display here; on a server, `xvfb-run cargo xtask run` opens it unseen"
        );
    }
    let mut wrapitup = process::command(paths::target().join("debug/wrapitup"), &paths::root());
    if env::var_os("WRAPITUP_DATA").is_none() {
        wrapitup.env("WRAPITUP_DATA", &data);
    }
    // Whoever has chosen already goes on with what they chose.
    process::run(wrapitup.arg("--sample"))
}

/// Says what this will install before it installs anything.
fn announce() {
    let missing = system::missing(system::BUILD);
    let packages = if missing.is_empty() { "nothing".to_owned() } else { missing.join(" ") };
    println!("System packages to install: {packages}");
    for folder in [npm::ui(), npm::ui().join("editor")] {
        if !npm::is_installed(&folder) {
            println!("npm packages to install: those of {}", folder.join("package-lock.json").display());
        }
    }
    println!("To make WebAssembly: {}", web::route_plan());
}
