//! What wakes devices up: how far the authority is, and which buckets changed since.

use crate::engine::Stmt;
use crate::{Store, StoreError};
use domain::audience::Bucket;
use domain::base::{PersonId, Stored, Value};
use domain::rows::Table;
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

const REASSIGNED: Stmt = Stmt::new(
    "wake.reassigned",
    "SELECT DISTINCT a.mentor_id
     FROM sync_change c
     JOIN mentor_assignments a ON a.id = c.pk
     WHERE c.pid = 1 AND c.bucket = $1 AND c.tbl = $2 AND c.seq > $3
     ORDER BY a.mentor_id",
);

const BUCKETS: Stmt = Stmt::new(
    "wake.buckets",
    "SELECT bucket
     FROM sync_member
     WHERE person_id = $1
     ORDER BY bucket",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&CHANGED, &CHANGED_TABLES, &REASSIGNED, &BUCKETS];

/// The buckets in which something changed, and for each of them the tables.
type ChangedTables = BTreeMap<String, BTreeSet<String>>;

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

    /// Returns the number of the newest change, and in which tables something changed after the change with this number, for
    /// each bucket in which it did: both of one moment, so that whoever goes on from there hears everything once.
    ///
    /// Who mentors what is everybody's to read, and decides what that mentor reads: so it counts as a change of theirs as well.
    ///
    /// # Errors
    /// When the store fails.
    pub fn changed_tables(&self, after: i64) -> Result<(i64, ChangedTables), StoreError> {
        self.engine().read(|tx| {
            let newest = super::history::head(tx)?;
            let mut changed = ChangedTables::new();
            if newest <= after {
                return Ok((newest, changed));
            }
            for row in tx.rows(&CHANGED_TABLES, &[Value::Int(after)])? {
                changed.entry(row.text(0)?.to_owned()).or_default().insert(row.text(1)?.to_owned());
            }
            let (everyone, assigned) = (Bucket::Everyone.to_string(), Table::MentorAssignment.name());
            if changed.get(&everyone).is_some_and(|tables| tables.contains(assigned)) {
                let params = [Value::Text(everyone), Value::Text(assigned.to_owned()), Value::Int(after)];
                for row in tx.rows(&REASSIGNED, &params)? {
                    let own = Bucket::Person(row.stored(0)?).to_string();
                    changed.entry(own).or_default().insert(assigned.to_owned());
                }
            }
            Ok((newest, changed))
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
