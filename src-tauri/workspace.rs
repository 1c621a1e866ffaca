//! The open workspace: commands are decided one after another on a thread of their own, questions are answered beside
//! them, so that a list that takes long never delays a save.
//!
//! Nothing here blocks the window. A workspace that cannot be opened answers everything with the reason, so that the
//! window can show it.

use std::path::PathBuf;
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
    files: Files,
    /// Why the last backup could not be made, if it could not.
    backup_trouble: Mutex<Option<String>>,
}

impl Workspace {
    /// Opens the workspace in a folder, on a thread of its own. Returns at once.
    pub(crate) fn open(folder: PathBuf, start: Start) -> Self {
        let files = Files::at(folder);
        let opened = files.clone();
        Self::behind(Door::new(move || storage::open(&opened, start)), files)
    }

    fn behind(door: Door, files: Files) -> Self {
        let door = Arc::new(door);
        let (commands, questions) = (Queue::start(1), Queue::start(QUESTIONS));
        let first = Arc::clone(&door);
        commands.send(move || first.open_first()).ok();
        Self { door, commands, questions, beside: Queue::start(1), files, backup_trouble: Mutex::default() }
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
        let (door, files) = (Arc::clone(&self.door), self.files.clone());
        self.commands.done(move || door.replace(|store| change(files, store))).await?
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

    /// Returns where things are.
    pub(crate) const fn files(&self) -> &Files {
        &self.files
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
