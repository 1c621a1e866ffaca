//! What the window hears without asking: which tables changed. Screens that read them ask again.

use std::collections::BTreeSet;

use domain::base::CommandId;
use domain::rows::Table;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::reports::Reports;

use crate::telling;

/// The name of the one event.
const CHANGED: &str = "changed";

/// The tables in which something changed.
#[derive(Debug, Clone, Serialize)]
struct Changed {
    tables: Vec<&'static str>,
    /// The command that was applied: whoever sent it may know already what it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<CommandId>,
}

/// Tells every window, and the reports, which tables a command changed; without `by`, that they did.
pub(crate) fn changed<R: Runtime>(app: &AppHandle<R>, tables: &BTreeSet<Table>, by: Option<CommandId>) {
    if tables.is_empty() {
        return;
    }
    if let Some(reports) = app.try_state::<Reports>() {
        reports.changed(tables);
    }
    telling::changed(app, tables);
    let tables = tables.iter().map(|table| table.name()).collect();
    // A window that is just closing misses it, and asks when it opens again.
    app.emit(CHANGED, Changed { tables, by }).ok();
}
