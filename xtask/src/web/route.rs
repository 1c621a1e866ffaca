//! The one place that decides which compiler makes WebAssembly.
//!
//! A rustup toolchain with the target is best. Where it lacks the target and cannot fetch it, Debian's packages of a
//! second compiler with its library sources do the same work. `WRAPITUP_WASM=rustup` or `=debian` forces one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::Build;
use crate::{paths, process, system};

/// The target that browsers and web views run.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// A panic stops the module at once and says nothing: what it would say, with the code that puts it into words, is a
/// tenth of the module. A development build keeps its words.
const WITHOUT_WORDS: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];

/// Which compiler makes WebAssembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    /// The toolchain that builds everything else, with the target's standard library.
    Rustup,
    /// Debian's compiler, which builds the standard library from its sources.
    Debian,
}

impl Route {
    /// Finds a working route, and installs what it needs.
    pub(crate) fn find() -> Result<Self> {
        let route = match std::env::var("WRAPITUP_WASM").as_deref() {
            Ok("rustup") => Self::Rustup,
            Ok("debian") => Self::Debian,
            _ if has_target() || adds_target() => Self::Rustup,
            _ => Self::Debian,
        };
        if route == Self::Debian {
            install_debian()?;
        }
        Ok(route)
    }

    /// Says which route will be tried, before anything is installed for it.
    pub(crate) fn plan() -> String {
        let missing = system::missing(system::WASM);
        match (has_target(), missing.is_empty()) {
            (true, _) => "nothing to install".to_owned(),
            (false, true) => format!("rustup's {TARGET} target, or Debian's compiler, which is installed"),
            (false, false) => format!("rustup's {TARGET} target, or else the packages {}", missing.join(" ")),
        }
    }

    /// Returns the cargo of this route, set to build for the web into [`Route::target_dir`].
    pub(crate) fn cargo(self, kind: Build) -> Command {
        let mut cargo = match self {
            Self::Rustup => process::command("cargo", &paths::root()),
            Self::Debian => debian_cargo(),
        };
        cargo.arg("build").arg("--target").arg(TARGET).arg("--target-dir").arg(self.target_dir());
        // The linker's notes on what refers to what, which the splitter needs; and names that say which functions are alike.
        let mut flags = vec!["-Clink-arg=--emit-relocs", "-Csymbol-mangling-version=v0"];
        let own_library = self == Self::Debian || (kind == Build::Small && has_library_sources());
        if own_library {
            cargo.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_abort");
        }
        if own_library && kind == Build::Small {
            cargo.arg("-Zbuild-std-features=optimize_for_size");
            flags.extend(WITHOUT_WORDS);
        }
        let flags: Vec<String> = flags.iter().map(|flag| format!("{flag:?}")).collect();
        cargo.arg("--config").arg(format!("target.{TARGET}.rustflags=[{}]", flags.join(",")));
        cargo
    }

    /// Returns where this route builds: apart from the rest, so that neither waits for the other's lock.
    pub(crate) fn target_dir(self) -> PathBuf {
        paths::target().join(match self {
            Self::Rustup => "wasm",
            Self::Debian => "wasm-debian",
        })
    }
}

/// Installs Debian's compiler, and the linker that it points to: that is a package of its own, named like the program.
fn install_debian() -> Result<()> {
    system::install(system::WASM)?;
    let linker = fs::read_link("/usr/bin/rust-lld").context("Debian's compiler came without its linker")?;
    match linker.file_name().and_then(|name| name.to_str()) {
        Some(package) if package.starts_with("lld-") => system::install(&[package]),
        _ => Ok(()),
    }
}

fn debian_cargo() -> Command {
    let mut cargo = process::command("/usr/bin/cargo", &paths::root());
    for name in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC_WRAPPER", "RUSTDOC"] {
        cargo.env_remove(name);
    }
    cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
    cargo
}

fn has_target() -> bool {
    in_sysroot(&format!("lib/rustlib/{TARGET}/lib"))
}

fn in_sysroot(path: &str) -> bool {
    process::output(Command::new("rustc").args(["--print", "sysroot"]))
        .is_ok_and(|sysroot| Path::new(&sysroot).join(path).is_dir())
}

/// Says whether the standard library can be built, and fetches its sources if need be. Without them the module is a
/// tenth larger.
fn has_library_sources() -> bool {
    let here = || in_sysroot("lib/rustlib/src/rust/library");
    if here() {
        return true;
    }
    println!("Asking rustup for the sources of the standard library");
    rustup(&["component", "add", "rust-src"]) && here()
}

/// Asks rustup for the target.
fn adds_target() -> bool {
    println!("Asking rustup for the {TARGET} target");
    rustup(&["target", "add", TARGET]) && has_target()
}

/// Runs rustup, if there is one; a machine that cannot reach its host gets half a minute to find that out.
fn rustup(args: &[&str]) -> bool {
    process::exists("rustup")
        && process::succeeds_within(Command::new("rustup").args(args), Duration::from_secs(30))
}
