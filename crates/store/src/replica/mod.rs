//! A device's side of synchronisation: one person's part of what a server has, and on top of it what the person did since,
//! until the server has decided that too.
//!
//! A command is applied at once and queued in the same transaction. What the server has of the rows that it touched is kept
//! beside them (`base`). When a page of changes comes (`absorb`), those are put back, the page is applied, what the
//! server decided leaves the queue (`settle`), and the rest is applied again (`replay`), all in one transaction.

mod absorb;
mod attention;
mod base;
mod device;
mod dispatch;
mod epoch;
mod history;
mod mended;
mod outbox;
mod push;
mod replay;
mod salvaged;
mod settle;
mod stage;
mod standing;
mod synced;
mod tally;

pub use absorb::Absorbed;
pub use attention::{NeedsAttention, Resolution};
#[cfg(feature = "testing")]
pub(crate) use base::restore;
pub(crate) use device::heard_at;
pub use outbox::HELD_BACK;
pub use push::Wish;
pub use standing::Standing;
pub use tally::LOST_KIND;

use crate::backup::{Backups, Why};
use crate::engine::{Dialect, Engine, References, SqliteOptions, Stmt};
use crate::migrate::{self, Purpose};
use crate::{Store, StoreError};
use domain::base::{Instant, PersonId};
use domain::sync::ClientId;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicI64, Ordering};
use tally::Tally;

/// Whose part a store is.
#[derive(Debug)]
pub(crate) struct Own {
    person: PersonId,
    /// How far the server's clock is ahead of this one, in ms.
    ahead: AtomicI64,
}

/// One person's part of a server's data, in a store.
#[derive(Debug, Clone, Copy)]
pub struct Replica<'a> {
    store: &'a Store,
    own: &'a Own,
}

impl Store {
    /// Opens a person's file on a device and brings it up to date, after a backup if there is something in it. A new file
    /// is known to the server under this id.
    ///
    /// # Errors
    /// As [`Store::open_backed_up`], and when the file is somebody else's.
    pub fn open_replica(
        file: &SqliteOptions,
        person: PersonId,
        client: ClientId,
        backups: &Backups,
        now: Instant,
    ) -> Result<Self, StoreError> {
        let layout = migrate::layout_for(Purpose::Replica, Dialect::Sqlite)?;
        let file = SqliteOptions { references: References::Unchecked, ..file.clone() };
        let back_up = || backups.make(&file, Why::Update, now, &mut |_| ControlFlow::Continue(())).map(drop);
        let engine = Engine::open_after(&crate::engine::Place::Sqlite(file.clone()), &layout, back_up)?;
        let beside = Tally::beside(&file);
        let (device, tally) = engine.write::<_, StoreError>(&[], |tx| {
            let device = device::begin(tx, person, client)?;
            Ok((device, tally::compare(tx, person, beside, now)?))
        })?;
        tally.keep(&file);
        let own = Own { person, ahead: AtomicI64::new(device.ahead) };
        Ok(Self { engine, replica: Some(own) })
    }

    /// Opens a person's file that can only be read, such as one on a disk that takes no writes.
    ///
    /// # Errors
    /// When it cannot be read either, is somebody else's, or would have to be brought up to date first.
    pub fn open_replica_to_read(file: &SqliteOptions, person: PersonId) -> Result<Self, StoreError> {
        let layout = migrate::layout_for(Purpose::Replica, Dialect::Sqlite)?;
        let file = SqliteOptions { references: References::Unchecked, ..file.clone() };
        let engine = Engine::open_to_read(&file, &layout)?;
        let device = engine.read(|tx| device::read(tx))?;
        if device.person != person {
            return Err(StoreError::Unsuitable { reason: "the file is somebody else's".to_owned() });
        }
        let own = Own { person, ahead: AtomicI64::new(device.ahead) };
        Ok(Self { engine, replica: Some(own) })
    }

    /// Returns the person's part of a server's data, where the store is one.
    #[must_use]
    pub fn replica(&self) -> Option<Replica<'_>> {
        self.replica.as_ref().map(|own| Replica { store: self, own })
    }
}

impl Replica<'_> {
    /// Returns whose it is.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.own.person
    }

    /// Returns the server's time, as far as it is known here.
    #[must_use]
    pub fn server_time(&self, now: Instant) -> Instant {
        Instant(now.0.saturating_add(self.own.ahead.load(Ordering::Relaxed)))
    }

    fn engine(&self) -> &Engine {
        self.store.engine()
    }

    /// Keeps beside the file how much was done in it, once that is committed.
    fn keep_beside(&self, tally: Tally) {
        if let Some(file) = self.engine().file() {
            tally.keep(file);
        }
    }
}

/// The statements of this folder.
pub(crate) fn statements() -> Vec<&'static Stmt> {
    [
        attention::STATEMENTS,
        base::STATEMENTS,
        device::STATEMENTS,
        history::STATEMENTS,
        mended::STATEMENTS,
        outbox::STATEMENTS,
        stage::STATEMENTS,
        synced::STATEMENTS,
        tally::STATEMENTS,
    ]
    .concat()
}
