//! Which rows are in which bucket: the change index itself, and a digest of each bucket beside it, by which a device
//! notices that it holds something else than it should.

use crate::StoreError;
use crate::engine::{LockKey, Record, Stmt, Tx};
use crate::sums::Sum;
use domain::base::{Stored, Value};
use domain::rows::RowKey;
use std::collections::BTreeMap;

const HELD: Stmt = Stmt::new(
    "members.held",
    "SELECT seq
     FROM sync_change
     WHERE pid = 1 AND bucket = $1 AND tbl = $2 AND pk = $3 AND gone = 0",
);

const PUT: Stmt = Stmt::new(
    "members.put",
    "INSERT INTO sync_change (pid, bucket, tbl, pk, seq, gone, sum)
     VALUES (1, $1, $2, $3, $4, $5, $6)
     ON CONFLICT (pid, bucket, tbl, pk) DO UPDATE
     SET seq = excluded.seq, gone = excluded.gone, sum = excluded.sum",
);

const FORGET: Stmt = Stmt::new(
    "members.forget",
    "DELETE FROM sync_change
     WHERE pid = 1 AND bucket = $1 AND tbl = $2 AND pk = $3",
);

const OF_BUCKET: Stmt = Stmt::new(
    "members.of_bucket",
    "SELECT tbl, pk, seq
     FROM sync_change
     WHERE pid = 1 AND bucket = $1 AND gone = 0
     ORDER BY tbl, pk",
);

const SUMMARY: Stmt = Stmt::new(
    "members.summary",
    "SELECT digest, held
     FROM sync_bucket
     WHERE pid = 1 AND bucket = $1",
);

const PUT_SUMMARY: Stmt = Stmt::new(
    "members.put_summary",
    "INSERT INTO sync_bucket (pid, bucket, horizon, digest, held)
     VALUES (1, $1, 0, $2, $3)
     ON CONFLICT (pid, bucket) DO UPDATE SET digest = excluded.digest, held = excluded.held",
);

pub(crate) const STATEMENTS: &[&Stmt] = &[&HELD, &PUT, &FORGET, &OF_BUCKET, &SUMMARY, &PUT_SUMMARY];

/// What became of one bucket, or what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Summary {
    digest: i64,
    held: i64,
}

/// The change index, while one transaction writes to it. Call [`finish`](Self::finish) in the end.
pub(crate) struct Members<'a> {
    tx: &'a mut dyn Tx,
    changed: BTreeMap<String, Summary>,
}

impl<'a> Members<'a> {
    pub(crate) fn new(tx: &'a mut dyn Tx) -> Self {
        Self { tx, changed: BTreeMap::new() }
    }

    /// Says that a row is in a bucket, as the change with this number left it, and what the row was then.
    pub(crate) fn put(
        &mut self,
        bucket: &str,
        key: RowKey,
        seq: i64,
        sum: Option<&Sum>,
    ) -> Result<(), StoreError> {
        self.without(bucket, key)?;
        self.count(bucket, mark(key.table.name(), &key.id.to_string(), seq), 1);
        let sum = sum.map_or(Value::Null, |sum| Value::Text(sum.written(seq)));
        self.write(bucket, key, (seq, false), sum)
    }

    /// Says that a row left a bucket with the change with this number, for those who have to be told.
    pub(crate) fn leave(&mut self, bucket: &str, key: RowKey, seq: i64) -> Result<(), StoreError> {
        self.without(bucket, key)?;
        self.write(bucket, key, (seq, true), Value::Null)
    }

    /// Forgets that a row was in a bucket.
    pub(crate) fn forget(&mut self, bucket: &str, key: RowKey) -> Result<(), StoreError> {
        self.without(bucket, key)?;
        self.tx.exec(&FORGET, &place(bucket, key)).map(drop)
    }

    /// Brings the digests up to date.
    pub(crate) fn finish(self) -> Result<(), StoreError> {
        for (bucket, change) in self.changed {
            let name = Value::Text(bucket);
            let summary = match self.tx.row(&SUMMARY, std::slice::from_ref(&name))? {
                Some(row) => Summary { digest: row.int(0)? ^ change.digest, held: row.int(1)? + change.held },
                None => summed_up(self.tx, &name)?,
            };
            self.tx.exec(&PUT_SUMMARY, &[name, Value::Int(summary.digest), Value::Int(summary.held)])?;
        }
        Ok(())
    }

    /// Takes a row out of a bucket's digest, if it is in it.
    fn without(&mut self, bucket: &str, key: RowKey) -> Result<(), StoreError> {
        if let Some(row) = self.tx.row(&HELD, &place(bucket, key))? {
            self.count(bucket, mark(key.table.name(), &key.id.to_string(), row.int(0)?), -1);
        }
        Ok(())
    }

    fn count(&mut self, bucket: &str, mark: i64, held: i64) {
        let change = match self.changed.get_mut(bucket) {
            Some(change) => change,
            None => self.changed.entry(bucket.to_owned()).or_default(),
        };
        change.digest ^= mark;
        change.held += held;
    }

    fn write(
        &mut self,
        bucket: &str,
        key: RowKey,
        (seq, gone): (i64, bool),
        sum: Value,
    ) -> Result<(), StoreError> {
        let [bucket, table, id] = place(bucket, key);
        self.tx.exec(&PUT, &[bucket, table, id, Value::Int(seq), gone.to_value(), sum]).map(drop)
    }
}

/// Returns a bucket's digest as it is kept; one that was never written to has none.
pub(crate) fn digest(tx: &mut dyn Tx, bucket: &str) -> Result<i64, StoreError> {
    let row = tx.row(&SUMMARY, &[Value::Text(bucket.to_owned())])?;
    row.map_or(Ok(0), |row| row.int(0))
}

/// Reads a bucket's digest off what is in it, for checks.
pub(crate) fn recounted(tx: &mut dyn Tx, bucket: &str) -> Result<i64, StoreError> {
    summed_up(tx, &Value::Text(bucket.to_owned())).map(|summary| summary.digest)
}

fn summed_up(tx: &mut dyn Tx, bucket: &Value) -> Result<Summary, StoreError> {
    let rows = tx.rows(&OF_BUCKET, std::slice::from_ref(bucket))?;
    let mut summary = Summary::default();
    for row in &rows {
        let marked = |row: &Record| Ok::<_, StoreError>(mark(row.text(0)?, row.text(1)?, row.int(2)?));
        summary.digest ^= marked(row)?;
        summary.held += 1;
    }
    Ok(summary)
}

/// Returns what stands for one row in a digest: a 64-bit hash (FNV-1a) of where it is and of its last change. All of a
/// bucket are combined by exclusive or, so that one can be taken out again.
fn mark(table: &str, id: &str, seq: i64) -> i64 {
    LockKey::of(format!("{table} {id} {seq}").as_bytes()).0
}

fn place(bucket: &str, key: RowKey) -> [Value; 3] {
    [Value::Text(bucket.to_owned()), Value::Text(key.table.name().to_owned()), key.id.to_value()]
}
