//! What the window may ask about synchronisation.

use ::sync::engine::Event;
use device::attention::{Act, AttentionItem, file_name};
use device::sync::SyncStatus;
use domain::base::{Code, CommandId, Refusal};
use serde_json::Value;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use super::driving::Driving;
use super::standing::Syncing;
use super::{attention, changed_here};
use crate::workspace::Workspace;
use crate::{clock, commands, events, failure, secrets, whole};

/// Returns how it stands; nothing for whoever has no account.
#[tauri::command]
pub(crate) fn sync_standing(syncing: State<'_, Syncing>) -> Option<SyncStatus> {
    syncing.status()
}

/// Sends and asks now, whatever the time.
#[tauri::command]
pub(crate) fn sync_now(driving: State<'_, Driving>) {
    driving.tell(Event::SyncNow);
}

/// Hears from the window that there is a network now, or none: it is told by the system.
#[tauri::command]
pub(crate) fn network_changed(driving: State<'_, Driving>, up: Value) -> Result<(), Refusal> {
    let up: bool = commands::read(up)?;
    driving.tell(if up { Event::NetUp } else { Event::NetDown });
    Ok(())
}

/// Returns what needs attention, the newest first.
#[tauri::command]
pub(crate) async fn attention(workspace: State<'_, Workspace>) -> Result<Vec<AttentionItem>, Refusal> {
    workspace.question(|store| attention::items(store, clock::now())).await?
}

/// Does something about one of them.
#[tauri::command]
pub(crate) async fn attention_act<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
    item: Value,
    act: Value,
) -> Result<(), Refusal> {
    let (item, act): (CommandId, Act) = (commands::read(item)?, commands::read(act)?);
    let anew = CommandId(secrets::random_id().map_err(|_| failure::bug())?);
    let tables =
        workspace.command(move |store| attention::act(store, item, act, anew, clock::now())).await??;
    events::changed(&app, &tables, None);
    changed_here(&app);
    Ok(())
}

/// Writes a text that the person keeps into a file that they choose. Returns its name, or nothing when they chose none.
#[tauri::command]
pub(crate) async fn keep_as_file<R: Runtime>(
    app: AppHandle<R>,
    title: Value,
    text: Value,
) -> Result<Option<String>, Refusal> {
    let (title, text): (String, String) = (commands::read(title)?, commands::read(text)?);
    let (tell, told) = oneshot::channel();
    let dialog = app.dialog().file().set_title("Save the text").set_file_name(file_name(&title));
    // Nobody listens any more when the window was closed meanwhile.
    dialog.add_filter("Text", &["txt"]).save_file(move |path| drop(tell.send(path)));
    let Some(path) = told.await.ok().flatten().and_then(|path| path.into_path().ok()) else {
        return Ok(None);
    };
    whole::write(&path, text.as_bytes()).map_err(|error| {
        Refusal::new(Code::Storage, "The file could not be written.")
            .hint("Check the folder and the space on the disk, then try again. The text is still here.")
            .detail(Value::String(error.to_string()))
    })?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}
