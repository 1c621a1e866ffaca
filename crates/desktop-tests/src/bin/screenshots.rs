//! Takes a picture of every page in every guise: `screenshots FOLDER [PAGE...]`. `cargo xtask screenshots` builds what
//! it needs and calls it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use desktop_tests::{GUISES, Options, Sight, Window};

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().context("where should the pictures go?")?);
    let wanted: Vec<String> = args.collect();
    let data = tempfile::TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("h1")?;
    for sight in window.sights()? {
        if wanted.is_empty() || wanted.contains(&sight.name) {
            take(&window, &folder, &sight)?;
        }
    }
    drop(window);
    let data = tempfile::TempDir::new()?;
    let window = Window::open_with(data.path(), Options { nobody: true, ..Options::default() })?;
    for sight in Window::first_sights() {
        if wanted.is_empty() || wanted.contains(&sight.name) {
            take(&window, &folder, &sight)?;
        }
    }
    println!("The pictures are in {}", folder.display());
    Ok(())
}

fn take(window: &Window, folder: &Path, sight: &Sight) -> Result<()> {
    window.visit(sight)?;
    for guise in GUISES {
        if let Err(error) = window.put_on(guise, sight) {
            println!("{} in {} did not come to rest: {error}", sight.name, guise.name);
        }
        window.screenshot(&folder.join(format!("{}-{}.png", sight.name, guise.name)))?;
    }
    Ok(())
}
