//! Tells Tauri what the window may ask for and where the interface is.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

/// The commands of the application itself. What is not listed here, and allowed in `capabilities/`, is refused.
const COMMANDS: &[&str] = &["dispatch", "ask"];

fn main() -> Result<()> {
    let bundle = bundle()?;
    if !bundle.join("index.html").is_file() {
        fs::create_dir_all(&bundle)?;
        fs::write(
            bundle.join("index.html"),
            "<!doctype html><title>Wrap It Up</title><p>Run cargo xtask web.</p>\n",
        )?;
    }
    println!("cargo:rerun-if-changed={}", bundle.display());
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    // Read by Tauri's macros: the interface lies in the target folder, wherever cargo was told to have it.
    let frontend = serde_json::json!({ "build": { "frontendDist": bundle } });
    println!("cargo:rustc-env=TAURI_CONFIG={frontend}");
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS))
            .capabilities_path_pattern("./src-tauri/capabilities/**/*.json"),
    )
}

/// Returns where `cargo xtask web` puts the interface: in cargo's target folder, which carries cargo's cache tag.
fn bundle() -> Result<PathBuf> {
    let out = PathBuf::from(env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?);
    out.ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file())
        .map(|target| target.join("bundle"))
        .or_else(|| Some(Path::new("target").join("bundle")))
        .context("cargo builds into a target folder")
}
