//! How it stands with synchronisation, as it was told last.

use std::sync::{Mutex, PoisonError};

use device::sync::{EVENT, SyncStatus};
use domain::base::Instant;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::workspace::Workspace;

/// What was told last; nothing for whoever has no account.
#[derive(Debug, Default)]
pub(crate) struct Syncing(Mutex<Option<SyncStatus>>);

impl Syncing {
    /// Returns how it stands.
    pub(crate) fn status(&self) -> Option<SyncStatus> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns when the server was heard of last, for whoever has one.
    pub(crate) fn heard(&self) -> Option<Option<Instant>> {
        self.status().map(|status| status.last_contact.map(Instant))
    }

    /// Forgets what was told of somebody else.
    pub(super) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// Takes note of how it stands, and tells the window.
pub(super) fn tell<R: Runtime>(app: &AppHandle<R>, status: SyncStatus) {
    let syncing = app.state::<Syncing>();
    let before = syncing.0.lock().unwrap_or_else(PoisonError::into_inner).replace(status.clone());
    if before.as_ref() != Some(&status) {
        // A window that is just closing misses it, and asks when it opens again.
        app.emit(EVENT, status).ok();
    }
}

/// What is on this device alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Left {
    /// How many changes wait to be sent.
    pub(crate) waiting: usize,
    /// How many things need attention.
    pub(crate) attention: usize,
}

impl Left {
    /// Whether there is nothing.
    pub(crate) const fn is_nothing(self) -> bool {
        self.waiting == 0 && self.attention == 0
    }
}

/// Returns what is on this device alone, of whoever uses it; none when their file does not open.
pub(crate) async fn left_behind(workspace: &Workspace) -> Option<Left> {
    let standing =
        workspace.question(|store| store.replica().map(|replica| replica.standing())).await.ok()?;
    match standing {
        None => Some(Left::default()),
        Some(standing) => {
            let standing = standing.ok()?;
            Some(Left { waiting: standing.waiting, attention: standing.attention })
        }
    }
}
