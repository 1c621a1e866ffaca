//! What the window may ask about newer versions. It names nothing: no address, no version, no file.

use device::update::UpdateView;
use domain::base::{Code, Refusal};
use store::backup::Why;
use tauri::{AppHandle, Runtime, State};

use super::updates::{Updates, nothing_here};
use crate::workspace::Workspace;
use crate::{clock, storage};

/// Returns what is known about newer versions.
#[tauri::command]
pub(crate) fn update<R: Runtime>(app: AppHandle<R>, updates: State<'_, Updates>) -> UpdateView {
    updates.view(&app)
}

/// Looks whether there is a newer version, and returns what came of it.
#[tauri::command]
pub(crate) async fn look_for_update<R: Runtime>(
    app: AppHandle<R>,
    updates: State<'_, Updates>,
) -> Result<UpdateView, Refusal> {
    updates.look(&app).await;
    Ok(updates.view(&app))
}

/// Fetches the newer version that was found, and returns what came of it.
#[tauri::command]
pub(crate) async fn fetch_update<R: Runtime>(
    app: AppHandle<R>,
    updates: State<'_, Updates>,
) -> Result<UpdateView, Refusal> {
    updates.fetch().await;
    Ok(updates.view(&app))
}

/// Puts the version in place that was fetched, and starts the application again.
#[tauri::command]
pub(crate) async fn install_update<R: Runtime>(
    app: AppHandle<R>,
    updates: State<'_, Updates>,
    workspace: State<'_, Workspace>,
) -> Result<(), Refusal> {
    install(&updates, &workspace).await?;
    app.request_restart();
    Ok(())
}

/// Puts it in place once every change that was sent is kept, and a backup of all of them was made and read back.
pub(super) async fn install(updates: &Updates, workspace: &Workspace) -> Result<(), Refusal> {
    if !updates.is_ready() {
        return Err(nothing_here());
    }
    workspace.command(|_| ()).await.map_err(without_backup)?;
    storage::back_up(workspace, Why::Update, clock::now(), |_| {}).await.map_err(without_backup)?;
    updates.install().await
}

fn without_backup(refusal: Refusal) -> Refusal {
    Refusal::new(
        Code::Storage,
        "Before an update a backup is made, and that did not work. Nothing was changed.",
    )
    .hint(format!("{} {}", refusal.message, refusal.hint).trim().to_owned())
}
