//! SQLite: one file, one connection that writes, a few that read, and the lock that keeps other processes out.

mod failure;
mod open;
mod tx;

use super::{Layout, LockKey, SqliteOptions, Tx, pool::Pool};
use crate::StoreError;
use failure::Doing;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    fs::File,
    sync::{Mutex, PoisonError},
};
use tx::SqliteTx;

/// An open file. Closes its readers first, then the writer (which empties the log into the file), then the lock.
pub(super) struct Sqlite {
    readers: Pool<Connection>,
    writer: Mutex<Connection>,
    _lock: File,
}

impl Sqlite {
    /// Opens a file and brings it up to date, or refuses and leaves it as it is.
    pub(super) fn open(options: &SqliteOptions, layout: &Layout) -> Result<Self, StoreError> {
        open::check_version()?;
        let lock = open::lock(&options.path)?;
        open::check_file(options, layout)?;
        let mut writer = open::writer(options)?;
        open::migrate(&mut writer, layout)?;
        open::enforce(&writer, options.references)?;
        let readers: Result<Vec<_>, _> = (0..options.readers.max(1)).map(|_| open::reader(options)).collect();
        Ok(Self { readers: Pool::new(readers?), writer: Mutex::new(writer), _lock: lock })
    }

    /// Writes alone; see [`super::Engine::write`].
    pub(super) fn write<T, E>(
        &self,
        _locks: &[LockKey],
        change: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        // A panic in a change was rolled back by the transaction's own drop, so the connection is sound.
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let open = Transaction::new_unchecked(&writer, TransactionBehavior::Immediate).doing("begin")?;
        let mut tx = SqliteTx::new(&open);
        let value = change(&mut tx)?;
        tx.check_before_commit()?;
        tx::commit(open)?;
        Ok(value)
    }

    /// Reads one snapshot; see [`super::Engine::read`].
    pub(super) fn read<T, E>(&self, question: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let reader = self.readers.take();
        let open = Transaction::new_unchecked(&reader, TransactionBehavior::Deferred).doing("begin")?;
        question(&mut SqliteTx::new(&open))
    }
}
