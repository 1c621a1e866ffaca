//! `cargo xtask web`: the interface as a folder of files, ready to be embedded in the desktop binary or served.
//!
//! Rust becomes WebAssembly (`wasm`, whose route to a compiler is `route`), styles, fonts, icons and scripts come from
//! `assets`, and `serve` shows the result in a browser. The result is put in place whole, or not at all.

mod assets;
mod licences;
mod route;
mod serve;
mod wasm;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::stamp::Stamp;
use crate::{npm, paths};

/// How much work goes into making the interface small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// Fast to build, large.
    Dev,
    /// As it ships.
    Small,
}

/// Builds the interface, and serves it when asked to.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let mut build_kind = Build::Small;
    let mut port = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--dev" => build_kind = Build::Dev,
            "--serve" => port = Some(args.next().context("--serve needs a port")?.parse()?),
            other => bail!("unknown option {other}; there are --dev and --serve PORT"),
        }
    }
    build(build_kind)?;
    match port {
        Some(port) => serve::forever(&paths::bundle(), port),
        None => Ok(()),
    }
}

/// Says how WebAssembly will be made, before anything is installed for it.
pub(crate) fn route_plan() -> String {
    route::Route::plan()
}

/// Builds the interface as it ships, unless it is there as it would become.
pub(crate) fn build_if_changed() -> Result<()> {
    let root = paths::root();
    let inputs = ["ui", "crates/domain", "crates/device", "Cargo.toml"].map(|input| root.join(input));
    let stamp = Stamp::of("interface", &inputs, "")?;
    if stamp.is_fresh() && paths::bundle().join("app.js").is_file() {
        println!("The interface is built already");
        return Ok(());
    }
    build(Build::Small)?;
    stamp.set()
}

/// Builds the interface into the bundle folder.
pub(crate) fn build(kind: Build) -> Result<()> {
    npm::install(&npm::ui())?;
    npm::install(&npm::ui().join("editor"))?;
    let module = wasm::compile(kind)?;
    let staging = paths::target().join("bundle.new");
    if staging.exists() {
        fs::remove_dir_all(&staging)?;
    }
    fs::create_dir_all(&staging)?;
    let glue = wasm::bind(&module, kind)?;
    assets::collect(&glue, &staging, kind)?;
    licences::write(&staging)?;
    replace(&staging, &paths::bundle())?;
    println!("The interface is in {}", paths::bundle().display());
    Ok(())
}

fn replace(new: &Path, old: &Path) -> Result<()> {
    if old.exists() {
        fs::remove_dir_all(old)?;
    }
    fs::rename(new, old).with_context(|| format!("could not put {} in place", old.display()))
}
