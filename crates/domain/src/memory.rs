//! Rows in a map: a second home for rules, for tests and models that need no file.

use crate::base::{Instant, Rev, Value};
use crate::entity::Stamp;
use crate::rows::{AnyRow, Index, RowKey, Rows, RowsError};
use std::collections::BTreeMap;

/// Rows in a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MemoryRows {
    rows: BTreeMap<RowKey, AnyRow>,
    stamp: Stamp,
}

impl MemoryRows {
    /// Sets what the next writes are stamped with.
    pub fn stamp_with(&mut self, rev: Rev, updated_at: Instant) {
        self.stamp = Stamp { rev, updated_at };
    }

    /// Returns all rows, ordered by key.
    pub fn all(&self) -> impl Iterator<Item = &AnyRow> {
        self.rows.values()
    }
}

impl Rows for MemoryRows {
    fn get(&mut self, key: RowKey) -> Result<Option<AnyRow>, RowsError> {
        Ok(self.rows.get(&key).cloned())
    }

    fn put(&mut self, mut row: AnyRow) -> Result<(), RowsError> {
        row.set_stamp(self.stamp);
        self.rows.insert(row.key(), row);
        Ok(())
    }

    fn remove(&mut self, key: RowKey) -> Result<(), RowsError> {
        self.rows.remove(&key);
        Ok(())
    }

    fn by_index(&mut self, index: Index, key: &[Value]) -> Result<Vec<AnyRow>, RowsError> {
        let columns = index.table.columns();
        let places: Vec<usize> = index
            .columns
            .iter()
            .filter_map(|name| columns.iter().position(|column| column.name == *name))
            .collect();
        let fits = |row: &&AnyRow| {
            let values = row.values();
            places.iter().zip(key).all(|(place, wanted)| values.get(*place) == Some(wanted))
        };
        let of_table = self.rows.values().filter(|row| row.table() == index.table);
        Ok(of_table.filter(fits).cloned().collect())
    }
}
