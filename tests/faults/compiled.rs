//! The shim as a library that programs are started with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

/// Returns the shim, compiled once.
pub(crate) fn shim() -> &'static Path {
    static SHIM: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, shim) = SHIM.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let source = folder.path().join("shim.c");
        fs::write(&source, include_str!("shim.c")).unwrap();
        let shim = folder.path().join("shim.so");
        let mut compiler = Command::new("cc");
        compiler.args(["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o"]);
        let done = compiler.arg(&shim).arg(&source).arg("-ldl").status();
        assert!(done.expect("a C compiler; `cargo xtask test` installs one").success());
        (folder, shim)
    });
    shim
}
