//! A person's file in the store, as the engine needs it.

use std::collections::BTreeSet;
use std::ops::Deref;

use domain::base::Instant;
use domain::rows::Table;
use domain::sync::{ClientId, Epoch, PullPage, PullRequest, PushRequest};
use store::replica::{self, Replica};
use store::{Store, StoreError};

use crate::engine::{Absorbed, Device, DeviceError, Due, Standing, Wish};

/// A person's file, through whatever holds the store open.
#[derive(Debug, Clone)]
pub struct PersonFile<S> {
    store: S,
    /// What its person calls the device.
    device: String,
}

impl<S: Deref<Target = Store>> PersonFile<S> {
    /// Returns the file in a store that was opened as one person's part of a server's data.
    pub fn new(store: S, device: impl Into<String>) -> Self {
        Self { store, device: device.into() }
    }

    fn replica(&self) -> Result<Replica<'_>, StoreError> {
        let reason =
            || StoreError::Unsuitable { reason: "it is not one person's part of a server's data".to_owned() };
        self.store.replica().ok_or_else(reason)
    }
}

impl DeviceError for StoreError {
    fn is_permanent(&self) -> bool {
        Self::is_permanent(self)
    }
}

impl<S: Deref<Target = Store>> Device for PersonFile<S> {
    type Error = StoreError;

    fn next_push(&mut self, wish: &Wish) -> Result<Option<PushRequest>, StoreError> {
        let entries = replica::Wish { after_n: wish.after, most: wish.most, all: wish.due == Due::All };
        self.replica()?.next_push(entries, &self.device, wish.now)
    }

    fn pull_request(&mut self) -> Result<PullRequest, StoreError> {
        self.replica()?.pull_request()
    }

    fn absorb(
        &mut self,
        request: &PullRequest,
        page: PullPage,
        spare: ClientId,
        now: Instant,
    ) -> Result<Absorbed, StoreError> {
        let absorbed = self.replica()?.absorb(request, page, spare, now)?;
        let replica::Absorbed { stale, tables, more, renamed, .. } = absorbed;
        Ok(Absorbed { stale, more, renamed, tables })
    }

    fn epoch_changed(&mut self, epoch: Epoch, spare: ClientId) -> Result<BTreeSet<Table>, StoreError> {
        self.replica()?.epoch_changed(epoch, spare)
    }

    fn rename(&mut self, spare: ClientId) -> Result<(), StoreError> {
        self.replica()?.rename(spare)
    }

    fn standing(&mut self) -> Result<Standing, StoreError> {
        let standing = self.replica()?.standing()?;
        Ok(Standing {
            waiting: standing.waiting as u64,
            oldest: standing.oldest,
            due_at: standing.due_at,
            attention: standing.attention as u64,
            complete: standing.complete_at.is_some(),
        })
    }
}
