//! The queue: commands that were applied here and that the server has not decided, as far as is known. It is the only copy
//! of what the person did, so it is written in the same transaction.

use super::tally;
use crate::StoreError;
use crate::engine::{Record, Stmt, Tx};
use domain::base::{CommandId, Instant, Json, Refusal, Rev, Span, Stored, Value};
use domain::command::{Command, Envelope};
use domain::rows::RowKey;

/// For how long a saved text is held back, counted from its first save, so that a burst of saves is sent once.
pub const HELD_BACK: Span = Span::seconds(5);

const COLUMNS_ALL: Stmt = Stmt::new(
    "outbox.all",
    "SELECT place, n, envelope, now, save_of, first_at
     FROM outbox
     ORDER BY place",
);

/// What decides when an entry is sent, from an index that has nothing else.
const HEADS: Stmt = Stmt::new(
    "outbox.heads",
    "SELECT place, n, save_of, first_at
     FROM outbox
     ORDER BY place",
);

const BETWEEN: Stmt = Stmt::new(
    "outbox.between",
    "SELECT place, n, envelope, now, save_of, first_at
     FROM outbox
     WHERE place BETWEEN $1 AND $2
     ORDER BY place",
);

const KNOWS: Stmt = Stmt::new(
    "outbox.knows",
    "SELECT mid FROM outbox WHERE mid = $1
     UNION ALL
     SELECT mid FROM outbox_history WHERE mid = $1",
);

const REPLACED: Stmt = Stmt::new(
    "outbox.replaced",
    "SELECT place, n, envelope, now, save_of, first_at
     FROM outbox o
     WHERE o.save_of = $1 AND o.n IS NULL AND NOT EXISTS (
         SELECT 1 FROM outbox later WHERE later.place > o.place AND later.save_of IS NULL
     )
     ORDER BY o.place DESC
     LIMIT 1",
);

const NEWEST_SAVE: Stmt = Stmt::new(
    "outbox.newest_save",
    "SELECT mid
     FROM outbox
     WHERE save_of = $1
     ORDER BY place DESC
     LIMIT 1",
);

const LAST_PLACE: Stmt =
    Stmt::new("outbox.last_place", "SELECT CAST(coalesce(max(place), 0) AS BIGINT) FROM outbox");

const ADD: Stmt = Stmt::new(
    "outbox.add",
    "INSERT INTO outbox (place, mid, n, envelope, now, save_of, first_at, doubt)
     VALUES ($1, $2, NULL, $3, $4, $5, $6, $7)",
);

const REMOVE: Stmt = Stmt::new(
    "outbox.remove",
    "DELETE FROM outbox
     WHERE place = $1",
);

const NUMBER: Stmt = Stmt::new(
    "outbox.number",
    "UPDATE outbox
     SET n = $2
     WHERE place = $1",
);

const UNNUMBER: Stmt = Stmt::new("outbox.unnumber", "UPDATE outbox SET n = NULL");

const DOUBT: Stmt = Stmt::new(
    "outbox.doubt",
    "UPDATE outbox
     SET doubt = $2
     WHERE place = $1",
);

const FIRST_SENT: Stmt =
    Stmt::new("outbox.first_sent", "SELECT CAST(min(n) AS BIGINT) FROM outbox WHERE n IS NOT NULL");

const MOVE_BACK: Stmt = Stmt::new("outbox.move_back", "UPDATE outbox SET place = place + $1");

pub(super) const STATEMENTS: &[&Stmt] = &[
    &COLUMNS_ALL,
    &HEADS,
    &BETWEEN,
    &KNOWS,
    &REPLACED,
    &NEWEST_SAVE,
    &LAST_PLACE,
    &ADD,
    &REMOVE,
    &NUMBER,
    &UNNUMBER,
    &DOUBT,
    &FIRST_SENT,
    &MOVE_BACK,
];

/// A queued command.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) place: i64,
    /// Its number, from when it is sent on.
    pub(super) n: Option<i64>,
    pub(super) envelope: Envelope,
    /// The time at which it was applied here.
    pub(super) now: Instant,
    /// The text that it saves, if a later save replaces it.
    pub(super) save_of: Option<String>,
    /// When the first of the saves was made that it stands for.
    pub(super) first_at: Instant,
}

/// What decides when an entry is sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    pub(super) place: i64,
    /// Its number, from when it is sent on.
    pub(super) n: Option<i64>,
    /// Whether it saves a text that a later save replaces.
    pub(super) saves: bool,
    /// When the first of the saves was made that it stands for.
    pub(super) first_at: Instant,
}

/// Returns what decides when each entry is sent, in their order.
pub(super) fn heads(tx: &mut dyn Tx) -> Result<Vec<Head>, StoreError> {
    let head = |row: &Record| {
        Ok(Head {
            place: row.int(0)?,
            n: row.opt_int(1)?,
            saves: row.opt_text(2)?.is_some(),
            first_at: row.instant(3)?,
        })
    };
    tx.rows(&HEADS, &[])?.iter().map(head).collect()
}

/// Returns the entries from one place to another, in their order.
pub(super) fn between(tx: &mut dyn Tx, first: i64, last: i64) -> Result<Vec<Entry>, StoreError> {
    tx.rows(&BETWEEN, &[Value::Int(first), Value::Int(last)])?.iter().map(entry).collect()
}

/// Returns all entries, in their order.
pub(super) fn all(tx: &mut dyn Tx) -> Result<Vec<Entry>, StoreError> {
    tx.rows(&COLUMNS_ALL, &[])?.iter().map(entry).collect()
}

/// Whether a command was queued here, and not forgotten since.
pub(super) fn knows(tx: &mut dyn Tx, id: CommandId) -> Result<bool, StoreError> {
    Ok(tx.row(&KNOWS, &[id.to_value()])?.is_some())
}

/// Queues a command that was applied at this time, or could not be, for this reason. An earlier save of the same text goes,
/// if it was not sent and nothing came after it that may have built on it.
pub(super) fn queue(
    tx: &mut dyn Tx,
    envelope: &Envelope,
    command: &Command,
    now: Instant,
    doubt: Option<&Refusal>,
) -> Result<(), StoreError> {
    let save_of = command.save_of(envelope.actor).map(named);
    let replaced = match &save_of {
        Some(text) => tx.row(&REPLACED, &[Value::Text(text.clone())])?.as_ref().map(entry).transpose()?,
        None => None,
    };
    let replaced = replaced.filter(|earlier| goes_on_from(envelope, &earlier.envelope));
    let (mut envelope, mut first_at) = (envelope.clone(), now);
    if let Some(earlier) = replaced {
        // What the server has to compare is the text that the first of them began with.
        let began_with: Option<Rev> = earlier.envelope.base_rev;
        (envelope.base_rev, first_at) = (began_with, earlier.first_at);
        remove(tx, earlier.place)?;
    }
    let place = next_place(tx)?;
    add(tx, &Entry { place, n: None, envelope, now, save_of, first_at }, doubt)?;
    tally::add(tx)
}

/// Puts a command at the end that was in another file of the person, with the time at which it was applied and that of the
/// first save that it stands for.
pub(super) fn bring_back(
    tx: &mut dyn Tx,
    envelope: &Envelope,
    command: &Command,
    (now, first_at): (Instant, Instant),
) -> Result<(), StoreError> {
    let save_of = command.save_of(envelope.actor).map(named);
    let place = next_place(tx)?;
    add(tx, &Entry { place, n: None, envelope: envelope.clone(), now, save_of, first_at }, None)?;
    tally::add(tx)
}

fn next_place(tx: &mut dyn Tx) -> Result<i64, StoreError> {
    Ok(tx.row(&LAST_PLACE, &[])?.map_or(Ok(0), |row| row.int(0))? + 1)
}

/// Returns the newest command that saves the text of a row, if one is queued.
pub(super) fn newest_save(tx: &mut dyn Tx, row: RowKey) -> Result<Option<CommandId>, StoreError> {
    tx.row(&NEWEST_SAVE, &[Value::Text(named(row))])?.map(|row| row.stored(0)).transpose()
}

fn named(row: RowKey) -> String {
    format!("{} {}", row.table.name(), row.id)
}

/// Whether a save replaces an earlier one: its writer had that on the screen, or both began with the same. A text that came
/// from another device meanwhile is neither, and then the earlier one is kept beside it.
fn goes_on_from(save: &Envelope, earlier: &Envelope) -> bool {
    save.base_rev == Some(Rev(earlier.id.0)) || save.base_rev == earlier.base_rev
}

/// Puts an entry at its place.
pub(super) fn add(tx: &mut dyn Tx, entry: &Entry, doubt: Option<&Refusal>) -> Result<(), StoreError> {
    let params = [
        Value::Int(entry.place),
        entry.envelope.id.to_value(),
        Json(entry.envelope.clone()).to_value(),
        entry.now.to_value(),
        entry.save_of.to_value(),
        entry.first_at.to_value(),
        doubt.cloned().map(Json).to_value(),
    ];
    tx.exec(&ADD, &params).map(drop)
}

/// Takes an entry out.
pub(super) fn remove(tx: &mut dyn Tx, place: i64) -> Result<(), StoreError> {
    tx.exec(&REMOVE, &[Value::Int(place)]).map(drop)
}

/// Gives an entry its number.
pub(super) fn number(tx: &mut dyn Tx, place: i64, n: i64) -> Result<(), StoreError> {
    tx.exec(&NUMBER, &[Value::Int(place), Value::Int(n)]).map(drop)
}

/// Takes all numbers away.
pub(super) fn unnumber(tx: &mut dyn Tx) -> Result<(), StoreError> {
    tx.exec(&UNNUMBER, &[]).map(drop)
}

/// Notes why an entry cannot be applied here, or that it could.
pub(super) fn doubt(tx: &mut dyn Tx, place: i64, why: Option<Refusal>) -> Result<(), StoreError> {
    tx.exec(&DOUBT, &[Value::Int(place), why.map(Json).to_value()]).map(drop)
}

/// Returns the number of the first entry that was sent.
pub(super) fn first_sent(tx: &mut dyn Tx) -> Result<Option<i64>, StoreError> {
    tx.row(&FIRST_SENT, &[])?.map_or(Ok(None), |row| row.opt_int(0))
}

/// Makes room for so many entries before all others.
pub(super) fn move_back(tx: &mut dyn Tx, by: i64) -> Result<(), StoreError> {
    // Not by one step: on the way two entries would share a place.
    let far = 1_000_000_000;
    tx.exec(&MOVE_BACK, &[Value::Int(far)])?;
    tx.exec(&MOVE_BACK, &[Value::Int(by - far)]).map(drop)
}

fn entry(row: &Record) -> Result<Entry, StoreError> {
    let Json(envelope) = row.stored(2)?;
    Ok(Entry {
        place: row.int(0)?,
        n: row.opt_int(1)?,
        envelope,
        now: row.instant(3)?,
        save_of: row.stored(4)?,
        first_at: row.instant(5)?,
    })
}
