//! What wakes devices up: how far the authority is, and which buckets changed since.

use crate::engine::Stmt;
use crate::{Store, StoreError};
use domain::base::{PersonId, Stored, Value};
use std::collections::{BTreeMap, BTreeSet};

const CHANGED: Stmt = Stmt::new(
    "wake.changed",
    "SELECT DISTINCT bucket
     FROM sync_change
     WHERE pid = 1 AND seq > $1
     ORDER BY bucket",
);

const CHANGED_TABLES: Stmt = Stmt::new(
    "wake.changed_tables",
    "SELECT DISTINCT bucket, tbl
     FROM sync_change
     WHERE pid = 1 AND seq > $1
     ORDER BY bucket, tbl",
);

const BUCKETS: Stmt = Stmt::new(
    "wake.buckets",
    "SELECT bucket
     FROM sync_member
     WHERE person_id = $1
     ORDER BY bucket",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&CHANGED, &CHANGED_TABLES, &BUCKETS];

impl Store {
    /// Returns the number of the newest change.
    ///
    /// # Errors
    /// When the store fails.
    pub fn newest_change(&self) -> Result<i64, StoreError> {
        self.engine().read(super::history::head)
    }

    /// Returns the buckets in which something changed after the change with this number.
    ///
    /// # Errors
    /// When the store fails.
    pub fn changed_buckets(&self, after: i64) -> Result<BTreeSet<String>, StoreError> {
        self.engine().read(|tx| {
            let rows = tx.rows(&CHANGED, &[Value::Int(after)])?;
            rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
        })
    }

    /// Returns in which tables something changed after the change with this number, for each bucket in which it did.
    ///
    /// # Errors
    /// When the store fails.
    pub fn changed_tables(&self, after: i64) -> Result<BTreeMap<String, BTreeSet<String>>, StoreError> {
        self.engine().read(|tx| {
            let mut changed = BTreeMap::<String, BTreeSet<String>>::new();
            for row in tx.rows(&CHANGED_TABLES, &[Value::Int(after)])? {
                changed.entry(row.text(0)?.to_owned()).or_default().insert(row.text(1)?.to_owned());
            }
            Ok(changed)
        })
    }

    /// Returns the buckets that a person reads now.
    ///
    /// # Errors
    /// When the store fails.
    pub fn buckets_of(&self, person: PersonId) -> Result<BTreeSet<String>, StoreError> {
        self.engine().read(|tx| {
            let rows = tx.rows(&BUCKETS, &[person.to_value()])?;
            rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
        })
    }
}
