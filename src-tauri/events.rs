//! What the window hears without asking: which tables changed. Screens that read them ask again.

use std::collections::BTreeSet;

use domain::rows::Table;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Runtime};

/// The name of the one event.
const CHANGED: &str = "changed";

/// The tables in which something changed.
#[derive(Debug, Clone, Serialize)]
struct Changed {
    tables: Vec<&'static str>,
}

/// Tells every window which tables changed.
pub(crate) fn changed<R: Runtime>(app: &AppHandle<R>, tables: &BTreeSet<Table>) {
    if tables.is_empty() {
        return;
    }
    let tables = tables.iter().map(|table| table.name()).collect();
    // A window that is just closing misses it, and asks when it opens again.
    app.emit(CHANGED, Changed { tables }).ok();
}
