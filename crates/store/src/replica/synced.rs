//! Rows as the server told them, and by which buckets the person has each. A row that is in none of them any more goes.
//!
//! Which bucket a row is in stands in the change index, as on an authority, so that questions are answered by the same
//! statements. Rows that exist only here, until the server has decided, are in a bucket of their own.

use crate::StoreError;
use crate::authority::table;
use crate::engine::{Stmt, Tx};
use crate::members::Members;
use crate::row_sql;
use domain::base::{PersonId, Stored, Value};
use domain::rows::{AnyRow, RowKey, Table};
use domain::sync::PullPage;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The bucket of rows that the server does not have yet.
const UNSENT: &str = "local";

const CURSORS: Stmt = Stmt::new(
    "synced.cursors",
    "SELECT bucket, seq, fresh
     FROM cursor
     ORDER BY bucket",
);

const PUT_CURSOR: Stmt = Stmt::new(
    "synced.put_cursor",
    "INSERT INTO cursor (bucket, seq, fresh)
     VALUES ($1, $2, $3)
     ON CONFLICT (bucket) DO UPDATE SET seq = excluded.seq, fresh = excluded.fresh",
);

const DELETE_CURSOR: Stmt = Stmt::new(
    "synced.delete_cursor",
    "DELETE FROM cursor
     WHERE bucket = $1",
);

const HELD_BY: Stmt = Stmt::new(
    "synced.held_by",
    "SELECT tbl, pk
     FROM sync_change
     WHERE pid = 1 AND bucket = $1
     ORDER BY tbl, pk",
);

const IS_HELD: Stmt = Stmt::new(
    "synced.is_held",
    "SELECT bucket
     FROM sync_change
     WHERE pid = 1 AND tbl = $1 AND pk = $2 AND gone = 0
     LIMIT 1",
);

const SHOW: Stmt = Stmt::new(
    "synced.show",
    "INSERT INTO sync_change (pid, bucket, tbl, pk, seq, gone)
     VALUES (1, 'local', $1, $2, 0, 0)
     ON CONFLICT (pid, bucket, tbl, pk) DO NOTHING",
);

const HIDE_UNSENT: Stmt = Stmt::new(
    "synced.hide_unsent",
    "DELETE FROM sync_change
     WHERE pid = 1 AND bucket = 'local'",
);

const CLEAR_READERS: Stmt = Stmt::new("synced.clear_readers", "DELETE FROM sync_member");

const ADD_READER: Stmt = Stmt::new(
    "synced.add_reader",
    "INSERT INTO sync_member (person_id, bucket)
     VALUES ($1, $2)",
);

pub(super) const STATEMENTS: &[&Stmt] = &[
    &CURSORS,
    &PUT_CURSOR,
    &DELETE_CURSOR,
    &HELD_BY,
    &IS_HELD,
    &SHOW,
    &HIDE_UNSENT,
    &CLEAR_READERS,
    &ADD_READER,
];

/// How far the device is with a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The number of the newest change that is known.
    pub(super) seq: i64,
    /// Whether the bucket is still being received for the first time.
    pub(super) fresh: bool,
}

/// Writes a row as it is.
pub(super) fn write(tx: &mut dyn Tx, row: &AnyRow) -> Result<(), StoreError> {
    let table = row.table();
    tx.exec_sql(table.name(), &row_sql::of(table).put, &row.values()).map(drop)
}

/// Removes a row.
pub(super) fn remove(tx: &mut dyn Tx, key: RowKey) -> Result<(), StoreError> {
    tx.exec_sql(key.table.name(), &row_sql::of(key.table).remove, &[key.id.to_value()]).map(drop)
}

/// Lets the person see a row that the server may not have yet.
pub(super) fn show(tx: &mut dyn Tx, key: RowKey) -> Result<(), StoreError> {
    tx.exec(&SHOW, &place(key)).map(drop)
}

/// Forgets which rows the server may not have yet.
pub(super) fn hide_unsent(tx: &mut dyn Tx) -> Result<(), StoreError> {
    tx.exec(&HIDE_UNSENT, &[]).map(drop)
}

/// Returns how far the device is with each bucket that it has.
pub(super) fn cursors(tx: &mut dyn Tx) -> Result<BTreeMap<String, Cursor>, StoreError> {
    let rows = tx.rows(&CURSORS, &[])?;
    rows.iter()
        .map(|row| Ok((row.text(0)?.to_owned(), Cursor { seq: row.int(1)?, fresh: row.flag(2)? })))
        .collect()
}

/// Says which buckets the person reads.
pub(super) fn read_by(tx: &mut dyn Tx, person: PersonId, buckets: &[String]) -> Result<(), StoreError> {
    tx.exec(&CLEAR_READERS, &[])?;
    for bucket in buckets.iter().map(String::as_str).chain([UNSENT]) {
        tx.exec(&ADD_READER, &[person.to_value(), Value::Text(bucket.to_owned())])?;
    }
    Ok(())
}

/// Forgets a bucket, and every row that is in no other.
pub(super) fn forget(tx: &mut dyn Tx, bucket: &str) -> Result<BTreeSet<Table>, StoreError> {
    let name = [Value::Text(bucket.to_owned())];
    let rows = tx.rows(&HELD_BY, &name)?;
    let keys: Result<Vec<_>, StoreError> = rows
        .iter()
        .map(|row| Ok(RowKey { table: table(row.text(0)?)?, id: row.stored::<Uuid>(1)? }))
        .collect();
    let keys = keys?;
    let mut members = Members::new(tx);
    for key in &keys {
        members.forget(bucket, *key)?;
    }
    members.finish()?;
    for key in &keys {
        remove_unless_held(tx, *key)?;
    }
    tx.exec(&DELETE_CURSOR, &name)?;
    Ok(keys.into_iter().map(|key| key.table).collect())
}

/// Applies a page to the rows, which are as the server last told them. Returns the tables that this changed, and how many
/// rows could not be read.
pub(super) fn apply(tx: &mut dyn Tx, page: PullPage) -> Result<(BTreeSet<Table>, usize), StoreError> {
    let mut tables = BTreeSet::new();
    let known = cursors(tx)?;
    let left = known.keys().filter(|bucket| !page.head.buckets.contains(*bucket));
    let new = page.end.cursors.keys().filter(|bucket| !known.contains_key(*bucket));
    for bucket in left.chain(new).chain(&page.head.reset) {
        tables.extend(forget(tx, bucket)?);
    }
    let mut unreadable = 0;
    for put in &page.rows {
        tables.insert(put.key.table);
        match domain::sync::row_of(put.key.table, put.v.clone()) {
            Ok(row) => write(tx, &row)?,
            Err(_) => unreadable += 1,
        }
    }
    let mut members = Members::new(tx);
    for put in &page.rows {
        for bucket in &put.b {
            // The pages of an encrypted file have sums of their own.
            members.put(bucket, put.key, put.seq, None)?;
        }
    }
    for gone in &page.gone {
        for bucket in &gone.b {
            members.forget(bucket, gone.key)?;
        }
    }
    members.finish()?;
    for gone in &page.gone {
        tables.insert(gone.key.table);
        remove_unless_held(tx, gone.key)?;
    }
    let is_new = |bucket: &String| page.head.reset.contains(bucket) || !known.contains_key(bucket);
    for (bucket, seq) in &page.end.cursors {
        let fresh = is_new(bucket) || known.get(bucket).is_some_and(|cursor| cursor.fresh);
        let fresh = fresh && page.end.more;
        tx.exec(&PUT_CURSOR, &[Value::Text(bucket.clone()), Value::Int(*seq), fresh.to_value()])?;
    }
    Ok((tables, unreadable))
}

fn remove_unless_held(tx: &mut dyn Tx, key: RowKey) -> Result<(), StoreError> {
    match tx.row(&IS_HELD, &place(key))? {
        Some(_) => Ok(()),
        None => remove(tx, key),
    }
}

fn place(key: RowKey) -> [Value; 2] {
    [Value::Text(key.table.name().to_owned()), key.id.to_value()]
}
