//! The open workspace: one thread that owns the store and takes commands and questions in the order they come.
//!
//! Nothing here blocks the window. A workspace that cannot be opened answers everything with the reason, so that the
//! window can show it.

use std::fs::{self, File, TryLockError};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use tokio::sync::oneshot;

use crate::failure::Failure;
use crate::stand_in::Store;

type Job = Box<dyn FnOnce(&mut Opened) + Send>;
type Opened = Result<Held, Failure>;

/// The door to the store's thread.
pub(crate) struct Workspace {
    jobs: mpsc::Sender<Job>,
}

/// A store together with the lock that keeps other copies of the application away from its file.
struct Held {
    store: Store,
    _lock: File,
}

impl Workspace {
    /// Opens the workspace in a folder, on a thread of its own. Returns at once.
    pub(crate) fn open(folder: PathBuf) -> Self {
        let (jobs, queue) = mpsc::channel::<Job>();
        std::thread::spawn(move || {
            let mut opened = hold(&folder);
            for job in queue {
                // A bug costs one answer, not all that follow: the store has rolled back what it was doing.
                std::panic::catch_unwind(AssertUnwindSafe(|| job(&mut opened))).ok();
            }
        });
        Self { jobs }
    }

    /// Lets the store do something, after everything that was asked for before.
    pub(crate) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |opened| {
            let done = match opened {
                Ok(held) => work(&mut held.store),
                Err(failure) => Err(failure.clone()),
            };
            // Nobody waits any more when the window is gone; what was written stays written.
            reply.send(done).ok();
        });
        self.jobs.send(job).map_err(|_| Failure::closing())?;
        answer.await.map_err(|_| Failure::bug())?
    }
}

fn hold(folder: &Path) -> Opened {
    fs::create_dir_all(folder).map_err(Failure::storage)?;
    let lock = File::create(folder.join("lock")).map_err(Failure::storage)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Failure::in_use()),
        Err(TryLockError::Error(error)) => return Err(Failure::storage(error)),
    }
    let store = Store::open_sqlite(&folder.join("sample.db")).map_err(Failure::storage)?;
    Ok(Held { store, _lock: lock })
}
