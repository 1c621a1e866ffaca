//! The open workspace: commands are decided one after another on a thread of their own, questions are answered beside
//! them, so that a list that takes long never delays a save.
//!
//! Nothing here blocks the window. A workspace that cannot be opened answers everything with the reason, so that the
//! window can show it.

use std::sync::{Arc, Mutex, PoisonError};

use device::storage::Standing;
use domain::base::{Code, Refusal};
use store::Store;

use crate::door::Door;
use crate::queue::Queue;
use crate::storage::{self, Files, Start};

/// How many questions are answered at a time. Each has a connection of its own.
pub(crate) const QUESTIONS: usize = 3;

/// The way to the store and its threads.
pub(crate) struct Workspace {
    door: Arc<Door>,
    commands: Queue,
    questions: Queue,
    /// For what takes long and changes nothing: backups, checks, exports.
    beside: Queue,
    find: Arc<Find>,
    /// Why the last backup could not be made, if it could not.
    backup_trouble: Mutex<Option<String>>,
}

/// Says where the file is and how it is opened, or why there is none.
pub(crate) type Find = dyn Fn() -> Result<Files, Refusal> + Send + Sync;

impl Workspace {
    /// Opens the sample workspace in a folder, on a thread of its own. Returns at once.
    #[cfg(test)]
    pub(crate) fn open(folder: std::path::PathBuf, start: Start) -> Self {
        Self::found_by(start, move || Ok(Files::at(folder.clone())))
    }

    /// Opens the workspace that is found, on a thread of its own. Returns at once.
    pub(crate) fn found_by(
        start: Start,
        find: impl Fn() -> Result<Files, Refusal> + Send + Sync + 'static,
    ) -> Self {
        let find: Arc<Find> = Arc::new(find);
        let found = Arc::clone(&find);
        Self::behind(Door::new(move || storage::open(&found()?, start)), find)
    }

    fn behind(door: Door, find: Arc<Find>) -> Self {
        let door = Arc::new(door);
        let (commands, questions) = (Queue::start(1), Queue::start(QUESTIONS));
        let first = Arc::clone(&door);
        commands.send(move || first.open_first()).ok();
        Self { door, commands, questions, beside: Queue::start(1), find, backup_trouble: Mutex::default() }
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

    /// Lets the store do something that takes long, while it goes on with everything else.
    pub(crate) async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        self.beside.done(self.with_store(work)).await?
    }

    /// Lets the file be replaced, after every change that was sent before, and opens what is there then.
    pub(crate) async fn replaced<T: Send + 'static>(
        &self,
        change: impl FnOnce(Files, Option<Store>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (door, find) = (Arc::clone(&self.door), Arc::clone(&self.find));
        self.commands.done(move || door.replace(|store| change(find()?, store))).await?
    }

    /// Closes the file after every change that was sent before, and lets another one be found from then on. Whether that
    /// one can be opened, whoever asks next is told.
    pub(crate) async fn moved(
        &self,
        elsewhere: impl FnOnce() -> Result<(), Refusal> + Send + 'static,
    ) -> Result<(), Refusal> {
        let door = Arc::clone(&self.door);
        let moved = move || {
            door.exchange(|store| {
                drop(store);
                elsewhere()
            })
        };
        let (moved, _) = self.commands.done(moved).await?;
        self.note_backup(None);
        moved
    }

    /// Takes nothing more, and returns when everything that was begun is done.
    ///
    /// For the end of the program: a process that exits under a thread that is still in the database can crash, because what
    /// the C libraries hold is taken down first.
    pub(crate) fn close(&self) {
        for queue in [&self.questions, &self.beside, &self.commands] {
            queue.close();
        }
    }

    /// Returns what can be done with the file now.
    pub(crate) async fn standing(&self) -> Result<Standing, Refusal> {
        let asked = self.question(|store| store.engine().is_read_only()).await;
        match asked {
            Ok(true) => Ok(Standing::ReadOnly),
            Ok(false) => Ok(Standing::Ready),
            Err(refusal) if refusal.code == Code::Damaged => Ok(Standing::Damaged),
            Err(refusal) if refusal.code == Code::Bug => Err(refusal),
            Err(_) => Ok(Standing::Shut),
        }
    }

    /// Returns the door, for whoever goes through it on a thread of their own.
    pub(crate) fn door(&self) -> Arc<Door> {
        Arc::clone(&self.door)
    }

    /// Returns where things are.
    ///
    /// # Errors
    /// When nobody uses the device, or their file has to be opened by them first.
    pub(crate) fn files(&self) -> Result<Files, Refusal> {
        (self.find)()
    }

    /// Remembers what became of a backup.
    pub(crate) fn note_backup(&self, failed: Option<&Refusal>) {
        let trouble = failed.map(|refusal| format!("{} {}", refusal.message, refusal.hint).trim().to_owned());
        *self.backup_trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    /// Returns why the last backup could not be made, if it could not.
    pub(crate) fn backup_trouble(&self) -> Option<String> {
        self.backup_trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn with_store<T>(
        &self,
        work: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> impl FnOnce() -> Result<T, Refusal> + Send + 'static {
        let door = Arc::clone(&self.door);
        move || Ok(work(door.store()?.store()))
    }
}

#[cfg(test)]
#[path = "workspace_tests.rs"]
mod tests;
