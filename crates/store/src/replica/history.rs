//! What the server decided, kept for a while: a server that was restored from a backup may have forgotten it, and gets it
//! again.

use super::outbox::{self, Entry};
use crate::StoreError;
use crate::engine::{Stmt, Tx};
use domain::base::{CommandId, Instant, Json, Span, Stored, Value};
use domain::sync::ClientId;

/// For how long, and how many at most.
const KEPT: Span = Span::days(30);
const MOST: i64 = 5_000;

const ADD: Stmt = Stmt::new(
    "history.add",
    "INSERT INTO outbox_history (mid, place, client_id, n, envelope, now, settled_at)
     VALUES ($1, (SELECT coalesce(max(h.place), 0) + 1 FROM outbox_history h), $2, $3, $4, $5, $6)
     ON CONFLICT (mid) DO NOTHING",
);

const TRIM: Stmt = Stmt::new(
    "history.trim",
    "DELETE FROM outbox_history
     WHERE settled_at < $1 OR place <= (SELECT max(h.place) FROM outbox_history h) - $2",
);

const SENT_AS: Stmt = Stmt::new(
    "history.sent_as",
    "SELECT mid FROM outbox WHERE n = $2
     UNION ALL
     SELECT mid FROM outbox_history WHERE client_id = $1 AND n = $2",
);

const ALL: Stmt = Stmt::new(
    "history.all",
    "SELECT place, envelope, now
     FROM outbox_history
     ORDER BY place",
);

const CLEAR: Stmt = Stmt::new("history.clear", "DELETE FROM outbox_history");

pub(super) const STATEMENTS: &[&Stmt] = &[&ADD, &TRIM, &SENT_AS, &ALL, &CLEAR];

/// Moves an entry from the queue to the history.
pub(super) fn settle(
    tx: &mut dyn Tx,
    entry: &Entry,
    n: i64,
    client: ClientId,
    now: Instant,
) -> Result<(), StoreError> {
    let params = [
        entry.envelope.id.to_value(),
        client.to_value(),
        Value::Int(n),
        Json(entry.envelope.clone()).to_value(),
        entry.now.to_value(),
        now.to_value(),
    ];
    tx.exec(&ADD, &params)?;
    outbox::remove(tx, entry.place)
}

/// Forgets what is too old, or too much.
pub(super) fn trim(tx: &mut dyn Tx, now: Instant) -> Result<(), StoreError> {
    let oldest = Instant(now.0.saturating_sub(KEPT.0));
    tx.exec(&TRIM, &[oldest.to_value(), Value::Int(MOST)]).map(drop)
}

/// Returns the command that was sent under a number, as far as that is remembered.
pub(super) fn sent_as(tx: &mut dyn Tx, client: ClientId, n: i64) -> Result<Option<CommandId>, StoreError> {
    tx.row(&SENT_AS, &[client.to_value(), Value::Int(n)])?.map(|row| row.stored(0)).transpose()
}

/// Puts everything that is remembered back into the queue, before what is in it. Returns the commands.
pub(super) fn send_again(tx: &mut dyn Tx) -> Result<Vec<CommandId>, StoreError> {
    let rows = tx.rows(&ALL, &[])?;
    outbox::move_back(tx, i64::try_from(rows.len()).unwrap_or(i64::MAX / 4))?;
    let mut ids = Vec::new();
    for (row, place) in rows.iter().zip(1..) {
        let Json(envelope): Json<domain::command::Envelope> = row.stored(1)?;
        ids.push(envelope.id);
        let now = row.instant(2)?;
        outbox::add(tx, &Entry { place, n: None, envelope, now, save_of: None, first_at: now }, None)?;
    }
    tx.exec(&CLEAR, &[])?;
    Ok(ids)
}
