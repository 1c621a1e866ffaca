//! `cargo xtask soak NAME`: the long form of a test, run by hand before a release.
//!
//! A long form is an ignored test called `soak_NAME`; it is found by that name wherever it stands.

use anyhow::{Result, bail};

use crate::tidy::source::{self, Source};
use crate::{paths, process, system};

/// A long form, the package that holds it, and which of the package's tests to build for it.
struct Long {
    name: String,
    package: String,
    target: Vec<String>,
}

/// Runs the long form of that name; without a name it lists them.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let all: Vec<Long> =
        source::all()?.iter().filter(|source| source.is_rust()).flat_map(long_forms).collect();
    let [name] = args else {
        for long in &all {
            println!("{:<16} in {}", long.name, long.package);
        }
        return Ok(());
    };
    let Some(long) = all.iter().find(|long| long.name == name.replace('-', "_")) else {
        bail!("there is no soak {name}; without a name they are listed");
    };
    system::install(system::BUILD)?;
    system::install(system::TEST)?;
    system::install(system::SOAK)?;
    match long.package.as_str() {
        "desktop-tests" => build_for_the_window()?,
        // Some of its stories start real servers, which they find beside them.
        "testkit" => build("server")?,
        _ => {}
    }
    process::run(
        process::command("cargo", &paths::root())
            .args(["test", "--release", "--package", &long.package])
            .args(&long.target)
            .args(["--", "--ignored", "--nocapture", "--exact", &format!("soak_{}", long.name)])
            .env("WRAPITUP_BIN", paths::target().join("release/wrapitup")),
    )
}

fn build_for_the_window() -> Result<()> {
    crate::web::build(crate::web::Build::Small)?;
    build("wrapitup")
}

fn build(package: &str) -> Result<()> {
    let release = ["build", "--release", "--package", package];
    process::run(process::command("cargo", &paths::root()).args(release))
}

fn long_forms(source: &Source) -> Vec<Long> {
    let (package, target) = (package(&source.path), target(&source.path));
    source
        .lines()
        .filter_map(|(_, line)| line.trim_start().strip_prefix("fn soak_")?.split_once('('))
        .map(|(name, _)| Long { name: name.to_owned(), package: package.clone(), target: target.clone() })
        .collect()
}

/// Returns how cargo is told to build nothing but the test that a file belongs to. A test that is a folder is called like it.
fn target(path: &str) -> Vec<String> {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["tests", test] | ["tests", test, _, ..] | ["crates", _, "tests", test, ..] => {
            vec!["--test".to_owned(), test.trim_end_matches(".rs").to_owned()]
        }
        _ => Vec::new(),
    }
}

/// Returns the package of a file. Stories stand in `tests/` but belong to `testkit`, those of the window to its crate.
fn package(path: &str) -> String {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["crates", name, ..] => (*name).to_owned(),
        ["tests", file, ..] if file.starts_with("desktop") => "desktop-tests".to_owned(),
        ["tests", ..] => "testkit".to_owned(),
        ["src-tauri", ..] => "wrapitup".to_owned(),
        [first, ..] => (*first).to_owned(),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_form_is_found_with_its_package() {
        let text = "//! x\n#[test]\n#[ignore = \"long\"]\nfn soak_crash() {\n}\n".to_owned();
        let found = long_forms(&Source { path: "tests/crash.rs".to_owned(), text });
        let found: Vec<_> = found.iter().map(|long| (long.name.as_str(), long.package.as_str())).collect();
        assert_eq!(found, [("crash", "testkit")]);
        assert_eq!(target("tests/crash.rs"), ["--test", "crash"]);
        assert_eq!(target("tests/faults/main.rs"), ["--test", "faults"]);
        assert_eq!(target("crates/store/src/dispatch.rs"), [""; 0]);
        assert_eq!(package("tests/desktop/kill.rs"), "desktop-tests");
    }
}
