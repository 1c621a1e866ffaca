//! From the crate `ui` to small WebAssembly modules and the script that loads them: the first one at once, and one for
//! each part of the interface when it is needed.

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
    /// The modules that are loaded later. The script knows their names.
    pub(crate) parts: Vec<PathBuf>,
}

/// Compiles the interface and returns the module that the compiler wrote.
pub(crate) fn compile(kind: Build) -> Result<PathBuf> {
    let route = Route::find()?;
    // A development build keeps the checks of a debug build but not its size: browsers choke on 100 MB of symbols.
    let (profile, folder) = match kind {
        Build::Dev => ("web-dev", "web-dev"),
        Build::Small => ("web", "web"),
    };
    process::run(route.cargo(kind).args(["--package", "ui", "--profile", profile]))?;
    Ok(route.target_dir().join(TARGET).join(folder).join("ui.wasm"))
}

/// Cuts the module into parts, generates the loading script, and makes the modules small unless they are for
/// development.
pub(crate) fn bind(module: &Path, kind: Build) -> Result<Glue> {
    let folder = paths::target().join("glue");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let (first, parts) = split(module, &folder)?;
    Bindgen::new()
        .input_path(first)
        .web(true)?
        .typescript(false)
        // The parts take what they share with the first module from its exports.
        .keep_lld_exports(true)
        .remove_name_section(kind == Build::Small)
        .remove_producers_section(kind == Build::Small)
        .omit_default_module_path(true)
        .out_name("ui")
        .generate(&folder)
        .context("wasm-bindgen could not read the module; ui must pin wasm-bindgen =0.2.130")?;
    let glue = Glue { script: folder.join("ui.js"), module: folder.join("ui_bg.wasm"), parts };
    if kind == Build::Small {
        for module in glue.parts.iter().chain([&glue.module]) {
            shrink(module)?;
        }
    }
    Ok(glue)
}

/// Cuts the module at its split points, and returns the first part and the others.
fn split(module: &Path, folder: &Path) -> Result<(PathBuf, Vec<PathBuf>)> {
    let whole = fs::read(module).with_context(|| format!("there is no {}", module.display()))?;
    let first = folder.join("first.wasm");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.main_module = "./ui.js";
    let cut = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow::anyhow!("the module could not be cut into parts: {error:?}"))?;
    Ok((first, cut.split_modules))
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
