//! What can go wrong below the rules: the file, the disk, the connection, a statement, a stored row. A rule that
//! says no is not here; that is [`domain::base::Refusal`].

use domain::base::BadValue;
use std::{error::Error, path::PathBuf};
use thiserror::Error;

/// The reason that an engine gave, kept as it came.
pub type Cause = Box<dyn Error + Send + Sync>;

/// The store could not do what it was asked. The transaction it happened in left no trace.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Another process has the file open for writing.
    #[error("{} is open in another window or program; close that one first", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// A newer version of the application wrote the data. Nothing was touched.
    #[error(
        "these data were written by a newer version of the application (layout {found}, known up to {known}); update the application"
    )]
    NewerFile {
        /// The newest migration in the data.
        found: i64,
        /// The newest migration known to this program.
        known: i64,
    },
    /// The file cannot be read with this key, or it is not a database.
    #[error("{} cannot be opened with this key, or it is not a database", path.display())]
    WrongKey {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("the data are damaged ({statement})")]
    Corrupt {
        /// What was being done.
        statement: String,
        /// What the engine said.
        source: Cause,
    },
    /// The disk, or the space allowed on it, is full.
    #[error("the disk is full; free some space and try again ({statement})")]
    Full {
        /// What was being done.
        statement: String,
    },
    /// The file or the server takes no writes.
    #[error("the data can only be read, not changed ({statement})")]
    ReadOnly {
        /// What was being done.
        statement: String,
    },
    /// Somebody else holds what was needed, and waiting did not help.
    #[error("the data are busy; try again ({statement})")]
    Busy {
        /// What was being done.
        statement: String,
        /// What the engine said.
        source: Cause,
    },
    /// It took more than one look at the data may take, and was ended.
    #[error("this took too long and was stopped ({statement})")]
    TookTooLong {
        /// What was being done.
        statement: String,
    },
    /// The file system or the connection to the server failed.
    #[error("reading or writing failed ({what})")]
    Io {
        /// What was being done.
        what: String,
        /// What the system said.
        source: Cause,
    },
    /// The engine or the place is not fit for the data.
    #[error("this cannot hold the data: {reason}")]
    Unsuitable {
        /// Why.
        reason: String,
    },
    /// A constraint of the schema was broken.
    #[error("{statement} broke the {kind:?} constraint {}", name.as_deref().unwrap_or("(unnamed)"))]
    Constraint {
        /// The statement, or `commit` for constraints that are checked there.
        statement: String,
        /// Which kind.
        kind: ConstraintKind,
        /// Its name where the engine tells it: see [`ConstraintKind`].
        name: Option<String>,
    },
    /// A statement failed for another reason.
    #[error("{statement} failed")]
    Sql {
        /// The statement's name.
        statement: String,
        /// What the engine said.
        source: Cause,
    },
    /// A statement of this transaction failed before and nothing was rolled back since, so nothing more can be done
    /// in it. PostgreSQL behaves like this by itself; here both engines do.
    #[error("{statement} came after a failed statement in the same transaction")]
    AfterFailure {
        /// The statement, or `commit`.
        statement: String,
    },
    /// A parameter does not fit the statement.
    #[error("parameter ${position} of {statement}: {reason}")]
    BadParameter {
        /// The statement's name.
        statement: String,
        /// Which one, from 1; 0 when their number is wrong.
        position: usize,
        /// Why.
        reason: String,
    },
    /// A column of an answer holds something else than expected.
    #[error("column {column} of {statement}")]
    BadColumn {
        /// The statement's name.
        statement: String,
        /// The column's name, or its position where there is no such column.
        column: String,
        /// What was expected and found.
        source: BadValue,
    },
    /// A stored row is malformed.
    #[error("row {id} of {table}, column {column}")]
    BadRow {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's id.
        id: String,
        /// What was expected and found.
        source: BadValue,
    },
    /// The layout of the data could not be brought up to date. Data and layout are as before.
    #[error("bringing the data up to date failed")]
    Migration {
        /// What the migration said.
        source: Cause,
    },
}

/// Which constraint was broken. The names agree on both engines if the schema follows these conventions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKind {
    /// Unique index (named by its index: `CREATE UNIQUE INDEX name`) or primary key (`<table>_pkey`).
    Unique,
    /// Foreign key: `<table>_<column>_fkey`, PostgreSQL's own name for a reference of one column.
    ForeignKey,
    /// Check (named by its constraint).
    Check,
    /// A missing value: `<table>.<column>`.
    NotNull,
}

impl StoreError {
    /// Returns whether the same call will fail the same way until somebody changes something. What is not
    /// permanent may be tried again.
    #[must_use]
    pub const fn is_permanent(&self) -> bool {
        match self {
            Self::Busy { .. }
            | Self::TookTooLong { .. }
            | Self::Io { .. }
            | Self::Full { .. }
            | Self::Locked { .. } => false,
            Self::NewerFile { .. }
            | Self::WrongKey { .. }
            | Self::Unsuitable { .. }
            | Self::Corrupt { .. }
            | Self::ReadOnly { .. }
            | Self::Constraint { .. }
            | Self::Sql { .. }
            | Self::AfterFailure { .. }
            | Self::BadParameter { .. }
            | Self::BadColumn { .. }
            | Self::BadRow { .. }
            | Self::Migration { .. } => true,
        }
    }
}
