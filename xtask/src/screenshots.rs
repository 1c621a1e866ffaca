//! `cargo xtask screenshots [PAGE...]`: every page in light, dark, high contrast, narrow and with large text, taken
//! from the real window into `target/screenshots`.

use anyhow::Result;

use crate::web::{self, Build};
use crate::{paths, process, system};

/// Builds the application and lets the program `screenshots` of the window's tests visit the pages.
pub(crate) fn run(args: &[String]) -> Result<()> {
    system::install(system::BUILD)?;
    system::install(system::TEST)?;
    web::build(Build::Small)?;
    let root = paths::root();
    process::run(process::command("cargo", &root).args(["build", "--package", "wrapitup"]))?;
    process::run(
        process::command("cargo", &root)
            .args(["run", "--quiet", "--package", "desktop-tests", "--bin", "screenshots", "--"])
            .arg(paths::target().join("screenshots"))
            .args(args)
            .env("WRAPITUP_BIN", paths::target().join("debug/wrapitup")),
    )
}
