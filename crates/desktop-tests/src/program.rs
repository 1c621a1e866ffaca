//! The built application, and its processes while it runs under a driver.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Returns the application's binary: `WRAPITUP_BIN`, or what cargo built beside the running test.
///
/// # Errors
/// When it is not built.
pub fn binary() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("WRAPITUP_BIN") {
        return Ok(PathBuf::from(chosen));
    }
    let test = env::current_exe()?;
    let built = test.ancestors().map(|folder| folder.join("wrapitup")).find(|file| file.is_file());
    match built {
        Some(binary) => Ok(binary),
        None => bail!("there is no wrapitup beside {}; cargo build -p wrapitup makes it", test.display()),
    }
}

/// Returns the process that runs the binary for the data folder.
pub(crate) fn process(binary: &Path, data: &Path) -> Result<u32> {
    let wanted = format!("WRAPITUP_DATA={}", data.display());
    let runs_it = |folder: &Path| {
        fs::read_link(folder.join("exe")).is_ok_and(|exe| exe == binary)
            && fs::read(folder.join("environ")).is_ok_and(|environment| {
                environment.split(|byte| *byte == 0).any(|entry| entry == wanted.as_bytes())
            })
    };
    fs::read_dir("/proc")?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|folder| runs_it(folder))
        .find_map(|folder| folder.file_name()?.to_str()?.parse().ok())
        .context("the application is not running")
}
