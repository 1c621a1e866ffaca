//! Takes a picture of every page in every guise: `screenshots FOLDER [ROUTE...]`. `cargo xtask screenshots` builds what
//! it needs and calls it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use desktop_tests::Window;
use serde_json::json;

/// The pages that can be visited by their address alone; the rest are reached through `FIRST_OF`.
const ROUTES: &[(&str, &str)] =
    &[("today", "/"), ("reviews", "/reviews"), ("journeys", "/journeys"), ("kit", "/kit")];

/// How a page can look.
struct Guise {
    name: &'static str,
    theme: &'static str,
    width: u32,
    height: u32,
    text: u32,
}

const GUISES: &[Guise] = &[
    Guise { name: "light", theme: "light", width: 1280, height: 800, text: 100 },
    Guise { name: "light-wide", theme: "light", width: 1600, height: 1000, text: 100 },
    Guise { name: "dark", theme: "dark", width: 1280, height: 800, text: 100 },
    Guise { name: "contrast", theme: "contrast", width: 1280, height: 800, text: 100 },
    Guise { name: "narrow", theme: "light", width: 360, height: 740, text: 100 },
    Guise { name: "large-text", theme: "light", width: 1280, height: 800, text: 200 },
];

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().context("where should the pictures go?")?);
    let wanted: Vec<String> = args.collect();
    let data = tempfile::TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("h1")?;
    for (name, route) in ROUTES {
        if wanted.is_empty() || wanted.iter().any(|want| want == name || want == route) {
            visit(&window, &folder, name, route)?;
        }
    }
    println!("The pictures are in {}", folder.display());
    Ok(())
}

fn visit(window: &Window, folder: &Path, name: &str, route: &str) -> Result<()> {
    window.go(route)?;
    for guise in GUISES {
        window.resize(guise.width, guise.height)?;
        window.script(
            "document.documentElement.dataset.theme = arguments[0];
             document.documentElement.style.fontSize = arguments[1] + '%';",
            &[json!(guise.theme), json!(guise.text)],
        )?;
        // The kit shows what is on its way, for ever.
        if route == "/kit" {
            window.draw()?;
        } else if let Err(error) = window.settle() {
            println!("{name} in {} did not come to rest: {error}", guise.name);
        }
        window.screenshot(&folder.join(format!("{name}-{}.png", guise.name)))?;
    }
    Ok(())
}
