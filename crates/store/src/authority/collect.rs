//! Forgetting: what left a bucket so long ago that a device which was away for longer begins anew, and what became of
//! commands that no device will send again.

use crate::engine::Stmt;
use crate::{Store, StoreError};
use domain::base::{Instant, Span, Stored, Value};

/// For how long it is remembered what left a bucket.
pub const REMEMBERED: Span = Span::days(120);

/// For how long it is remembered what became of a command: longer than a device keeps what it sent, and than it is away.
pub const COMMANDS_REMEMBERED: Span = Span::days(180);

const NEWEST_BEFORE: Stmt = Stmt::new(
    "collect.newest_before",
    "SELECT CAST(coalesce(max(seq), 0) AS BIGINT)
     FROM sync_mutation
     WHERE at <= $1",
);

const RAISE: Stmt = Stmt::new(
    "collect.raise",
    "UPDATE sync_bucket
     SET horizon = $1
     WHERE pid = 1 AND horizon < $1 AND bucket IN (
         SELECT c.bucket
         FROM sync_change c
         WHERE c.pid = 1 AND c.gone = 1 AND c.seq <= $1
     )",
);

const FORGET_GONE: Stmt = Stmt::new(
    "collect.forget_gone",
    "DELETE FROM sync_change
     WHERE pid = 1 AND gone = 1 AND seq <= $1",
);

const FORGET_ENTRIES: Stmt = Stmt::new(
    "collect.forget_entries",
    "DELETE FROM sync_entry
     WHERE mid IN (SELECT m.mid FROM sync_mutation m WHERE m.at <= $1)",
);

const FORGET_COMMANDS: Stmt = Stmt::new(
    "collect.forget_commands",
    "DELETE FROM sync_mutation
     WHERE at <= $1",
);

pub(super) const STATEMENTS: &[&Stmt] =
    &[&NEWEST_BEFORE, &RAISE, &FORGET_GONE, &FORGET_ENTRIES, &FORGET_COMMANDS];

impl Store {
    /// Forgets what no device asks for any more. Returns how many rows that had left a bucket were forgotten.
    ///
    /// # Errors
    /// When the store fails.
    pub fn collect(&self, now: Instant) -> Result<u64, StoreError> {
        let long_ago = Instant(now.0.saturating_sub(REMEMBERED.0));
        let longer_ago = Instant(now.0.saturating_sub(COMMANDS_REMEMBERED.0));
        self.engine().write(&[], |tx| {
            // Whoever writes to the change index waits, as for a push.
            let newest = tx.row(&NEWEST_BEFORE, &[long_ago.to_value()])?.map_or(Ok(0), |row| row.int(0))?;
            let upto = [Value::Int(newest)];
            tx.exec(&RAISE, &upto)?;
            let forgotten = tx.exec(&FORGET_GONE, &upto)?;
            tx.exec(&FORGET_ENTRIES, &[longer_ago.to_value()])?;
            tx.exec(&FORGET_COMMANDS, &[longer_ago.to_value()])?;
            Ok(forgotten)
        })
    }
}
