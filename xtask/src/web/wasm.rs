//! From the crate `ui` to small WebAssembly modules and the script that loads them: the first one at once, and one for
//! each part of the interface when it is needed.

use std::collections::BTreeSet;
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
        // The names of functions go last: they say which functions are alike.
        .remove_name_section(false)
        .remove_producers_section(kind == Build::Small)
        .omit_default_module_path(true)
        .out_name("ui")
        .generate(&folder)
        .context("wasm-bindgen could not read the module; ui must pin wasm-bindgen =0.2.130")?;
    let glue = Glue { script: folder.join("ui.js"), module: folder.join("ui_bg.wasm"), parts };
    if kind == Build::Small {
        plain_names(&glue)?;
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

/// Takes the random digits out of the names that the script and the first module call each other's functions by.
///
/// Each import is called `__wbg_NAME_HASH`. No two have the same hash, so counting does as well, and it packs.
fn plain_names(glue: &Glue) -> Result<()> {
    let mut script = fs::read(&glue.script)?;
    let mut module = fs::read(&glue.module)?;
    let hashes: BTreeSet<Vec<u8>> =
        script.windows(HASH + 2).filter_map(|window| hash(window).map(<[u8]>::to_vec)).collect();
    for (index, hash) in hashes.iter().enumerate() {
        let count = format!("{index:0HASH$}");
        replace_all(&mut script, hash, count.as_bytes());
        replace_all(&mut module, hash, count.as_bytes());
    }
    fs::write(&glue.script, script)?;
    fs::write(&glue.module, module)?;
    Ok(())
}

/// How many digits a hash has.
const HASH: usize = 16;

/// Returns the hash in a window that is `_`, a hash, and something that is not part of a name.
fn hash(window: &[u8]) -> Option<&[u8]> {
    let (first, rest) = window.split_first()?;
    let (last, hash) = rest.split_last()?;
    let is_hash = hash.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let ends = !last.is_ascii_alphanumeric() && *last != b'_';
    (*first == b'_' && is_hash && ends).then_some(hash)
}

/// Replaces every occurrence by something of the same length.
fn replace_all(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    let places: Vec<usize> =
        bytes.windows(old.len()).enumerate().filter(|(_, window)| *window == old).map(|(at, _)| at).collect();
    for at in places {
        if let Some(place) = bytes.get_mut(at..at + old.len()) {
            place.copy_from_slice(new);
        }
    }
}

fn shrink(module: &Path) -> Result<()> {
    // Functions that are alike have names that are alike: side by side they pack better. Then the names can go.
    optimise(module, &["--debuginfo", "-Oz", "--reorder-functions-by-name"])?;
    optimise(module, &["--strip-debug", "--strip-producers"])
}

fn optimise(module: &Path, how: &[&str]) -> Result<()> {
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
    process::run(optimiser.args(how).arg("-o").arg(module).arg(module))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_hashes_alike_in_script_and_module() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let glue = Glue {
            script: folder.path().join("ui.js"),
            module: folder.path().join("ui_bg.wasm"),
            parts: Vec::new(),
        };
        fs::write(
            &glue.script,
            "__wbg_focus_d5e2fdbdb56416f0: 1, __wbg_focus_0a8d513ea5d8338e: 2, __wbg_x_0123: 3 ",
        )?;
        fs::write(
            &glue.module,
            "\0__wbg_focus_0a8d513ea5d8338e\0__wbg_focus_d5e2fdbdb56416f0\0__wbg_x_0123\0",
        )?;
        plain_names(&glue)?;
        let script = fs::read_to_string(&glue.script)?;
        assert_eq!(
            script,
            "__wbg_focus_0000000000000001: 1, __wbg_focus_0000000000000000: 2, __wbg_x_0123: 3 "
        );
        let module = fs::read_to_string(&glue.module)?;
        assert_eq!(module, "\0__wbg_focus_0000000000000000\0__wbg_focus_0000000000000001\0__wbg_x_0123\0");
        Ok(())
    }
}
