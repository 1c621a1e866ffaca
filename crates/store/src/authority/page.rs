//! One page of an answer while it is put together: changes of one bucket after another, as many as fit, never a part of a
//! change.

use crate::StoreError;
use crate::engine::{Record, Stmt, Tx};
use crate::rows::find_row;
use domain::audience::audience;
use domain::base::Value;
use domain::rows::{RowKey, Table};
use domain::sync::{Columns, Gone, Put, columns_of};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const CHANGES: Stmt = Stmt::new(
    "page.changes",
    "SELECT tbl, pk, seq, gone
     FROM sync_change
     WHERE pid = 1 AND bucket = $1 AND seq > $2
     ORDER BY seq, tbl, pk
     LIMIT $3",
);

const OF_ONE: Stmt = Stmt::new(
    "page.of_one",
    "SELECT tbl, pk, seq, gone
     FROM sync_change
     WHERE pid = 1 AND bucket = $1 AND seq = $2
     ORDER BY seq, tbl, pk",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&CHANGES, &OF_ONE];

/// How many changes are looked up at a time.
const STRIDE: i64 = 500;

/// What a line of the page costs besides its columns, in bytes.
const LINE: usize = 160;

/// One change of a bucket.
struct Change {
    key: RowKey,
    seq: i64,
    gone: bool,
}

/// A row of the page, or that it left.
struct Line {
    seq: i64,
    buckets: BTreeSet<String>,
    left: BTreeSet<String>,
    /// None when there is no such row, or nobody who asks may have it.
    columns: Option<Columns>,
}

/// How far a bucket came on the page.
pub(super) enum Reached {
    /// All of it is on the page, or was known before.
    All,
    /// The page is full after the change with this number.
    Until(i64),
}

/// A page while it is put together.
pub(super) struct Page {
    lines: BTreeMap<RowKey, Line>,
    room: usize,
}

impl Page {
    /// Returns an empty page with room for about so many bytes.
    pub(super) fn new(room: usize) -> Self {
        Self { lines: BTreeMap::new(), room }
    }

    /// Puts the changes of a bucket after this one on the page, as far as there is room.
    pub(super) fn add(&mut self, tx: &mut dyn Tx, bucket: &str, after: i64) -> Result<Reached, StoreError> {
        let mut after_change = after;
        loop {
            if self.room == 0 {
                return Ok(Reached::Until(after_change));
            }
            let (changes, is_all) = next_changes(tx, bucket, after_change)?;
            let mut group = None;
            for change in changes {
                // Between two changes there may be an end; within one there may not.
                if self.room == 0 && group.is_some_and(|seq| seq != change.seq) {
                    return Ok(Reached::Until(after_change));
                }
                group = Some(change.seq);
                after_change = change.seq;
                // Whoever begins with the bucket has nothing that could have left it.
                if after > 0 || !change.gone {
                    self.put(tx, bucket, &change)?;
                }
            }
            if is_all {
                return Ok(Reached::All);
            }
        }
    }

    /// Returns what is on the page: rows as they are, and rows that left.
    pub(super) fn finish(self) -> (Vec<Put>, Vec<Gone>) {
        let (mut rows, mut gone) = (Vec::new(), Vec::new());
        for (key, line) in self.lines {
            let Line { seq, buckets, left, columns } = line;
            if let Some(v) = columns
                && !buckets.is_empty()
            {
                rows.push(Put { key, b: buckets, seq, v });
            }
            if !left.is_empty() {
                gone.push(Gone { key, b: left, seq });
            }
        }
        rows.sort_by_key(|row| row.seq);
        gone.sort_by_key(|row| row.seq);
        (rows, gone)
    }

    fn put(&mut self, tx: &mut dyn Tx, bucket: &str, change: &Change) -> Result<(), StoreError> {
        let line = match self.lines.get_mut(&change.key) {
            Some(line) => line,
            None => {
                let empty =
                    Line { seq: change.seq, buckets: BTreeSet::new(), left: BTreeSet::new(), columns: None };
                self.room = self.room.saturating_sub(LINE);
                self.lines.entry(change.key).or_insert(empty)
            }
        };
        line.seq = line.seq.max(change.seq);
        let row = if change.gone { None } else { find_row(tx, change.key)? };
        // The row itself says once more who may have it: what is sent is never told by the index alone.
        match row.filter(|row| audience(row).iter().any(|named| named.to_string() == bucket)) {
            Some(row) => {
                line.buckets.insert(bucket.to_owned());
                if line.columns.is_none() {
                    let columns = columns_of(&row);
                    self.room = self.room.saturating_sub(size_of(&columns));
                    line.columns = Some(columns);
                }
            }
            None => {
                line.left.insert(bucket.to_owned());
            }
        }
        Ok(())
    }
}

/// Returns the next changes of a bucket, never a part of one, and whether there are no more.
fn next_changes(tx: &mut dyn Tx, bucket: &str, after: i64) -> Result<(Vec<Change>, bool), StoreError> {
    let params = [Value::Text(bucket.to_owned()), Value::Int(after), Value::Int(STRIDE)];
    let mut changes = read_changes(tx.rows(&CHANGES, &params)?)?;
    if i64::try_from(changes.len()).is_ok_and(|count| count < STRIDE) {
        return Ok((changes, true));
    }
    let last = changes.last().map_or(after, |change| change.seq);
    changes.retain(|change| change.seq != last);
    if changes.is_empty() {
        changes = read_changes(tx.rows(&OF_ONE, &[Value::Text(bucket.to_owned()), Value::Int(last)])?)?;
    }
    Ok((changes, false))
}

fn read_changes(rows: Vec<Record>) -> Result<Vec<Change>, StoreError> {
    let read = |row: &Record| {
        let key = RowKey { table: table(row.text(0)?)?, id: row.stored::<Uuid>(1)? };
        Ok(Change { key, seq: row.int(2)?, gone: row.flag(3)? })
    };
    rows.iter().map(read).collect()
}

/// Returns the table of this name.
pub(crate) fn table(name: &str) -> Result<Table, StoreError> {
    let known = Table::ALL.iter().copied().find(|table| table.name() == name);
    known.ok_or_else(|| StoreError::Unsuitable {
        reason: format!("the change index names {name}, which is no table"),
    })
}

fn size_of(columns: &Columns) -> usize {
    let value = |value: &serde_json::Value| value.as_str().map_or(8, str::len);
    columns.iter().map(|(name, held)| name.len() + value(held) + 6).sum()
}
