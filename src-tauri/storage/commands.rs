//! What the window may ask for about the file. None of these takes a path: a backup is named by its place in the list.

use device::storage::{BackupView, EVENT, News, Restored, StorageView};
use domain::base::Refusal;
use domain::rows::Table;
use store::backup::Why;
use tauri::{AppHandle, Emitter, Runtime, State};

use super::keeping;
use crate::workspace::Workspace;
use crate::{clock, events, failure, sync};

/// Returns where the file is, how it stands, and its backups.
#[tauri::command]
pub(crate) async fn storage(workspace: State<'_, Workspace>) -> Result<StorageView, Refusal> {
    let standing = workspace.standing().await?;
    keeping::view(&workspace, standing)
}

/// Makes a backup, and tells the window how far it is.
#[tauri::command]
pub(crate) async fn back_up<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
) -> Result<BackupView, Refusal> {
    let window = app.clone();
    let tell = move |progress: store::backup::Progress| {
        let news = News::BackingUp { done: progress.done, of: progress.of };
        // A window that is just closing misses it.
        window.emit(EVENT, news).ok();
    };
    keeping::back_up(&workspace, Why::Asked, clock::now(), tell).await
}

/// Looks through the whole file, and returns what is wrong with it.
#[tauri::command]
pub(crate) async fn check_file(workspace: State<'_, Workspace>) -> Result<Vec<String>, Refusal> {
    let found = workspace.beside(|store| {
        let mut findings = store.check()?;
        // The pages of a person's file have sums; elsewhere each row has one.
        if store.replica().is_none() {
            findings.extend(store.check_index()?);
        }
        Ok::<_, store::StoreError>(findings)
    });
    found.await?.map_err(|error| failure::storage(&error))
}

/// Puts a backup in place of the file.
#[tauri::command]
pub(crate) async fn restore<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
    name: String,
) -> Result<Restored, Refusal> {
    let restored = keeping::restore(&workspace, name, clock::now()).await;
    everything_changed(&app);
    restored
}

/// Moves a damaged file aside and begins a new one.
#[tauri::command]
pub(crate) async fn begin_anew<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
) -> Result<Restored, Refusal> {
    let begun = keeping::begin_anew(&workspace, clock::now()).await;
    everything_changed(&app);
    begun
}

/// Opens the file once more: somebody may have put it right, or made it writable.
#[tauri::command]
pub(crate) async fn look_again<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
) -> Result<(), Refusal> {
    let opened = workspace.replaced(|_, _| Ok(())).await;
    everything_changed(&app);
    opened
}

fn everything_changed<R: Runtime>(app: &AppHandle<R>) {
    events::changed(app, &Table::ALL.iter().copied().collect(), None);
    changed(app);
    // Another file is behind the door now: what it lacks is asked for, what waits in it is sent.
    sync::file_changed(app);
}

/// Tells the window that the file stands otherwise than before.
pub(crate) fn changed<R: Runtime>(app: &AppHandle<R>) {
    // A window that is just closing misses it, and asks when it opens again.
    app.emit(EVENT, News::Changed).ok();
}
