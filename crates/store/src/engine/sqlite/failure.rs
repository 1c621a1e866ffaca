//! What SQLite's errors mean, and the names that it leaves out of them.

use super::{limit, open};
use crate::{ConstraintKind, StoreError};
use refinery::error::Kind;
use rusqlite::{Connection, Error, ErrorCode, ffi};
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

/// Says what was being done when something failed.
pub(super) trait Doing<T> {
    /// Turns a failure of SQLite into one of the store.
    fn doing(self, what: &str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for Result<T, Error> {
    fn doing(self, what: &str) -> Result<T, StoreError> {
        self.map_err(|error| sort(what, error))
    }
}

/// Sorts what the system said about a file.
pub(crate) fn failed_file(what: &str, source: std::io::Error) -> StoreError {
    let statement = what.to_owned();
    match source.kind() {
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => StoreError::ReadOnly { statement },
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full { statement },
        _ => StoreError::Io { what: statement, source: source.into() },
    }
}

/// Sorts an error, and finds the name of the constraint that was broken.
pub(super) fn explain(connection: &Connection, statement: &str, error: Error) -> StoreError {
    let sorted = |error| named(sort(statement, error), connection.path().map(Path::new));
    let Error::SqliteFailure(code, message) = &error else { return sorted(error) };
    let subject = message.as_deref().and_then(|text| text.split_once("failed: ")).map(|(_, subject)| subject);
    let (kind, name) = match code.extended_code {
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            (ConstraintKind::Unique, subject.and_then(primary_key))
        }
        ffi::SQLITE_CONSTRAINT_UNIQUE => {
            (ConstraintKind::Unique, subject.and_then(|columns| unique_index(connection, columns)))
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => (ConstraintKind::ForeignKey, broken_reference(connection)),
        ffi::SQLITE_CONSTRAINT_CHECK => (ConstraintKind::Check, subject.map(str::to_owned)),
        ffi::SQLITE_CONSTRAINT_NOTNULL => (ConstraintKind::NotNull, subject.map(str::to_owned)),
        _ => return sorted(error),
    };
    StoreError::Constraint { statement: statement.to_owned(), kind, name }
}

/// Sorts what stopped a step of the layout: the file or the disk under it, or else the step itself.
pub(super) fn of_a_step(error: refinery::Error) -> StoreError {
    let found = match error.kind() {
        Kind::Connection(_, cause) => cause.downcast_ref::<Error>(),
        _ => None,
    };
    if let Some(Error::SqliteFailure(code, message)) = found {
        let sorted = sort("bringing the file up to date", Error::SqliteFailure(*code, message.clone()));
        if !matches!(sorted, StoreError::Sql { .. }) {
            return sorted;
        }
    }
    StoreError::Migration { source: error.into() }
}

/// Gives a failure of the disk its name when the disk takes no more changes: it turned read-only while the file was open.
/// SQLite tells no difference.
pub(super) fn named(error: StoreError, file: Option<&Path>) -> StoreError {
    match error {
        StoreError::Io { what, .. } if file.is_some_and(takes_no_changes) => {
            StoreError::ReadOnly { statement: what }
        }
        error => error,
    }
}

/// Whether the system refuses to open the lock beside a file to be written. The file itself must not be opened again: closing
/// it would give back every lock that SQLite holds on it.
fn takes_no_changes(file: &Path) -> bool {
    let opened = File::options().write(true).open(open::lock_of(file));
    opened.is_err_and(|error| {
        matches!(error.kind(), ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied)
    })
}

/// Sorts an error by what can be done about it.
fn sort(what: &str, error: Error) -> StoreError {
    let what = what.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::Busy { statement: what, source: error.into() }
        }
        // Nothing but the box around a look does that.
        Some(ErrorCode::OperationInterrupted) => StoreError::TookTooLong { statement: what },
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { statement: what },
        Some(ErrorCode::DiskFull) => StoreError::Full { statement: what },
        // SQLite knows a full disk, but not the limit on one file.
        Some(ErrorCode::SystemIoFailure) if limit::was_reached() || lacks_room(&error) => {
            StoreError::Full { statement: what }
        }
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::Io { what, source: error.into() }
        }
        // An encrypted file reports a flipped bit as the second of these.
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Corrupt { statement: what, source: error.into() }
        }
        _ => StoreError::Sql { statement: what, source: error.into() },
    }
}

/// Whether there was no room for what connections share of the log, which SQLite calls by a name of its own.
fn lacks_room(error: &Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_SHMSIZE)
}

/// Returns the name that PostgreSQL gives the primary key: `claims.id` is of `claims_pkey`.
fn primary_key(columns: &str) -> Option<String> {
    columns.split_once('.').map(|(table, _)| format!("{table}_pkey"))
}

/// Returns the index over `claims.review, claims.holder`. An index over expressions is named by SQLite itself.
fn unique_index(connection: &Connection, columns: &str) -> Option<String> {
    if let Some(name) = columns.strip_prefix("index '") {
        return Some(name.trim_end_matches('\'').to_owned());
    }
    let table = columns.split_once('.')?.0;
    let columns: Vec<&str> =
        columns.split(", ").filter_map(|column| Some(column.split_once('.')?.1)).collect();
    let find = "
        SELECT l.name, l.origin
        FROM pragma_index_list($1) AS l
        WHERE l.\"unique\" = 1
          AND (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) = $2
        ORDER BY l.seq";
    let (name, origin): (String, String) =
        connection.query_row(find, [table, &columns.join(",")], |row| Ok((row.get(0)?, row.get(1)?))).ok()?;
    match origin.as_str() {
        "c" => Some(name),
        "pk" => Some(format!("{table}_pkey")),
        // A UNIQUE inside the table's text has no name that SQLite keeps; this is PostgreSQL's.
        _ => Some(format!("{table}_{}_key", columns.join("_"))),
    }
}

/// Returns the name that PostgreSQL gives the first reference that leads nowhere. The transaction is still open,
/// so the broken row can be seen; going through all rows is slow, and this is rare.
fn broken_reference(connection: &Connection) -> Option<String> {
    let find = "
        SELECT f.\"table\", k.\"from\"
        FROM pragma_foreign_key_check AS f
        JOIN pragma_foreign_key_list(f.\"table\") AS k ON k.id = f.fkid
        ORDER BY f.\"table\", k.id, k.seq
        LIMIT 1";
    connection
        .query_row(find, [], |row| {
            Ok(format!("{}_{}_fkey", row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .ok()
}
