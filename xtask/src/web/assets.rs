//! Everything beside the module: the page, the scripts, the styles, the fonts and the icons.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Build;
use super::wasm::Glue;
use crate::{npm, process};

/// Fills the folder of the bundle.
pub(crate) fn collect(glue: &Glue, folder: &Path, kind: Build) -> Result<()> {
    let ui = npm::ui();
    fs::copy(&glue.module, folder.join("app.wasm")).context("could not copy the module")?;
    for part in &glue.parts {
        let name = part.file_name().context("a part has no name")?;
        fs::copy(part, folder.join(name)).with_context(|| format!("could not copy {}", part.display()))?;
    }
    fs::copy(ui.join("index.html"), folder.join("index.html")).context("could not copy the page")?;
    copy_tree(&ui.join("assets"), &folder.join("assets"))?;
    script(&ui.join("start.js"), &folder.join("app.js"), kind, Some(glue))?;
    script(&ui.join("editor/editor.ts"), &folder.join("editor.js"), kind, None)?;
    styles(&ui.join("style/main.css"), &folder.join("app.css"), kind)?;
    styles(&ui.join("style/pages.css"), &folder.join("pages.css"), kind)
}

/// Bundles one ES module. The editor stays apart from the application, which imports it when it is first needed.
fn script(entry: &Path, out: &Path, kind: Build, glue: Option<&Glue>) -> Result<()> {
    if !entry.is_file() {
        println!("There is no {} yet", entry.display());
        return Ok(());
    }
    let mut esbuild = esbuild(entry, out, kind);
    esbuild.args(["--format=esm", "--target=es2022", "--external:/editor.js"]);
    if let Some(glue) = glue {
        // Each function that loads a part is an import of the same script, and wasm-bindgen lists the script for each.
        esbuild.arg("--log-override:duplicate-object-key=silent");
        esbuild.arg(format!("--alias:ui-glue={}", glue.script.display()));
    }
    process::run(&mut esbuild)
}

/// Bundles the styles into one sheet; fonts and icons keep their addresses below `/assets`.
fn styles(entry: &Path, out: &Path, kind: Build) -> Result<()> {
    if !entry.is_file() {
        println!("There is no {} yet", entry.display());
        return Ok(());
    }
    let mut esbuild = esbuild(entry, out, kind);
    // Modern enough for nesting, layers and light-dark(), which WebKitGTK 2.50 and the browsers of 2024 have.
    esbuild.args(["--external:/assets/*", "--target=safari17.5,chrome123,firefox120"]);
    process::run(&mut esbuild)
}

fn esbuild(entry: &Path, out: &Path, kind: Build) -> std::process::Command {
    let mut esbuild = npm::program("esbuild");
    esbuild.arg(entry).arg("--bundle").arg(format!("--outfile={}", out.display())).arg("--log-level=warning");
    if kind == Build::Small {
        esbuild.arg("--minify").arg("--legal-comments=none");
    }
    esbuild
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        // The script that collects the icons and fonts is not one of them.
        if target.extension().is_some_and(|extension| extension == "mjs") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)
                .with_context(|| format!("could not copy {}", entry.path().display()))?;
        }
    }
    Ok(())
}
