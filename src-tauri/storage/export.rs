//! A person's own data as a file, where the person wishes to have it: all of it as one document, what they wrote as a
//! table, or a copy to read, print and keep.

use domain::base::{Code, Instant, PersonId, Refusal};
use exports::ExportError;
use std::io::Write;
use store::Store;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use crate::workspace::Workspace;
use crate::{clock, commands, failure, reports, whole};

/// The kinds of file, as the window names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    /// Everything, as one document for programs.
    Json,
    /// What the person wrote, as a table.
    Csv,
    /// What the person has, to be read.
    Pdf,
}

impl Form {
    const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
        }
    }

    const fn called(self) -> &'static str {
        match self {
            Self::Json => "Document (JSON)",
            Self::Csv => "Table (CSV)",
            Self::Pdf => "Pages (PDF)",
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
    let file = path.clone();
    workspace
        .beside(move |store| whole::write_by(&file, |out| write(store, viewer, form, &zone, out)))
        .await?
        .map_err(refusal)?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// Writes the file.
fn write(
    store: &Store,
    viewer: PersonId,
    form: Form,
    zone: &str,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let now = clock::now();
    let on_the_wall = |at: Instant| ::reports::on_the_wall(zone, at.0);
    match form {
        Form::Json => exports::json(store, viewer, now, out),
        Form::Csv => Ok(out.write_all(&exports::table(store, viewer, now, &on_the_wall)?)?),
        Form::Pdf => Ok(out.write_all(&exports::print(store, viewer, now, &on_the_wall)?)?),
    }
}

/// Says in plain words why a file could not be made.
fn refusal(error: ExportError) -> Refusal {
    let refused = match &error {
        ExportError::Store(error) => return failure::storage(error),
        ExportError::Paper(paper::PaperError::NoFonts) => {
            Refusal::new(Code::Storage, "There are no fonts on this computer to set the pages in.")
                .hint("Install one and try again, or export a document (JSON) or a table (CSV).")
        }
        ExportError::File(_) => Refusal::new(Code::Storage, "The file could not be written.")
            .hint("Check the folder and the space on the disk, then try again."),
        ExportError::Paper(paper::PaperError::Unwritable(_)) => {
            Refusal::new(Code::Bug, "The file could not be made.")
                .hint("Please report this; nothing was changed.")
        }
    };
    refused.detail(serde_json::Value::String(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_no_fonts_hears_what_works_without() {
        let refused = refusal(ExportError::Paper(paper::PaperError::NoFonts));
        assert_eq!(refused.code, Code::Storage);
        assert!(refused.message.contains("no fonts") && refused.hint.contains("table"), "{refused:?}");
    }
}
