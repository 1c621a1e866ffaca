//! What the window may ask of the log: which application this is and where its log lies, the reports of its mistakes, and to
//! be shown the folder. And it tells when the interface itself failed.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use device::about::{About, Report};
use domain::base::{Code, Refusal};
use serde_json::Value;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager, Runtime};

use super::{Fact, Reports, file, note, note_error, reports};
use crate::{commands, elsewhere, failure};

/// Returns which application this is.
#[tauri::command(async)]
pub(crate) fn about<R: Runtime>(app: AppHandle<R>) -> Result<About, Refusal> {
    let folder = data_folder(&app)?;
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        build: if cfg!(debug_assertions) { "development" } else { "release" }.to_owned(),
        system: system(),
        web_view: tauri::webview_version().unwrap_or_default(),
        log: folder.join(file::FOLDER).join(file::NAME).display().to_string(),
        folder: folder.display().to_string(),
    })
}

/// Returns the reports of mistakes, the newest first.
#[tauri::command(async)]
pub(crate) fn mistakes<R: Runtime>(app: AppHandle<R>) -> Result<Vec<Report>, Refusal> {
    Ok(Reports::of(&data_folder(&app)?).all())
}

/// Deletes a report.
#[tauri::command(async)]
pub(crate) fn delete_mistake<R: Runtime>(app: AppHandle<R>, name: Value) -> Result<(), Refusal> {
    let name: String = commands::read(name)?;
    match Reports::of(&data_folder(&app)?).delete(&name) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Refusal::new(Code::NotFound, "This report is gone already.")),
        Err(error) => Err(unshown(&error).hint("Delete it in the folder itself.")),
    }
}

/// Shows a folder of the application in the system's own window: `logs` or `reports`.
#[tauri::command]
pub(crate) async fn show_folder<R: Runtime>(app: AppHandle<R>, folder: Value) -> Result<(), Refusal> {
    let wanted: String = commands::read(folder)?;
    let Some(name) = [file::FOLDER, reports::FOLDER].into_iter().find(|name| *name == wanted) else {
        return Err(Refusal::new(Code::Invalid, "There is no such folder."));
    };
    let folder = data_folder(&app)?.join(name);
    spawn_blocking(move || show(&folder)).await.map_err(|_| failure::bug())?
}

/// Hears that the interface failed: `crashed`, or `unloaded` when a part of it could not be loaded.
#[tauri::command(async)]
pub(crate) fn tell_failure(what: Value) -> Result<(), Refusal> {
    let what: String = commands::read(what)?;
    note("interface.failed", &[("what", Fact::word(&what))]);
    Ok(())
}

/// Returns the operating system and the kind of computer.
pub(super) fn system() -> String {
    let named = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = named.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    let name = name.map_or(env::consts::OS, |name| name.trim_matches('"'));
    format!("{name}, {}", env::consts::ARCH)
}

fn data_folder<R: Runtime>(app: &AppHandle<R>) -> Result<PathBuf, Refusal> {
    app.path().app_data_dir().map_err(|error| {
        Refusal::new(Code::Storage, "The folder of the application is not known.")
            .detail(Value::String(error.to_string()))
    })
}

fn show(folder: &Path) -> Result<(), Refusal> {
    fs::create_dir_all(folder).and_then(|()| elsewhere::show(folder.as_os_str())).map_err(|error| {
        note_error("folder.not_shown", &error);
        Refusal::new(Code::Storage, "This computer has no program that shows folders.")
            .hint(format!("Copy this path to where you look at files: {}", folder.display()))
    })
}

fn unshown(error: &io::Error) -> Refusal {
    Refusal::new(Code::Storage, "That did not work on this computer.")
        .detail(Value::String(error.to_string()))
}
