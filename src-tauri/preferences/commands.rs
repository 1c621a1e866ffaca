//! What the window may do with the preferences: keep one, and ask in which languages spelling can be checked.

use std::sync::Arc;

use device::preferences::NEXT_REVIEW_KEY;
use device::spelling::Spelling;
use domain::base::Refusal;
use serde_json::Value;
use tauri::{AppHandle, Manager, Runtime, State};

use super::{Preferences, spelling};
use crate::{background, commands, window};

/// Keeps a preference, or for `null` forgets it. What concerns the web view takes effect at once.
#[tauri::command(async)]
pub(crate) fn keep_preference<R: Runtime>(
    app: AppHandle<R>,
    preferences: State<'_, Arc<Preferences>>,
    name: Value,
    value: Value,
) -> Result<(), Refusal> {
    let (name, value): (String, Value) = (commands::read(name)?, commands::read(value)?);
    preferences.keep(&name, value)?;
    if spelling::concerns(&name)
        && let Some(window) = app.get_webview_window(window::MAIN)
    {
        spelling::check(&window, &preferences);
    }
    if name == NEXT_REVIEW_KEY {
        background::listen_as_chosen(&app);
    }
    Ok(())
}

/// Returns in which languages spelling can be checked.
#[tauri::command(async)]
pub(crate) fn spelling() -> Spelling {
    spelling::known()
}
