//! Where a person's files are on this computer.

use std::env;
use std::path::PathBuf;

use tauri::{App, Manager, Runtime};

/// Puts the files elsewhere: for tests, and for a copy that travels on a stick.
const OVERRIDE: &str = "WRAPITUP_DATA";

/// Returns the folder of the application's data: the override, or where the system keeps such things.
pub(crate) fn of<R: Runtime>(app: &App<R>) -> tauri::Result<PathBuf> {
    match env::var_os(OVERRIDE) {
        Some(folder) if !folder.is_empty() => Ok(PathBuf::from(folder)),
        _ => app.path().app_data_dir(),
    }
}
