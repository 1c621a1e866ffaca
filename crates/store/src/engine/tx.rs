//! Statements and the transaction they run in. A [`Tx`] exists below `Rows`, for queries and for the row mapping;
//! rules never see one.

use super::Record;
use crate::StoreError;
use domain::base::Value;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// A named statement in the SQL that both engines understand, with parameters `$1` to `$n`. A feature lists its
/// own in `STATEMENTS`, and a test prepares all of them on both engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stmt {
    /// What errors call it: `reviews.queue`.
    pub name: &'static str,
    /// The text.
    pub sql: &'static str,
}

impl Stmt {
    /// Returns a statement.
    #[must_use]
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Self { name, sql }
    }
}

/// Which engine answers. Only `engine` and the choice of migrations should need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite, in this process.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// What a transaction locks before it reads, so that two of them cannot decide on the same facts. Stands for a row
/// that may not exist yet; equal keys lock each other out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LockKey(pub i64);

impl LockKey {
    /// Returns the key of a name, the same on every machine and in every version (64-bit FNV-1a). Two names may
    /// share one key; they then wait for each other without need, which is slow and never wrong.
    #[must_use]
    pub const fn of(name: &[u8]) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut rest = name;
        while let [byte, tail @ ..] = rest {
            hash = (hash ^ *byte as u64).wrapping_mul(0x0100_0000_01b3);
            rest = tail;
        }
        Self(hash.cast_signed())
    }
}

/// What a statement takes and returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// How many parameters.
    pub parameters: usize,
    /// How many columns.
    pub columns: usize,
}

/// An open transaction.
///
/// A failed statement ends its usefulness on both engines: everything after it fails with
/// [`StoreError::AfterFailure`] until a sub-step around it is undone.
pub trait Tx {
    /// Runs text that the row mapping built from entity definitions, never from what a person typed. Returns the
    /// number of rows changed. `name` is what errors call it.
    fn exec_sql(&mut self, name: &str, sql: &str, params: &[Value]) -> Result<u64, StoreError>;

    /// Runs such a text and returns its rows.
    fn rows_sql(&mut self, name: &str, sql: &str, params: &[Value]) -> Result<Vec<Record>, StoreError>;

    /// Prepares a statement without running it. Fails when the tables do not fit, a parameter is not called `$1` to
    /// `$n`, or (where the engine knows) a parameter or column has a type that the other engine lacks.
    fn shape(&mut self, stmt: &Stmt) -> Result<Shape, StoreError>;

    /// Returns which engine this is.
    fn dialect(&self) -> Dialect;

    /// Waits for the keys, in order, and holds them until the transaction ends. Does nothing on SQLite, where a
    /// write transaction is alone.
    fn lock(&mut self, keys: &[LockKey]) -> Result<(), StoreError>;

    /// Marks a point to return to. Use [`sub_step`](#method.sub_step).
    fn begin_sub_step(&mut self) -> Result<(), StoreError>;

    /// Forgets the newest mark, keeping what was done since.
    fn keep_sub_step(&mut self) -> Result<(), StoreError>;

    /// Returns to the newest mark and forgets it.
    fn undo_sub_step(&mut self) -> Result<(), StoreError>;

    /// Whether the disk or the line failed, after which nothing of the transaction may stay.
    fn is_broken(&self) -> bool;

    /// Runs a statement and returns the number of rows changed.
    fn exec(&mut self, stmt: &Stmt, params: &[Value]) -> Result<u64, StoreError> {
        self.exec_sql(stmt.name, stmt.sql, params)
    }

    /// Runs a statement and returns its rows.
    fn rows(&mut self, stmt: &Stmt, params: &[Value]) -> Result<Vec<Record>, StoreError> {
        self.rows_sql(stmt.name, stmt.sql, params)
    }

    /// Runs a statement and returns its first row, if it has one.
    fn row(&mut self, stmt: &Stmt, params: &[Value]) -> Result<Option<Record>, StoreError> {
        Ok(self.rows(stmt, params)?.into_iter().next())
    }
}

impl dyn Tx + '_ {
    /// Runs `step`; when it returns an error or panics, undoes what it did (and only that) and passes that on.
    pub fn sub_step<T, E>(&mut self, step: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.begin_sub_step()?;
        let done = match catch_unwind(AssertUnwindSafe(|| step(self))) {
            Ok(done) => done,
            Err(panic) => {
                // If not even that can be done, the transaction ends with the panic.
                self.undo_sub_step().ok();
                resume_unwind(panic)
            }
        };
        match done {
            Ok(value) => match self.keep_sub_step() {
                Ok(()) => Ok(value),
                Err(error) => {
                    self.undo_sub_step()?;
                    Err(error.into())
                }
            },
            Err(error) => {
                self.undo_sub_step()?;
                Err(error)
            }
        }
    }
}
