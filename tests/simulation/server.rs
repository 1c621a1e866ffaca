//! The server of a life: a store that may be away for a while, lose its memory, or come back as it was.

use std::fs;
use std::path::PathBuf;

use domain::base::{Instant, PersonId, Span};
use domain::rows::AnyRow;
use domain::sync::{Epoch, PullPage, PullRequest, PushReply, PushRequest, SyncRefusal};
use store::testing::rows;
use store::{REMEMBERED, Store, SyncError};

use crate::scene;

/// What a server says.
pub(crate) type Said<T> = Result<T, SyncRefusal>;

/// A server.
pub(crate) struct Server {
    path: PathBuf,
    store: Option<Store>,
    backup: Option<PathBuf>,
    histories: u128,
    /// How far its clock is ahead of the beginning, besides the time that passed.
    pub(crate) ahead: Span,
}

impl Server {
    pub(crate) fn start(path: PathBuf) -> Self {
        let store = Some(scene::open_server(&path));
        Self { path, store, backup: None, histories: 1, ahead: Span(0) }
    }

    pub(crate) fn store(&self) -> &Store {
        self.store.as_ref().expect("it is only closed while a file is copied")
    }

    pub(crate) fn rows(&self) -> Vec<AnyRow> {
        rows(self.store())
    }

    pub(crate) fn push(&self, person: PersonId, request: &PushRequest, now: Instant) -> Said<PushReply> {
        said(self.store().push(person, request, now + self.ahead))
    }

    pub(crate) fn pull(&self, person: PersonId, request: &PullRequest, now: Instant) -> Said<PullPage> {
        said(self.store().pull(person, request, now + self.ahead))
    }

    /// Ends and starts it.
    pub(crate) fn restart(&mut self) {
        self.store = None;
        self.store = Some(scene::open_server(&self.path));
    }

    /// Makes a backup, if there is none.
    pub(crate) fn back_up(&mut self) -> bool {
        if self.backup.is_some() {
            return false;
        }
        let copy = self.path.with_extension("backup");
        self.store = None;
        fs::copy(&self.path, &copy).expect("a backup");
        self.store = Some(scene::open_server(&self.path));
        self.backup = Some(copy);
        true
    }

    /// Puts the backup in place, if there is one, and begins another history.
    pub(crate) fn restore(&mut self, says_so: bool) -> bool {
        let Some(backup) = self.backup.take() else { return false };
        self.store = None;
        fs::copy(backup, &self.path).expect("a restore");
        let store = scene::open_server(&self.path);
        if says_so {
            self.histories += 1;
            store.rotate_history(Epoch::of(self.histories)).expect("another history");
        }
        self.store = Some(store);
        true
    }

    /// Forgets what left a bucket, as if it had been long ago.
    pub(crate) fn collect(&self, now: Instant) {
        self.store().collect(now + self.ahead + REMEMBERED).expect("it forgets");
    }
}

fn said<T>(answer: Result<T, SyncError>) -> Said<T> {
    answer.map_err(|error| match error {
        SyncError::Refused(refusal) => refusal,
        SyncError::Failed(error) => panic!("the server's store failed: {error:?}"),
    })
}
