//! The two commands that the window may call: `dispatch` a change, `ask` a question.
//!
//! They read the arguments, hand them to the store and tell the windows what changed. Whether the window may call
//! them at all is settled before (`capabilities/`), whether the person may is settled after (the rules).

use std::io;

use domain::base::{Code, PersonId, Refusal};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tauri::{AppHandle, Runtime, State};

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{clock, events};

/// More than any command or question needs: a rich text may hold 5 MB.
const LIMIT: usize = 6_000_000;

/// Applies a change, and says what came of it.
#[tauri::command]
pub(crate) async fn dispatch<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
    envelope: Value,
) -> Result<Value, Failure> {
    within_limit(&envelope)?;
    let applied = workspace.with(move |store| Ok(store.dispatch(&envelope, clock::now())?)).await?;
    events::changed(&app, applied.tables);
    Ok(applied.answer)
}

/// Answers a question as one person would see it.
#[tauri::command]
pub(crate) async fn ask(
    workspace: State<'_, Workspace>,
    viewer: Value,
    query: Value,
) -> Result<Value, Failure> {
    within_limit(&viewer)?;
    within_limit(&query)?;
    let viewer: PersonId = read(viewer)?;
    workspace.with(move |store| Ok(store.ask(viewer, &query, clock::now())?)).await
}

/// Reads an argument; one that makes no sense is refused with the reason.
fn read<T: DeserializeOwned>(argument: Value) -> Result<T, Refusal> {
    serde_json::from_value(argument).map_err(|error| {
        Refusal::new(Code::Invalid, "The application asked for something it cannot say itself.")
            .hint("Please report this; nothing was changed.")
            .detail(Value::String(error.to_string()))
    })
}

fn within_limit(argument: &Value) -> Result<(), Failure> {
    serde_json::to_writer(Room(LIMIT), argument).map_err(|_| Failure::too_large(LIMIT))
}

/// Takes as many bytes as there is room for, and keeps none.
struct Room(usize);

impl io::Write for Room {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
