//! What a connection of the window may do: read the columns of the copy's one table, with the few functions that reports
//! use, for a limited number of steps. SQLite itself asks, before any statement runs; everything else is refused.

use libsqlite3_sys as ffi;
use sqlx::{Error, SqliteConnection};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null_mut;

/// What a statement that only asks does.
const ASK: c_int = ffi::SQLITE_SELECT;

/// What may be read.
const TABLE: &[u8] = b"past_reviews";

/// What may be called.
const FUNCTIONS: [&[u8]; 5] = [b"avg", b"coalesce", b"count", b"lower", b"sum"];

/// SQLite's own limits on what one statement may be.
const LIMITS: [(c_int, c_int); 4] = [
    // With none attached there is no other file to read, and none to copy this one into.
    (ffi::SQLITE_LIMIT_ATTACHED, 0),
    (ffi::SQLITE_LIMIT_SQL_LENGTH, 20_000),
    (ffi::SQLITE_LIMIT_LENGTH, 1_000_000),
    (ffi::SQLITE_LIMIT_COMPOUND_SELECT, 8),
];

/// After so many of SQLite's steps the count is looked at.
const STRIDE: i32 = 10_000;

/// A statement may take so many strides: a second or two. The longest report of 100,000 reviews takes a hundredth.
const STRIDES: u32 = 10_000;

/// Closes a new connection in, before anybody uses it.
///
/// # Errors
/// When SQLite does not take it; the connection must not be used then.
pub(crate) async fn close_in(connection: &mut SqliteConnection) -> Result<(), Error> {
    let mut handle = connection.lock_handle().await?;
    lock(handle.as_raw_handle().as_ptr())?;
    drop(handle);
    limit_steps(connection).await
}

/// Gives the next statement all its steps.
///
/// # Errors
/// When the connection was closed.
pub(crate) async fn limit_steps(connection: &mut SqliteConnection) -> Result<(), Error> {
    let mut left = STRIDES;
    connection.lock_handle().await?.set_progress_handler(STRIDE, move || {
        left = left.saturating_sub(1);
        left > 0
    });
    Ok(())
}

#[expect(unsafe_code, reason = "sqlx has no safe way to set a limit or an authorizer")]
fn lock(connection: *mut ffi::sqlite3) -> Result<(), Error> {
    // SAFETY: the caller holds the connection's lock, so it is open and nobody else uses it. `judge` is a function without
    // state, so it outlives every connection.
    let taken = unsafe {
        for (limit, value) in LIMITS {
            ffi::sqlite3_limit(connection, limit, value);
        }
        ffi::sqlite3_set_authorizer(connection, Some(judge), null_mut())
    };
    match taken {
        ffi::SQLITE_OK => Ok(()),
        code => Err(Error::Protocol(format!("the fence was not taken ({code})"))),
    }
}

/// Says whether a statement that is being prepared may do something.
extern "C" fn judge(
    _: *mut c_void,
    action: c_int,
    first: *const c_char,
    second: *const c_char,
    _: *const c_char,
    _: *const c_char,
) -> c_int {
    let allowed = match action {
        ASK => true,
        ffi::SQLITE_READ => named(first) == Some(TABLE),
        ffi::SQLITE_FUNCTION => named(second).is_some_and(|name| FUNCTIONS.contains(&name)),
        _ => false,
    };
    if allowed { ffi::SQLITE_OK } else { ffi::SQLITE_DENY }
}

#[expect(unsafe_code, reason = "SQLite hands over names as pointers")]
fn named<'a>(name: *const c_char) -> Option<&'a [u8]> {
    // SAFETY: SQLite passes a text that ends with nought or nothing, and keeps it until `judge` has returned.
    (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) }.to_bytes())
}
