//! The person's file, as synchronisation uses it: through the door that everybody else goes through too.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use ::sync::engine::{Absorbed, Device, DeviceError, Due, Standing, Wish};
use domain::base::{Code, Instant, Refusal};
use domain::rows::Table;
use domain::sync::{ClientId, Epoch, PullPage, PullRequest, PushRequest};
use store::StoreError;
use store::replica::Replica;

use crate::door::Door;

/// The person's file.
pub(super) struct File {
    pub(super) door: Arc<Door>,
    /// What this computer is called among the person's devices.
    pub(super) name: String,
}

/// Why the file did not do something.
#[derive(Debug)]
pub(super) enum FileError {
    /// It does not open.
    Shut(Refusal),
    /// It failed.
    Failed(StoreError),
    /// It is not a person's.
    Nobodys,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shut(refusal) => write!(f, "the file does not open: {refusal}"),
            Self::Failed(error) => write!(f, "the file failed: {error}"),
            Self::Nobodys => f.write_str("the file is not a person's"),
        }
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Shut(_) | Self::Nobodys => None,
        }
    }
}

impl DeviceError for FileError {
    fn is_permanent(&self) -> bool {
        match self {
            Self::Shut(refusal) => matches!(refusal.code, Code::Damaged | Code::SignedOut),
            Self::Failed(error) => error.is_permanent(),
            Self::Nobodys => true,
        }
    }
}

impl File {
    fn with<T>(&self, work: impl FnOnce(Replica<'_>) -> Result<T, StoreError>) -> Result<T, FileError> {
        let inside = self.door.store().map_err(FileError::Shut)?;
        let replica = inside.store().replica().ok_or(FileError::Nobodys)?;
        work(replica).map_err(FileError::Failed)
    }
}

impl Device for File {
    type Error = FileError;

    fn next_push(&mut self, wish: &Wish) -> Result<Option<PushRequest>, FileError> {
        let entries =
            store::replica::Wish { after_n: wish.after, most: wish.most, all: wish.due == Due::All };
        self.with(|replica| replica.next_push(entries, &self.name, wish.now))
    }

    fn pull_request(&mut self) -> Result<PullRequest, FileError> {
        self.with(|replica| replica.pull_request())
    }

    fn absorb(
        &mut self,
        request: &PullRequest,
        page: PullPage,
        spare: ClientId,
        now: Instant,
    ) -> Result<Absorbed, FileError> {
        let absorbed = self.with(|replica| replica.absorb(request, page, spare, now))?;
        let store::replica::Absorbed { stale, tables, more, renamed, .. } = absorbed;
        Ok(Absorbed { stale, more, renamed, tables })
    }

    fn epoch_changed(&mut self, epoch: Epoch, spare: ClientId) -> Result<BTreeSet<Table>, FileError> {
        self.with(|replica| replica.epoch_changed(epoch, spare))
    }

    fn rename(&mut self, spare: ClientId) -> Result<(), FileError> {
        self.with(|replica| replica.rename(spare))
    }

    fn standing(&mut self) -> Result<Standing, FileError> {
        let standing = self.with(|replica| replica.standing())?;
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Ok(Standing {
            waiting: count(standing.waiting),
            oldest: standing.oldest,
            due_at: standing.due_at,
            attention: count(standing.attention.saturating_add(standing.beside)),
            complete: standing.complete_at.is_some(),
        })
    }
}
