//! Opening a file: the lock beside it, the checks that touch nothing, and the settings of its connections.

use super::failure::{self, Doing, failed_file};
use crate::{
    StoreError,
    engine::{Access, FileKey, Layout, References, SqliteOptions},
};
use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, ffi, limits::Limit};
use std::{
    ffi::OsString,
    fs::{File, TryLockError},
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

/// SQLite's first version without the write-ahead log that two connections can corrupt.
const OLDEST_VERSION: i32 = 3_051_003;
/// How long a statement waits for another process, such as a backup.
const PATIENCE: Duration = Duration::from_secs(5);
/// Enough for every named statement and every entity's own.
const CACHED_STATEMENTS: usize = 512;

/// Refuses to run on an SQLite that can lose data.
pub(super) fn check_version() -> Result<(), StoreError> {
    if rusqlite::version_number() >= OLDEST_VERSION {
        return Ok(());
    }
    let reason = format!("SQLite {} is older than 3.51.3", rusqlite::version());
    Err(StoreError::Unsuitable { reason })
}

/// Follows links to the file that is meant, so that whoever comes by another way finds its lock and its log. One that is
/// not there yet is where it is said to be.
pub(super) fn resolved(options: &SqliteOptions) -> SqliteOptions {
    let path = std::fs::canonicalize(&options.path).unwrap_or_else(|_| options.path.clone());
    SqliteOptions { path, ..options.clone() }
}

/// Returns the file whose lock stands for that of a file.
pub(super) fn lock_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".lock");
    PathBuf::from(name)
}

/// Takes the lock of a file. The operating system gives it back when this process ends, however it ends.
pub(crate) fn lock(path: &Path) -> Result<File, StoreError> {
    let io = |source| failed_file("locking the file", source);
    let file = File::options().create(true).truncate(false).write(true).open(lock_of(path)).map_err(io)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked { path: path.to_owned() }),
        Err(TryLockError::Error(error)) => Err(io(error)),
    }
}

/// Looks at a file that exists without changing it: the key opens it, and no newer program wrote it. Returns whether
/// it holds something and steps are missing.
pub(super) fn check_file(options: &SqliteOptions, layout: &Layout) -> Result<bool, StoreError> {
    if std::fs::metadata(&options.path).map_or(0, |file| file.len()) == 0 {
        return Ok(false);
    }
    let newest = match newest_step(options, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        // A power cut came while the file was being made. What was begun has to be undone before anybody can read.
        Err(error) if is_half_done(&error) => newest_step(options, OpenFlags::SQLITE_OPEN_READ_WRITE),
        newest => newest,
    };
    match newest {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            Err(StoreError::WrongKey { path: options.path.clone() })
        }
        newest => {
            let newest = newest.doing("opening the file")?;
            layout.check(newest)?;
            Ok(newest.is_some_and(|newest| newest < layout.newest()))
        }
    }
}

/// Returns the number of the newest migration in a file, if it knows of any.
fn newest_step(options: &SqliteOptions, flags: OpenFlags) -> rusqlite::Result<Option<i64>> {
    let file = connect(options, flags)?;
    let history = "SELECT count(*) FROM sqlite_schema WHERE name = 'refinery_schema_history'";
    if file.query_row(history, [], |row| row.get::<_, i64>(0))? == 0 {
        return Ok(None);
    }
    file.query_row("SELECT max(version) FROM refinery_schema_history", [], |row| row.get(0))
}

fn is_half_done(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_READONLY_ROLLBACK)
}

/// Opens the connection that writes.
pub(super) fn writer(options: &SqliteOptions) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let writer = connect(options, flags).doing("opening the file")?;
    let mode: String =
        writer.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).doing("opening the file")?;
    if mode != "wal" {
        let reason = format!("the file's folder does not allow a write-ahead log (it is in mode {mode})");
        return Err(StoreError::Unsuitable { reason });
    }
    // NORMAL would lose the last commits in a power cut, and this file may be their only copy.
    set(&writer, "PRAGMA synchronous = FULL")?;
    #[cfg(feature = "testing")]
    if options.syncs == crate::engine::Syncs::Checkpoints {
        set(&writer, "PRAGMA synchronous = NORMAL")?;
    }
    if options.key.is_some() {
        // Every page that is read again is decrypted again, which takes longer than all else.
        set(&writer, "PRAGMA cache_size = -6144")?;
    }
    // Somebody who reads for long keeps the log from being emptied; afterwards it gives back what it took.
    set(&writer, "PRAGMA journal_size_limit = 4194304")?;
    // Migrations rebuild tables, so references are off until they are done.
    set(&writer, "PRAGMA foreign_keys = OFF")?;
    Ok(writer)
}

/// Forces the names of the file and its log onto the disk. SQLite does so too, but takes no notice when it fails.
#[cfg(unix)]
pub(crate) fn keep_names(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all()) {
        Ok(()) => Ok(()),
        // Not every file system can do that, or lets everybody; the next best is SQLite's own attempt.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
            ) =>
        {
            Ok(())
        }
        Err(source) => {
            Err(StoreError::Io { what: "keeping the file's name".to_owned(), source: source.into() })
        }
    }
}

/// Elsewhere a folder cannot be forced onto the disk, and its file system keeps a journal of names.
#[cfg(not(unix))]
pub(crate) fn keep_names(_path: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// Opens the connection that writes once more, after the disk failed under the one before, and empties the log into
/// the file. What the log holds beyond the last commit may be in the system's memory alone: it must not be built on.
pub(super) fn writer_again(options: &SqliteOptions) -> Result<Connection, StoreError> {
    let writer = writer(options)?;
    enforce(&writer, options.references)?;
    // Somebody who reads just now keeps the log in use; then it is emptied later.
    writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).doing("emptying the log")?;
    Ok(writer)
}

/// Opens a connection that only reads. It has read once, and so keeps what every connection knows of the log in
/// memory while another is closed and opened.
pub(super) fn reader(options: &SqliteOptions) -> Result<Connection, StoreError> {
    let reader = connect(options, OpenFlags::SQLITE_OPEN_READ_ONLY).doing("opening the file")?;
    set(&reader, "PRAGMA query_only = ON")?;
    reader.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).doing("opening the file")?;
    reader.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0);
    Ok(reader)
}

/// Runs the steps that are missing, all or none of them.
pub(super) fn migrate(writer: &mut Connection, layout: &Layout) -> Result<(), StoreError> {
    match layout.runner().run(writer) {
        Ok(_) => Ok(()),
        Err(error) => Err(failure::of_a_step(error)),
    }
}

/// Switches the references between rows on or off.
pub(super) fn enforce(writer: &Connection, references: References) -> Result<(), StoreError> {
    match references {
        References::Enforced => set(writer, "PRAGMA foreign_keys = ON"),
        References::Unchecked => Ok(()),
    }
}

/// Returns how a file can be opened to be read, in a folder where nothing can be made. What a log holds belongs to it,
/// so a file with one has to be opened with it.
pub(super) fn readable(options: &SqliteOptions) -> Result<SqliteOptions, StoreError> {
    let mut log = OsString::from(&options.path);
    log.push("-wal");
    let has_log = std::fs::metadata(PathBuf::from(log)).is_ok_and(|log| log.len() > 0);
    let access = if has_log { Access::Changing } else { Access::Unchanging };
    if !options.path.exists() {
        return Err(StoreError::ReadOnly { statement: "making the file".to_owned() });
    }
    Ok(SqliteOptions { access, ..options.clone() })
}

/// Opens a connection that fills a new file, which is forced onto the disk as a whole when it is done.
pub(super) fn blank(options: &SqliteOptions) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let blank = connect(options, flags).doing("making a file")?;
    blank.execute_batch("PRAGMA synchronous = OFF").doing("making a file")?;
    Ok(blank)
}

/// Fails when a connection to an encrypted file met a damaged page. SQLCipher gives zeros for such a page and for every one that
/// is read after it, and SQLite notices that only where zeros make no sense: not in a long text, which goes on over pages of its
/// own, and would be taken for somebody's words.
pub(super) fn still_reads(connection: &Connection) -> rusqlite::Result<()> {
    // The answer is put into the statement when it is prepared, so it is never one that was prepared before.
    let status: String = connection.query_row("PRAGMA cipher_status", [], |row| row.get(0))?;
    if status == "1" {
        return Ok(());
    }
    Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), None))
}

/// The one place that opens a connection.
pub(super) fn connect(options: &SqliteOptions, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let file = match options.access {
        Access::Changing => Connection::open_with_flags(&options.path, flags)?,
        Access::Unchanging => {
            Connection::open_with_flags(unchanging(&options.path), flags | OpenFlags::SQLITE_OPEN_URI)?
        }
    };
    if let Some(key) = &options.key {
        // Failures come back as errors; SQLCipher would print them as well.
        file.execute_batch("PRAGMA cipher_log_level = NONE")?;
        // The key goes before everything that reads.
        file.execute_batch(&format!("PRAGMA key = \"x'{}'\"", hexadecimal(key)))?;
    }
    file.busy_timeout(PATIENCE)?;
    file.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    for (switch, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        // A misspelt column in double quotes is an error, as on PostgreSQL, and not a text.
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        // Plans don't depend on the values that are bound, or a statement would be prepared anew with every one of them.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        file.set_db_config(switch, on)?;
    }
    file.execute_batch("PRAGMA mmap_size = 0")?;
    Ok(file)
}

/// Returns the address of a file that nobody can change.
fn unchanging(path: &Path) -> String {
    let mut address = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            address.push(char::from(*byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address + "?immutable=1"
}

fn set(connection: &Connection, pragma: &str) -> Result<(), StoreError> {
    connection.execute_batch(pragma).doing("opening the file")
}

fn hexadecimal(key: &FileKey) -> String {
    key.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Dialect;
    use rusqlite::StatementStatus;

    #[test]
    fn a_statement_is_prepared_once_whatever_values_it_is_given() {
        let folder = tempfile::TempDir::new().unwrap();
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut file = connect(&SqliteOptions::at(folder.path().join("a.db")), flags).unwrap();
        migrate(&mut file, &crate::migrate::layout(Dialect::Sqlite).unwrap()).unwrap();
        let entities = domain::rows::Table::ALL.iter().map(|table| crate::row_sql::visible(*table));
        let named = crate::statements().into_iter().map(|statement| statement.sql);
        for sql in named.chain(entities).filter(|sql| sql.trim_start().starts_with("SELECT")) {
            let mut statement = file.prepare(sql).unwrap();
            for value in ["one", "two", "three"] {
                for index in 1..=statement.parameter_count() {
                    statement.raw_bind_parameter(index, value).unwrap();
                }
                // A value that makes no sense to a statement ends it, which is soon enough.
                drop(statement.raw_query().next());
            }
            assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "{sql}");
        }
    }
}
