//! What a server's errors mean.

use crate::{ConstraintKind, StoreError};
use postgres::{
    Error,
    error::{DbError, SqlState},
};

/// Says what was being done when something failed.
pub(super) trait Doing<T> {
    /// Turns a failure of the server, or of the way to it, into one of the store.
    fn doing(self, what: &str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for Result<T, Error> {
    fn doing(self, what: &str) -> Result<T, StoreError> {
        self.map_err(|error| explain(what, error))
    }
}

fn explain(what: &str, error: Error) -> StoreError {
    let statement = what.to_owned();
    let Some(said) = error.as_db_error() else {
        return StoreError::Io { what: statement, source: error.into() };
    };
    if let Some((kind, name)) = broken_constraint(said) {
        return StoreError::Constraint { statement, kind, name };
    }
    match *said.code() {
        SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::LOCK_NOT_AVAILABLE
        | SqlState::QUERY_CANCELED
        | SqlState::TOO_MANY_CONNECTIONS => StoreError::Busy { statement, source: error.into() },
        SqlState::DISK_FULL => StoreError::Full { statement },
        SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::ReadOnly { statement },
        SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => {
            StoreError::Corrupt { statement, source: error.into() }
        }
        SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
        | SqlState::IO_ERROR => StoreError::Io { what: statement, source: error.into() },
        _ => StoreError::Sql { statement, source: error.into() },
    }
}

fn broken_constraint(said: &DbError) -> Option<(ConstraintKind, Option<String>)> {
    let named = said.constraint().map(str::to_owned);
    match *said.code() {
        SqlState::UNIQUE_VIOLATION => Some((ConstraintKind::Unique, named)),
        SqlState::FOREIGN_KEY_VIOLATION => Some((ConstraintKind::ForeignKey, named)),
        SqlState::CHECK_VIOLATION => Some((ConstraintKind::Check, named)),
        SqlState::NOT_NULL_VIOLATION => {
            let column = said.table().zip(said.column()).map(|(table, column)| format!("{table}.{column}"));
            Some((ConstraintKind::NotNull, column))
        }
        _ => None,
    }
}
