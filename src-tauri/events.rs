//! What the window hears without asking: which tables changed. Screens that read them ask again.

use serde::Serialize;
use tauri::{AppHandle, Emitter, Runtime};

/// The name of the one event.
const CHANGED: &str = "changed";

/// The tables that a command wrote.
#[derive(Debug, Clone, Serialize)]
struct Changed {
    tables: Vec<String>,
}

/// Tells every window which tables changed.
pub(crate) fn changed<R: Runtime>(app: &AppHandle<R>, tables: Vec<String>) {
    if tables.is_empty() {
        return;
    }
    // A window that is just closing misses it, and asks when it opens again.
    app.emit(CHANGED, Changed { tables }).ok();
}
