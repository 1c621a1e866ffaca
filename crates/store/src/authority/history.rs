//! The history of an authority: random bits that every restore from a backup changes, so that devices notice when what
//! they were told may no longer be so.

use crate::engine::{Stmt, Tx};
use crate::{Store, StoreError};
use domain::base::{Stored, Value};
use domain::sync::Epoch;

const EPOCH: Stmt = Stmt::new(
    "history.epoch",
    "SELECT epoch
     FROM sync_meta
     WHERE pid = 1",
);

const BEGIN: Stmt = Stmt::new(
    "history.begin",
    "INSERT INTO sync_meta (pid, epoch)
     VALUES (1, $1)
     ON CONFLICT (pid) DO NOTHING",
);

const ROTATE: Stmt = Stmt::new(
    "history.rotate",
    "INSERT INTO sync_meta (pid, epoch)
     VALUES (1, $1)
     ON CONFLICT (pid) DO UPDATE SET epoch = excluded.epoch",
);

const HEAD: Stmt = Stmt::new(
    "history.head",
    "SELECT seq
     FROM sync_head
     WHERE pid = 1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&EPOCH, &BEGIN, &ROTATE, &HEAD];

impl Store {
    /// Lets devices synchronise with this authority, in a history of this name if it has none yet.
    ///
    /// # Errors
    /// When the store fails.
    pub fn begin_history(&self, epoch: Epoch) -> Result<(), StoreError> {
        self.engine().write(&[], |tx| tx.exec(&BEGIN, &[epoch.to_value()]).map(drop))
    }

    /// Begins another history: for a restore from a backup, before any device is answered.
    ///
    /// # Errors
    /// When the store fails.
    pub fn rotate_history(&self, epoch: Epoch) -> Result<(), StoreError> {
        self.engine().write(&[], |tx| tx.exec(&ROTATE, &[epoch.to_value()]).map(drop))
    }

    /// Returns the history of this authority, if devices may synchronise with it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn history(&self) -> Result<Option<Epoch>, StoreError> {
        self.engine().read(|tx| tx.row(&EPOCH, &[])?.map(|row| row.stored(0)).transpose())
    }
}

/// Returns the history, of an authority that has one.
pub(super) fn epoch(tx: &mut dyn Tx) -> Result<Epoch, StoreError> {
    let row = tx.row(&EPOCH, &[])?;
    let reason =
        || StoreError::Unsuitable { reason: "no device can synchronise with these data yet".to_owned() };
    row.ok_or_else(reason)?.stored(0)
}

/// Returns the number of the newest change.
pub(super) fn head(tx: &mut dyn Tx) -> Result<i64, StoreError> {
    let row = tx.row(&HEAD, &[] as &[Value])?;
    row.map_or(Ok(0), |row| row.int(0))
}
