//! The shim as a library that programs are started with.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{fs, io};
use tempfile::TempDir;

/// Returns the shim, compiled once.
///
/// # Errors
/// When there is no C compiler (`cargo xtask test` installs one), or it fails.
pub(crate) fn shim() -> io::Result<&'static Path> {
    static SHIM: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    if SHIM.get().is_none() {
        // Who comes second lays its own away.
        SHIM.set(compile()?).ok();
    }
    SHIM.get().map(|(_, shim)| shim.as_path()).ok_or_else(|| io::Error::other("there is no shim"))
}

fn compile() -> io::Result<(TempDir, PathBuf)> {
    let folder = TempDir::new()?;
    let (source, shim) = (folder.path().join("shim.c"), folder.path().join("shim.so"));
    fs::write(&source, include_str!("shim.c"))?;
    let mut compiler = Command::new("cc");
    compiler.args(["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o"]);
    let done = compiler.arg(&shim).arg(&source).arg("-ldl").status()?;
    if done.success() { Ok((folder, shim)) } else { Err(io::Error::other("the shim does not compile")) }
}
