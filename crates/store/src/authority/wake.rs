//! What wakes devices up: how far the authority is, and which buckets changed since.

use crate::engine::Stmt;
use crate::{Store, StoreError};
use domain::base::{PersonId, Stored, Value};
use std::collections::BTreeSet;

const CHANGED: Stmt = Stmt::new(
    "wake.changed",
    "SELECT DISTINCT bucket
     FROM sync_change
     WHERE pid = 1 AND seq > $1
     ORDER BY bucket",
);

const BUCKETS: Stmt = Stmt::new(
    "wake.buckets",
    "SELECT bucket
     FROM sync_member
     WHERE person_id = $1
     ORDER BY bucket",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&CHANGED, &BUCKETS];

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
