//! The window's report reader: it may run a `SELECT` of its own, on a copy in memory that holds the past reviews of the person
//! at the device and nothing else (decision 9). Before it reads it says for whom, and gets a copy that is up to date.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use device::reports::{Ahead, Clock};
use domain::base::{Code, PersonId, Refusal, Span};
use domain::query::Query;
use domain::rows::Table;
use reports::Copy;
use serde_json::Value;
use store::Store;
use tauri::{AppHandle, Manager, Runtime, State};
use tauri_plugin_sql::{DbInstances, DbPool};
use tokio::sync::Mutex;

use crate::workspace::Workspace;
use crate::{clock, commands, failure};

/// The name under which the window reads.
const NAME: &str = "reports";

/// For how long before now, and after, a clock is told.
const BEFORE: Span = Span::days(12 * 366);
const AFTER: Span = Span::days(366);

/// The copy that the window reads, and whether it is up to date.
#[derive(Default)]
pub(crate) struct Reports {
    /// Counts the changes after which a copy is out of date.
    changes: AtomicU64,
    held: Mutex<Option<Held>>,
}

/// A copy, whose it is, and after which change it was made.
struct Held {
    viewer: PersonId,
    change: u64,
    copy: Copy,
}

impl Reports {
    /// Forgets the copy: somebody else may be the next to read.
    pub(crate) async fn forget<R: Runtime>(&self, app: &AppHandle<R>) {
        let held = self.held.lock().await.take();
        if let Some(instances) = app.try_state::<DbInstances>() {
            instances.0.write().await.remove(NAME);
        }
        if let Some(held) = held {
            held.copy.close().await;
        }
    }

    /// Hears that something changed in some tables.
    pub(crate) fn changed(&self, tables: &BTreeSet<Table>) {
        if Store::touches_reports(tables.iter().map(|table| table.name())) {
            self.changes.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Makes a person's copy the one that the window reads, and brings it up to date. Returns the person's clock.
#[tauri::command]
pub(crate) async fn prepare_reports(
    workspace: State<'_, Workspace>,
    reports: State<'_, Reports>,
    instances: State<'_, DbInstances>,
    viewer: Value,
) -> Result<Clock, Refusal> {
    let viewer: PersonId = commands::read(viewer)?;
    let zone = zone_of(&workspace, viewer).await?;
    let mut held = reports.held.lock().await;
    // Read before the rows are: what changes meanwhile makes the next call copy again.
    let change = reports.changes.load(Ordering::SeqCst);
    if held.as_ref().is_some_and(|held| held.viewer == viewer && held.change == change) {
        return Ok(clock_of(zone));
    }
    let rows = workspace
        .question(move |store| store.report_copy(viewer, clock::now()))
        .await?
        .map_err(failure::of_question)?;
    let copy = Copy::of(rows).await.map_err(|error| unmade(&error))?;
    instances.0.write().await.insert(NAME.to_owned(), DbPool::Sqlite(copy.pool()));
    if let Some(before) = held.replace(Held { viewer, change, copy }) {
        before.copy.close().await;
    }
    Ok(clock_of(zone))
}

/// Returns the name of a person's time zone.
pub(crate) async fn zone_of(workspace: &Workspace, viewer: PersonId) -> Result<String, Refusal> {
    let me = workspace
        .question(move |store| store.ask(viewer, Query::Me, clock::now()))
        .await?
        .map_err(failure::of_question)?;
    Ok(me.get("zone").and_then(Value::as_str).unwrap_or("UTC").to_owned())
}

/// Returns a zone's clock for as long as there may be reviews.
fn clock_of(zone: String) -> Clock {
    let now = clock::now();
    let ahead = reports::clock(&zone, now.0.saturating_sub(BEFORE.0), now.0.saturating_add(AFTER.0));
    let ahead = ahead.iter().map(|ahead| Ahead { from: ahead.from, minutes: i64::from(ahead.minutes) });
    Clock { zone, ahead: ahead.collect() }
}

fn unmade(error: &reports::Error) -> Refusal {
    Refusal::new(Code::Storage, "The report could not be prepared.")
        .hint("Nothing was changed. Please try again.")
        .detail(Value::String(error.to_string()))
}
