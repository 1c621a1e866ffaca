//! The two engines behind one door: SQLite (a file in this process) and PostgreSQL (a server). Nothing outside this
//! folder names either library, and nothing in here knows an entity.

mod health;
mod layout;
mod place;
mod pool;
mod postgres;
mod record;
mod sqlite;
#[cfg(feature = "testing")]
mod throwaway;
mod tx;

pub use layout::Layout;
#[cfg(feature = "testing")]
pub use place::Syncs;
pub use place::{Access, FileKey, Place, PostgresOptions, ReadLimits, References, SqliteOptions};
pub use record::Record;
pub use sqlite::Unread;
pub(crate) use sqlite::{check, copy, copy_readable, failed_file, keep_names, lock};
#[cfg(feature = "testing")]
pub use throwaway::{Throwaway, ThrowawayPlace};
pub use tx::{Dialect, LockKey, Shape, Stmt, Tx};

use crate::StoreError;
use postgres::Postgres;
use sqlite::Sqlite;
use std::fmt;

/// An open database. Share it between threads; do not start a transaction inside another one, they would wait for
/// each other.
pub struct Engine {
    backend: Backend,
}

enum Backend {
    Sqlite(Box<Sqlite>),
    Postgres(Postgres),
}

impl Engine {
    /// Opens a place and brings it up to date. Refuses, and leaves everything as it is, when another process has the
    /// file, the key is wrong, or a newer program wrote the data.
    pub fn open(place: &Place, layout: &Layout) -> Result<Self, StoreError> {
        Self::open_after(place, layout, || Ok(()))
    }

    /// Opens a place as [`Engine::open`] does, and calls `before` first when a file that holds something is about to be
    /// brought up to date. If that fails, the file is left as it is.
    pub fn open_after(
        place: &Place,
        layout: &Layout,
        before: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        let backend = match place {
            Place::Sqlite(options) => Backend::Sqlite(Box::new(Sqlite::open(options, layout, before)?)),
            Place::Postgres(options) => Backend::Postgres(Postgres::open(options, layout)?),
        };
        Ok(Self { backend })
    }

    /// Refuses a file whose layout is not that of today, without changing it.
    pub(crate) fn check_layout(file: &SqliteOptions, layout: &Layout) -> Result<(), StoreError> {
        Sqlite::check_layout(file, layout)
    }

    /// Opens a file that can only be read. What would change it is refused by that name.
    pub fn open_to_read(options: &SqliteOptions, layout: &Layout) -> Result<Self, StoreError> {
        Ok(Self { backend: Backend::Sqlite(Box::new(Sqlite::open_to_read(options, layout)?)) })
    }

    /// Returns whether nothing can be changed: it was opened to be read alone, or the last change found that the disk under
    /// it turned read-only. The next change that is made says otherwise.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        match &self.backend {
            Backend::Sqlite(file) => file.is_read_only(),
            Backend::Postgres(_) => false,
        }
    }

    /// Runs `change` in one transaction that may write, after waiting for `locks`. What it did is kept for good when
    /// it returns a value, and is undone without a trace when it returns an error or panics.
    ///
    /// SQLite has one writer at a time and ignores `locks`. PostgreSQL runs at READ COMMITTED, so what must not
    /// change under the transaction has to be in `locks`; they are taken in order, so two transactions cannot block
    /// each other for ever.
    pub fn write<T, E>(
        &self,
        locks: &[LockKey],
        change: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        match &self.backend {
            Backend::Sqlite(file) => file.write(locks, change),
            Backend::Postgres(server) => server.write(locks, change),
        }
    }

    /// Runs `change` as [`Engine::write`] does. On SQLite, where forcing a change onto the disk is most of what it takes, those
    /// that wait for each other share a transaction, each in a sub-step of its own, and each returns once that is committed.
    /// If it can't be, each is made again in a transaction of its own, so `change` may be called twice.
    pub fn write_together<T, E>(
        &self,
        locks: &[LockKey],
        change: impl FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite(file) => file.write_together(change),
            Backend::Postgres(server) => server.write(locks, change),
        }
    }

    /// Returns how many changes wait to share a transaction.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn waiting(&self) -> usize {
        match &self.backend {
            Backend::Sqlite(file) => file.waiting(),
            Backend::Postgres(_) => 0,
        }
    }

    /// Runs `question` on one snapshot: whatever is written meanwhile, all its statements see the same data.
    pub fn read<T, E>(&self, question: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        match &self.backend {
            Backend::Sqlite(file) => file.read(question),
            Backend::Postgres(server) => server.read(question),
        }
    }

    /// Returns the file, where it is one.
    #[must_use]
    pub fn file(&self) -> Option<&SqliteOptions> {
        match &self.backend {
            Backend::Sqlite(file) => Some(file.options()),
            Backend::Postgres(_) => None,
        }
    }

    /// Returns which engine this is.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        match &self.backend {
            Backend::Sqlite(_) => Dialect::Sqlite,
            Backend::Postgres(_) => Dialect::Postgres,
        }
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("dialect", &self.dialect()).finish_non_exhaustive()
    }
}
