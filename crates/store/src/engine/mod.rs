//! The two engines behind one door: SQLite (a file in this process) and PostgreSQL (a server). Nothing outside this
//! folder names either library, and nothing in here knows an entity.

mod record;
mod tx;

pub use record::Record;
pub use tx::{Dialect, LockKey, Stmt, Tx};

use crate::StoreError;

/// An open database. Share it between threads; do not start a transaction inside another one, they would wait for
/// each other.
#[derive(Debug)]
pub struct Engine {
    backend: Backend,
}

#[derive(Debug)]
enum Backend {}

impl Engine {
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
        let _ = (locks, change);
        match self.backend {}
    }

    /// Runs `question` on one snapshot: whatever is written meanwhile, all its statements see the same data.
    pub fn read<T, E>(&self, question: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let _ = question;
        match self.backend {}
    }

    /// Returns which engine this is.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        match self.backend {}
    }
}
