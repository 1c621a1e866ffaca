//! Where a person's files are on this computer: where the system keeps such things, unless told otherwise.

use std::env;
use std::path;

use tauri::utils::config::AppDirectoriesOverride;
use tauri::{Context, Runtime};

/// Puts all files elsewhere: for tests, and for a copy that travels on a stick.
const OVERRIDE: &str = "WRAPITUP_DATA";

/// Moves every folder of the application, the web view's too, when the environment says where.
pub(crate) fn settle<R: Runtime>(mut context: Context<R>) -> Context<R> {
    let chosen = env::var_os(OVERRIDE).filter(|folder| !folder.is_empty());
    if let Some(folder) = chosen.and_then(|folder| path::absolute(folder).ok()) {
        context.config_mut().app.app_directories_override = Some(AppDirectoriesOverride::Root(folder));
    }
    context
}
