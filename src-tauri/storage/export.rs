//! A person's own data as a file, where the person wishes to have it: all of it as one document, or what they wrote as a
//! table.

use domain::base::{Code, PersonId, Refusal, Value};
use store::Store;
use store::csv::Csv;
use store::export::Written;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use crate::workspace::Workspace;
use crate::{clock, commands, failure, reports, whole};

/// The headings of the table.
const HEADINGS: [&str; 7] = ["What", "Journey", "Section", "Entry", "Question", "Text", "Written"];

/// The kinds of file, as the window names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    /// Everything, as one document.
    Json,
    /// What the person wrote, as a table.
    Csv,
}

impl Form {
    const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    const fn called(self) -> &'static str {
        match self {
            Self::Json => "Document (JSON)",
            Self::Csv => "Table (CSV)",
        }
    }
}

/// Writes what is a person's own into a file that the person chooses. Returns its name, or nothing when they chose none.
#[tauri::command]
pub(crate) async fn export_data<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
    viewer: serde_json::Value,
    form: serde_json::Value,
) -> Result<Option<String>, Refusal> {
    let viewer: PersonId = commands::read(viewer)?;
    let form: Form = commands::read(form)?;
    let zone = reports::zone_of(&workspace, viewer).await?;
    let today = ::reports::on_the_wall(&zone, clock::now().0);
    let day = today.split(' ').next().unwrap_or_default();
    let (tell, told) = oneshot::channel();
    let dialog = app.dialog().file().set_title("Export your data");
    dialog
        .set_file_name(format!("Wrap It Up {day}.{}", form.ending()))
        .add_filter(form.called(), &[form.ending()])
        // Nobody listens any more when the window was closed meanwhile.
        .save_file(move |path| drop(tell.send(path)));
    let Some(path) = told.await.ok().flatten().and_then(|path| path.into_path().ok()) else {
        return Ok(None);
    };
    let text = workspace.beside(move |store| text(store, viewer, form, &zone)).await??;
    whole::write(&path, text.as_bytes()).map_err(|error| {
        Refusal::new(Code::Storage, "The file could not be written.")
            .hint("Check the folder and the space on the disk, then try again.")
            .detail(serde_json::Value::String(error.to_string()))
    })?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// Returns the file as text.
fn text(store: &Store, viewer: PersonId, form: Form, zone: &str) -> Result<String, Refusal> {
    match form {
        Form::Json => {
            let all = store.export(viewer, clock::now()).map_err(|error| failure::storage(&error))?;
            serde_json::to_string_pretty(&all).map_err(|error| {
                Refusal::new(Code::Bug, "Your data could not be written as a document.")
                    .hint("Please report this; nothing was changed.")
                    .detail(serde_json::Value::String(error.to_string()))
            })
        }
        Form::Csv => {
            let written = store.written(viewer, clock::now()).map_err(|error| failure::storage(&error))?;
            Ok(table(written, zone))
        }
    }
}

fn table(written: Vec<Written>, zone: &str) -> String {
    let mut csv = Csv::with_headings(&HEADINGS);
    for Written { what, journey, section, question, entry, text, at } in written {
        let words = |text: &str| Value::Text(text.to_owned());
        csv.row(&[
            words(what),
            words(&journey),
            words(&section),
            entry.map_or(Value::Null, Value::Int),
            words(&question),
            text,
            words(&::reports::on_the_wall(zone, at.0)),
        ]);
    }
    csv.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::Instant;

    #[test]
    fn what_was_written_is_a_table_in_which_numbers_are_numbers_and_nothing_is_a_formula() {
        let written = |text| Written {
            what: "Answer",
            journey: "Care".to_owned(),
            section: "Final days".to_owned(),
            question: "=How many?".to_owned(),
            entry: Some(2),
            text,
            at: Instant(1_795_442_709_000),
        };
        let csv = table(vec![written(Value::Int(-3)), written(Value::Text("-3".to_owned()))], "UTC");
        let lines: Vec<&str> = csv.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
        assert_eq!(lines[0], "What,Journey,Section,Entry,Question,Text,Written");
        assert!(lines[1].starts_with("Answer,Care,Final days,2,'=How many?,-3,2026-11-23 "), "{}", lines[1]);
        assert!(lines[2].contains(",'-3,"), "{}", lines[2]);
    }
}
