//! The review that a mentor goes to next: the first of those in their court, which are ordered by deadline.

use domain::base::PersonId;
use domain::query::Query;
use domain::today::TodayView;
use tauri::{AppHandle, Manager, Runtime};

use crate::presence::Presence;
use crate::workspace::Workspace;
use crate::{clock, outside};

/// Brings the window to the front and opens the next review; without one, the list of reviews.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    // Whoever asks is on the thread of the windows, which never waits for the file.
    tauri::async_runtime::spawn(async move {
        let page = match app.state::<Presence>().viewer() {
            Some(viewer) => next(&app, viewer).await,
            None => None,
        };
        outside::show(&app, Some(page.unwrap_or_else(|| "/reviews".to_owned())));
    });
}

async fn next<R: Runtime>(app: &AppHandle<R>, viewer: PersonId) -> Option<String> {
    let workspace = app.state::<Workspace>();
    let asked =
        workspace.question(move |store| store.ask(viewer, Query::Today, clock::now())).await.ok()?.ok()?;
    let today: TodayView = serde_json::from_value(asked).ok()?;
    today.court.first().map(|row| format!("/reviews/{}", row.submission))
}
