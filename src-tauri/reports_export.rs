//! The report of past reviews as a file for a spreadsheet, where the person wishes to have it.

use std::fs;
use std::path::{Path, PathBuf};

use device::reports::ReviewsWish;
use domain::base::{Code, PersonId, Refusal, Value};
use store::Store;
use store::csv::Csv;
use store::engine::Record;
use store::reports::Report;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use crate::workspace::Workspace;
use crate::{clock, commands, failure, reports::zone_of};

/// The headings of the file.
const HEADINGS: [&str; 10] = [
    "Client",
    "Journey",
    "Section",
    "Round",
    "Asked",
    "Claimed",
    "Finished",
    "Turnaround in hours",
    "Outcome",
    "Comments",
];

/// Writes the wished reviews into a file that the person chooses. Returns its name, or nothing when they chose none.
#[tauri::command]
pub(crate) async fn export_reviews<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
    viewer: serde_json::Value,
    wish: serde_json::Value,
) -> Result<Option<String>, Refusal> {
    let viewer: PersonId = commands::read(viewer)?;
    let wish: ReviewsWish = commands::read(wish)?;
    let zone = zone_of(&workspace, viewer).await?;
    let today = ::reports::on_the_wall(&zone, clock::now().0);
    let day = today.split(' ').next().unwrap_or_default();
    let text = workspace
        .question(move |store| table(store, viewer, &wish, &zone))
        .await?
        .map_err(failure::of_question)?;
    let Some(path) = ask_where(&app, format!("Reviews {day}.csv")).await else { return Ok(None) };
    write(&path, &text)?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// Returns the wished reviews as the text of a file, in the order wished.
pub(crate) fn table(
    store: &Store,
    viewer: PersonId,
    wish: &ReviewsWish,
    zone: &str,
) -> Result<String, store::AskError> {
    let rows = store.report(viewer, Report::ReviewsPage, &params(wish), clock::now())?;
    let mut csv = Csv::with_headings(&HEADINGS);
    for row in &rows {
        csv.row(&cells(row, zone)?);
    }
    Ok(csv.into_text())
}

fn params(wish: &ReviewsWish) -> [Value; 12] {
    let text = |text: &str| Value::Text(text.to_owned());
    [
        text(wish.column.name()),
        Value::Int(wish.from),
        Value::Int(wish.before),
        text(&wish.client),
        text(&wish.journey),
        text(&wish.section),
        text(&wish.outcome),
        Value::Int(wish.round),
        Value::Int(wish.comments),
        text(if wish.down { "down" } else { "up" }),
        Value::Int(i64::MAX),
        Value::Int(0),
    ]
}

fn cells(row: &Record, zone: &str) -> Result<[Value; 10], store::StoreError> {
    let text = |at: usize| Ok::<_, store::StoreError>(Value::Text(row.text(at)?.to_owned()));
    let moment = |at: Option<i64>| at.map_or(Value::Null, |at| Value::Text(::reports::on_the_wall(zone, at)));
    let outcome = match row.text(9)? {
        "approved" => "Approved",
        _ => "Changes asked for",
    };
    Ok([
        text(1)?,
        text(2)?,
        text(3)?,
        Value::Int(row.int(4)?),
        moment(row.opt_int(5)?),
        moment(row.opt_int(6)?),
        moment(row.opt_int(7)?),
        Value::Int(row.int(8)? / 3_600_000),
        Value::Text(outcome.to_owned()),
        Value::Int(row.int(10)?),
    ])
}

async fn ask_where<R: Runtime>(app: &AppHandle<R>, name: String) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    let dialog = app.dialog().file().set_title("Save the report").set_file_name(name);
    // Nobody listens any more when the window was closed meanwhile.
    dialog.add_filter("Table (CSV)", &["csv"]).save_file(move |path| drop(tell.send(path)));
    told.await.ok().flatten()?.into_path().ok()
}

/// Writes a whole file, or leaves what was there.
fn write(path: &Path, text: &str) -> Result<(), Refusal> {
    let beside = path.with_extension("csv.part");
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // What is there of it is no use to anybody.
        fs::remove_file(&beside).ok();
        Refusal::new(Code::Storage, "The file could not be written.")
            .hint("Check the folder and the space on the disk, then try again.")
            .detail(serde_json::Value::String(error.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use device::reports::ReviewsColumn;

    #[test]
    fn every_column_of_the_window_orders_the_report() {
        for column in ReviewsColumn::ALL {
            let quoted = format!("'{}'", column.name());
            assert!(Report::ReviewsPage.sql().contains(&quoted), "{quoted}");
        }
    }

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Reviews.csv");
        write(&path, "one").unwrap();
        write(&path, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        let nowhere = folder.path().join("gone").join("Reviews.csv");
        assert_eq!(write(&nowhere, "x").unwrap_err().code, Code::Storage);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half written is left");
    }
}
