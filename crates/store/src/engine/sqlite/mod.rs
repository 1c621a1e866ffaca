//! SQLite: one file, one connection that writes, a few that read, and the lock that keeps other processes out.

mod copy;
mod failure;
mod limit;
mod open;
mod read_box;
mod readable;
mod together;
mod tx;

pub(crate) use copy::{check, copy};
pub(crate) use failure::failed_file;
pub(crate) use open::{keep_names, lock};
pub use readable::Unread;
pub(crate) use readable::copy_readable;

use super::{Layout, LockKey, SqliteOptions, Tx, health::Health, pool::Pool};
use crate::StoreError;
use failure::Doing;
use read_box::Reader;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    fs::File,
    panic::resume_unwind,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use together::{Change, Joined, Together};
use tx::SqliteTx;

/// An open file. Closes its readers first, then the writer (which empties the log into the file), then the lock.
pub(super) struct Sqlite {
    readers: Pool<Reader>,
    /// None after the disk failed under it, until the next change opens another.
    writer: Mutex<Option<Connection>>,
    /// Who waits to share a transaction.
    together: Together,
    options: SqliteOptions,
    /// Whether the last change found a disk that can only be read.
    turned_read_only: AtomicBool,
    /// None when the file was opened to be read alone.
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
        let readers: Result<Vec<_>, _> = (0..options.readers.max(1)).map(|_| Reader::open(options)).collect();
        let writer = Mutex::new(Some(writer));
        Ok(Self {
            readers: Pool::new(readers?),
            writer,
            together: Together::default(),
            options: options.clone(),
            turned_read_only: AtomicBool::new(false),
            lock: Some(lock),
        })
    }

    /// Opens a file that can only be read, in the layout of today.
    pub(super) fn open_to_read(options: &SqliteOptions, layout: &Layout) -> Result<Self, StoreError> {
        open::check_version()?;
        let options = open::readable(options)?;
        if open::check_file(&options, layout)? {
            return Err(StoreError::ReadOnly { statement: "bringing the file up to date".to_owned() });
        }
        let readers: Result<Vec<_>, _> =
            (0..options.readers.max(1)).map(|_| Reader::open(&options)).collect();
        Ok(Self {
            readers: Pool::new(readers?),
            writer: Mutex::new(None),
            together: Together::default(),
            options,
            turned_read_only: AtomicBool::new(true),
            lock: None,
        })
    }

    /// Refuses a file whose layout is not that of today, and one that does not even say which it has.
    pub(super) fn check_layout(options: &SqliteOptions, layout: &Layout) -> Result<(), StoreError> {
        if open::check_file(options, layout)? {
            let reason = "an older program wrote the file".to_owned();
            return Err(StoreError::Unsuitable { reason });
        }
        Ok(())
    }

    /// Returns whether it was opened to be read alone, or the last change found that it can only be read.
    pub(super) fn is_read_only(&self) -> bool {
        self.turned_read_only.load(Ordering::SeqCst)
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
        if self.lock.is_none() {
            return Err(StoreError::ReadOnly { statement: "changing the file".to_owned() }.into());
        }
        // A panic in a change was rolled back by the transaction's own drop, so the connection is sound.
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = match writer.take() {
            Some(connection) => connection,
            None => open::writer_again(&self.options).map_err(|error| self.told(error))?,
        };
        let (done, disk) = self.attempt(writer.insert(connection), change);
        if disk != Disk::Sound {
            // The system takes what it could not force onto the disk for written; trying again on this connection
            // would believe it.
            *writer = None;
        }
        if disk != Disk::Sound || done.is_ok() {
            self.turned_read_only.store(disk == Disk::ReadOnly, Ordering::SeqCst);
        }
        done
    }

    /// Writes in a transaction that others may share; see [`super::Engine::write_together`].
    pub(super) fn write_together<T, E>(
        &self,
        change: impl FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let keep = |changes: &mut [Box<dyn Change + Send>]| {
            let kept = self.write(&[], |tx| {
                for change in changes {
                    change.make(tx);
                    if tx.is_broken() {
                        return Err(StoreError::AfterFailure {
                            statement: "a shared transaction".to_owned(),
                        });
                    }
                }
                Ok(())
            });
            kept.is_ok()
        };
        match self.together.join(change, keep) {
            Joined::Done(Ok(done)) => done,
            Joined::Done(Err(panic)) => resume_unwind(panic),
            Joined::Alone(change, _leading) => self.write(&[], change),
            Joined::Lost => {
                Err(StoreError::AfterFailure { statement: "a shared transaction".to_owned() }.into())
            }
        }
    }

    /// Returns how many wait to share a transaction.
    #[cfg(feature = "testing")]
    pub(super) fn waiting(&self) -> usize {
        self.together.waiting()
    }

    /// Takes note of what became of opening the file again.
    fn told(&self, error: StoreError) -> StoreError {
        let error = failure::named(error, Some(&self.options.path));
        self.turned_read_only.store(matches!(error, StoreError::ReadOnly { .. }), Ordering::SeqCst);
        error
    }

    /// Reads one snapshot; see [`super::Engine::read`].
    pub(super) fn read<T, E>(&self, question: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let mut reader = self.readers.take();
        reader.limits.begin();
        let (answer, is_sound) = {
            let snapshot = Transaction::new_unchecked(&reader.connection, TransactionBehavior::Deferred);
            let snapshot = snapshot.doing("begin")?;
            let answer = question(&mut SqliteTx::within(&snapshot, &reader.limits));
            (answer, self.is_sound(&snapshot))
        };
        if let Err(damaged) = is_sound {
            // What is on other pages is for whoever asks next.
            if let Ok(another) = Reader::open(&self.options) {
                *reader = another;
            }
            return Err(damaged.into());
        }
        answer
    }

    /// Makes a change in a transaction, and says what that showed of the disk.
    fn attempt<T, E>(
        &self,
        writer: &Connection,
        change: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
    ) -> (Result<T, E>, Disk)
    where
        E: From<StoreError>,
    {
        let mut health = Health::default();
        let begun = Transaction::new_unchecked(writer, TransactionBehavior::Immediate);
        let open = match health.note(begun.map_err(|error| failure::explain(writer, "begin", error))) {
            Ok(open) => open,
            Err(error) => return (Err(error.into()), disk(&health)),
        };
        let mut tx = SqliteTx::new(&open);
        let done = change(&mut tx);
        // What was read of a damaged page must not be built on.
        if let Err(damaged) = self.is_sound(&open) {
            return (Err(damaged.into()), Disk::Failed);
        }
        let done = done.and_then(|value| {
            tx.commit()?;
            Ok(value)
        });
        let disk = disk(tx.health());
        // Undoes what was not committed.
        drop(open);
        (done, disk)
    }

    /// Fails when a connection met a damaged page of an encrypted file.
    fn is_sound(&self, connection: &Connection) -> Result<(), StoreError> {
        match self.options.key {
            Some(_) => open::still_reads(connection).doing("reading the file"),
            None => Ok(()),
        }
    }
}

/// What a change showed of the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Disk {
    /// It did all that it was asked.
    Sound,
    /// It can only be read.
    ReadOnly,
    /// It failed, and nobody knows what the connection holds.
    Failed,
}

const fn disk(health: &Health) -> Disk {
    match (health.is_read_only(), health.is_broken()) {
        (true, _) => Disk::ReadOnly,
        (false, true) => Disk::Failed,
        (false, false) => Disk::Sound,
    }
}
