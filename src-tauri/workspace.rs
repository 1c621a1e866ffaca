//! The open workspace: commands are decided one after another on a thread of their own, questions are answered beside
//! them, so that a list that takes long never delays a save.
//!
//! Nothing here blocks the window. A workspace that cannot be opened answers everything with the reason, so that the
//! window can show it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::base::{Code, Refusal};
use store::engine::{Place, SqliteOptions};
use store::{Store, StoreError};

use crate::door::{Door, Opened};
use crate::furnish::{self, Unfurnished};
use crate::queue::Queue;
use crate::{clock, failure};

/// How many questions are answered at a time. Each has a connection of its own.
const QUESTIONS: usize = 3;

/// How often to look again whether a program that is just ending, such as one that crashed, gave the file back.
const LOOKS: usize = 20;

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// What a new workspace begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// The invented people of the sample workspace.
    Sample,
    /// Nobody.
    #[cfg(test)]
    Empty,
}

/// The way to the store and its threads.
pub(crate) struct Workspace {
    door: Arc<Door>,
    commands: Queue,
    questions: Queue,
}

impl Workspace {
    /// Opens the workspace in a folder, on a thread of its own. Returns at once.
    pub(crate) fn open(folder: PathBuf, start: Start) -> Self {
        Self::behind(Door::new(move || open_store(&folder, pause).and_then(|store| begin(store, start))))
    }

    fn behind(door: Door) -> Self {
        let door = Arc::new(door);
        let (commands, questions) = (Queue::start(1), Queue::start(QUESTIONS));
        let first = Arc::clone(&door);
        commands.send(move || first.open_first()).ok();
        Self { door, commands, questions }
    }

    /// Lets the store change something, after every change that was sent before. Once this returns, whoever asks sees
    /// it.
    pub(crate) async fn command<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        self.commands.done(self.with_store(work)).await?
    }

    /// Lets the store answer something, whatever else it is doing.
    pub(crate) async fn question<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        self.questions.done(self.with_store(work)).await?
    }

    fn with_store<T>(
        &self,
        work: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> impl FnOnce() -> Result<T, Refusal> + Send + 'static {
        let door = Arc::clone(&self.door);
        move || Ok(work(&*door.store()?))
    }
}

/// Opens the file of a folder. One that somebody has is looked at again after a pause, for a while.
fn open_store(folder: &Path, mut pause: impl FnMut()) -> Opened {
    fs::create_dir_all(folder).map_err(|error| {
        Refusal::new(Code::Storage, format!("The folder {} could not be made.", folder.display()))
            .hint("Check who may write there, then open Wrap It Up again.")
            .detail(serde_json::Value::String(error.to_string()))
    })?;
    let file = SqliteOptions { readers: QUESTIONS, ..SqliteOptions::at(folder.join("sample.db")) };
    let place = Place::Sqlite(file);
    let mut left = LOOKS;
    loop {
        match Store::open(&place) {
            Err(StoreError::Locked { .. }) if left > 0 => {
                left -= 1;
                pause();
            }
            opened => return opened.map_err(|error| failure::storage(&error)),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the system tells nobody when a lock on a file is given back")]
fn pause() {
    std::thread::sleep(PAUSE);
}

fn begin(store: Store, start: Start) -> Opened {
    match start {
        Start::Sample => furnish::when_empty(&store, clock::now()).map_err(|error| match error {
            Unfurnished::Unseen(error) => failure::of_question(error),
            Unfurnished::Unwritten(error) => failure::of_change(error),
        })?,
        #[cfg(test)]
        Start::Empty => {}
    }
    Ok(store)
}

#[cfg(test)]
#[path = "workspace_tests.rs"]
mod tests;
