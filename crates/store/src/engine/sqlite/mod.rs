//! SQLite: one file, one connection that writes, a few that read, and the lock that keeps other processes out.

mod copy;
mod failure;
mod limit;
mod open;
mod tx;

pub(crate) use copy::{check, copy};
pub(crate) use failure::failed_file;
pub(crate) use open::{keep_names, lock};

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
    /// None after the disk failed under it, until the next change opens another.
    writer: Mutex<Option<Connection>>,
    options: SqliteOptions,
    /// None when the file can only be read.
    lock: Option<File>,
}

impl Sqlite {
    /// Opens a file and brings it up to date, or refuses and leaves it as it is. Before a file that holds something is
    /// brought up to date, `before` is called; if that fails, nothing is done.
    pub(super) fn open(
        options: &SqliteOptions,
        layout: &Layout,
        before: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        open::check_version()?;
        limit::heed();
        let options = &open::resolved(options);
        let lock = open::lock(&options.path)?;
        if open::check_file(options, layout)? {
            before()?;
        }
        let mut writer = open::writer(options)?;
        open::migrate(&mut writer, layout)?;
        open::enforce(&writer, options.references)?;
        open::keep_names(&options.path)?;
        let readers: Result<Vec<_>, _> = (0..options.readers.max(1)).map(|_| open::reader(options)).collect();
        let writer = Mutex::new(Some(writer));
        Ok(Self { readers: Pool::new(readers?), writer, options: options.clone(), lock: Some(lock) })
    }

    /// Opens a file that can only be read, in the layout of today.
    pub(super) fn open_to_read(options: &SqliteOptions, layout: &Layout) -> Result<Self, StoreError> {
        open::check_version()?;
        let options = open::readable(options)?;
        if open::check_file(&options, layout)? {
            return Err(StoreError::ReadOnly { statement: "bringing the file up to date".to_owned() });
        }
        let readers: Result<Vec<_>, _> =
            (0..options.readers.max(1)).map(|_| open::reader(&options)).collect();
        Ok(Self { readers: Pool::new(readers?), writer: Mutex::new(None), options, lock: None })
    }

    /// Returns whether it was opened to be read alone.
    pub(super) const fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    /// Returns the file.
    pub(super) const fn options(&self) -> &SqliteOptions {
        &self.options
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
        if self.is_read_only() {
            return Err(StoreError::ReadOnly { statement: "changing the file".to_owned() }.into());
        }
        // A panic in a change was rolled back by the transaction's own drop, so the connection is sound.
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = match writer.take() {
            Some(connection) => connection,
            None => open::writer_again(&self.options)?,
        };
        let (done, is_sound) = attempt(writer.insert(connection), change);
        if !is_sound {
            // The system takes what it could not force onto the disk for written; trying again on this connection
            // would believe it.
            *writer = None;
        }
        done
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

/// Makes a change in a transaction, and says whether the connection can still be trusted.
fn attempt<T, E>(
    writer: &Connection,
    change: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
) -> (Result<T, E>, bool)
where
    E: From<StoreError>,
{
    let open = match Transaction::new_unchecked(writer, TransactionBehavior::Immediate).doing("begin") {
        Ok(open) => open,
        Err(error) => {
            let is_sound = !matches!(error, StoreError::Io { .. });
            return (Err(error.into()), is_sound);
        }
    };
    let mut tx = SqliteTx::new(&open);
    let done = change(&mut tx).and_then(|value| {
        tx.commit()?;
        Ok(value)
    });
    let is_sound = tx.is_sound();
    // Undoes what was not committed.
    drop(open);
    (done, is_sound)
}
