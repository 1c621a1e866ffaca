//! The open workspace: one thread that owns the store and takes commands and questions in the order they come.
//!
//! Nothing here blocks the window. A workspace that cannot be opened answers everything with the reason, so that the
//! window can show it.

use std::fs;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use domain::base::{Code, Refusal};
use store::engine::{Place, SqliteOptions};
use store::{Store, StoreError};
use tokio::sync::oneshot;

use crate::furnish::{self, Unfurnished};
use crate::{clock, failure};

type Job = Box<dyn FnOnce(&Opened) + Send>;
type Opened = Result<Store, Refusal>;

/// How long to wait for a program that is just ending, such as one that crashed, to give the file back.
const PATIENCE: Duration = Duration::from_secs(2);

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

/// The door to the store's thread.
pub(crate) struct Workspace {
    jobs: mpsc::Sender<Job>,
}

impl Workspace {
    /// Opens the workspace in a folder, on a thread of its own. Returns at once.
    pub(crate) fn open(folder: PathBuf, start: Start) -> Self {
        let (jobs, queue) = mpsc::channel::<Job>();
        std::thread::spawn(move || {
            let open = || open_store(&folder).and_then(|store| begin(store, start));
            let mut opened = open();
            for job in queue {
                if opened.is_err() {
                    // Whoever asks again may have closed the other window, or made room on the disk.
                    opened = open();
                }
                // A bug costs one answer, not all that follow: the store has rolled back what it was doing.
                std::panic::catch_unwind(AssertUnwindSafe(|| job(&opened))).ok();
            }
        });
        Self { jobs }
    }

    /// Lets the store do something, after everything that was asked for before.
    pub(crate) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |opened| {
            let done = opened.as_ref().map(work).map_err(Refusal::clone);
            // Nobody waits any more when the window is gone; what was written stays written.
            reply.send(done).ok();
        });
        self.jobs.send(job).map_err(|_| failure::closing())?;
        answer.await.map_err(|_| failure::bug())?
    }
}

fn open_store(folder: &Path) -> Opened {
    fs::create_dir_all(folder).map_err(|error| {
        Refusal::new(Code::Storage, format!("The folder {} could not be made.", folder.display()))
            .hint("Check who may write there, then open Wrap It Up again.")
            .detail(serde_json::Value::String(error.to_string()))
    })?;
    let place = Place::Sqlite(SqliteOptions::at(folder.join("sample.db")));
    let mut left = PATIENCE;
    loop {
        match Store::open(&place) {
            Err(StoreError::Locked { .. }) if left > Duration::ZERO => {
                left = left.saturating_sub(PAUSE);
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
