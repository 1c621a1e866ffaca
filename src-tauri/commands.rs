//! The commands about a person's data: `dispatch` a change, `ask` a question; and `here`, by which the window says where the
//! person is.
//!
//! They read the arguments, hand them to the store and tell the windows what changed. Whether the window may call
//! them at all is settled before (`capabilities/`), whether the person may is settled after (the rules).

use std::io;

use domain::base::{Code, Instant, PersonId, Refusal};
use domain::command::Envelope;
use domain::query::Query;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use store::{AskError, DispatchError};
use tauri::{AppHandle, Runtime, State};

use crate::journal::{self, Fact};
use crate::presence::Presence;
use crate::workspace::Workspace;
use crate::{clock, events, failure, storage, sync, telling};

/// More than any command or question needs: a rich text may hold 5 MB.
const LIMIT: usize = 6_000_000;

/// Applies a change in one's own name.
#[tauri::command]
pub(crate) async fn dispatch<R: Runtime>(
    app: AppHandle<R>,
    workspace: State<'_, Workspace>,
    envelope: Value,
) -> Result<(), Refusal> {
    let envelope: Envelope = read(envelope)?;
    let id = envelope.id;
    let (kind, began) = (Fact::word(&envelope.kind), clock::now());
    let (done, turned) = workspace
        .command(move |store| {
            let before = store.engine().is_read_only();
            let done = store.dispatch(&envelope, clock::now());
            (done, store.engine().is_read_only() != before)
        })
        .await?;
    told(kind, began, &done);
    if turned {
        storage::changed(&app);
    }
    match &done {
        // A refused command may have kept the person's text, and a screen shows that too.
        Ok(applied) => {
            events::changed(&app, &applied.tables, Some(id));
            sync::changed_here(&app);
        }
        Err(DispatchError::Refused { kept, .. }) => events::changed(&app, kept, None),
        Err(DispatchError::Failed(_)) => {}
    }
    done.map(drop).map_err(failure::of_change)
}

/// Answers a question as one person would see it.
#[tauri::command]
pub(crate) async fn ask(
    workspace: State<'_, Workspace>,
    viewer: Value,
    query: Value,
) -> Result<Box<RawValue>, Refusal> {
    let viewer: PersonId = read(viewer)?;
    let query: Query = read(query)?;
    let answer = workspace.question(move |store| store.answer(viewer, query, clock::now())).await?;
    if let Err(AskError::Failed(error)) = &answer {
        journal::note_error("question.failed", error);
    }
    answer.map_err(failure::of_question)
}

/// Writes to the log what became of a change: what it was and how it ended, nothing of what it says.
fn told<T>(kind: Fact, began: Instant, done: &Result<T, DispatchError>) {
    let took = ("ms", Fact::Number(clock::now().0 - began.0));
    match done {
        Ok(_) => journal::note("command.done", &[("kind", kind), took]),
        Err(DispatchError::Refused { refusal, .. }) => {
            let code = Fact::word(&format!("{:?}", refusal.code).to_lowercase());
            journal::note("command.refused", &[("kind", kind), ("code", code), took]);
        }
        Err(DispatchError::Failed(error)) => {
            journal::note("command.failed", &[("kind", kind), ("error", Fact::machine(error)), took]);
        }
    }
}

/// Takes note of who uses the application and which page is in front of them. Returns the page that somebody from
/// outside wants them to see, if any.
#[tauri::command]
pub(crate) fn here<R: Runtime>(
    app: AppHandle<R>,
    presence: State<'_, Presence>,
    viewer: Value,
    address: Value,
) -> Result<Option<String>, Refusal> {
    let viewer: PersonId = read(viewer)?;
    let address: String = read(address)?;
    let (other, wanted) = presence.is_at(viewer, address);
    if other {
        telling::look(&app);
    }
    Ok(wanted)
}

/// Reads an argument; one that is too large or makes no sense is refused with the reason.
pub(crate) fn read<T: DeserializeOwned>(argument: Value) -> Result<T, Refusal> {
    serde_json::to_writer(Room(LIMIT), &argument).map_err(|_| failure::too_large(LIMIT))?;
    serde_json::from_value(argument).map_err(|error| {
        Refusal::new(Code::Invalid, "The application asked for something that does not exist here.")
            .hint("Please report this; nothing was changed.")
            .detail(Value::String(error.to_string()))
    })
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
