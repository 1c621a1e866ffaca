//! From the crate `ui` to a small WebAssembly module and the script that loads it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::Build;
use super::route::{Route, TARGET};
use crate::{npm, paths, process};

/// The module and its loading script, side by side in a folder.
pub(crate) struct Glue {
    /// `ui.js`, an ES module.
    pub(crate) script: PathBuf,
    /// `ui_bg.wasm`, which the script loads.
    pub(crate) module: PathBuf,
}

/// Compiles the interface and returns the module that the compiler wrote.
pub(crate) fn compile(kind: Build) -> Result<PathBuf> {
    let route = Route::find()?;
    // A development build keeps the checks of a debug build but not its size: browsers choke on 100 MB of symbols.
    let (profile, folder) = match kind {
        Build::Dev => ("web-dev", "web-dev"),
        Build::Small => ("web", "web"),
    };
    process::run(route.cargo().args(["--package", "ui", "--profile", profile]))?;
    Ok(route.target_dir().join(TARGET).join(folder).join("ui.wasm"))
}

/// Generates the loading script, and makes the module small unless it is for development.
pub(crate) fn bind(module: &Path, kind: Build) -> Result<Glue> {
    let folder = paths::target().join("glue");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(false)
        .remove_name_section(kind == Build::Small)
        .remove_producers_section(kind == Build::Small)
        .omit_default_module_path(true)
        .out_name("ui")
        .generate(&folder)
        .context("wasm-bindgen could not read the module; ui must pin wasm-bindgen =0.2.130")?;
    let glue = Glue { script: folder.join("ui.js"), module: folder.join("ui_bg.wasm") };
    if kind == Build::Small {
        shrink(&glue.module)?;
    }
    Ok(glue)
}

fn shrink(module: &Path) -> Result<()> {
    let mut optimiser = npm::program("wasm-opt");
    // What the compiler uses by itself and every web view since 2023 runs; nothing newer is let in.
    for feature in [
        "bulk-memory",
        "mutable-globals",
        "multivalue",
        "nontrapping-float-to-int",
        "reference-types",
        "sign-ext",
    ] {
        optimiser.arg(format!("--enable-{feature}"));
    }
    process::run(optimiser.args(["-Oz", "-o"]).arg(module).arg(module))
}
