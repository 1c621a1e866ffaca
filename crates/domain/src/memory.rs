//! Rows in a map: a second home for rules, for tests and models that need no file.

use crate::base::{Instant, Rev, Value};
use crate::entity::Stamp;
use crate::rows::{AnyRow, Index, RowKey, Rows, RowsError, Table};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Rows in a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MemoryRows {
    rows: BTreeMap<RowKey, AnyRow>,
    entries: BTreeSet<Entry>,
    stamp: Stamp,
}

/// An entry of an index: table, the index's place in the table's list, the columns' values, the row.
type Entry = (Table, usize, String, Uuid);

impl MemoryRows {
    /// Sets what the next writes are stamped with.
    pub fn stamp_with(&mut self, rev: Rev, updated_at: Instant) {
        self.stamp = Stamp { rev, updated_at };
    }

    /// Returns all rows, ordered by key.
    pub fn all(&self) -> impl Iterator<Item = &AnyRow> {
        self.rows.values()
    }

    fn take_out(&mut self, key: RowKey) {
        if let Some(row) = self.rows.remove(&key) {
            for entry in entries(&row) {
                self.entries.remove(&entry);
            }
        }
    }
}

impl Rows for MemoryRows {
    fn get(&mut self, key: RowKey) -> Result<Option<AnyRow>, RowsError> {
        Ok(self.rows.get(&key).cloned())
    }

    fn put(&mut self, mut row: AnyRow) -> Result<(), RowsError> {
        row.set_stamp(self.stamp);
        self.take_out(row.key());
        self.entries.extend(entries(&row));
        self.rows.insert(row.key(), row);
        Ok(())
    }

    fn remove(&mut self, key: RowKey) -> Result<(), RowsError> {
        self.take_out(key);
        Ok(())
    }

    fn by_index(&mut self, index: Index, key: &[Value]) -> Result<Vec<AnyRow>, RowsError> {
        let table = index.table;
        let Some(place) = table.indexes().iter().position(|known| *known == index) else {
            return Err(RowsError(format!("{} has no such index", table.name()).into()));
        };
        let key = written(key.iter().map(Some));
        let from = (table, place, key.clone(), Uuid::nil());
        let found = self.entries.range(from..=(table, place, key, Uuid::max()));
        Ok(found.filter_map(|(_, _, _, id)| self.rows.get(&RowKey { table, id: *id }).cloned()).collect())
    }
}

/// Returns the entries of a row in the indexes of its table.
fn entries(row: &AnyRow) -> Vec<Entry> {
    let (RowKey { table, id }, columns, values) = (row.key(), row.table().columns(), row.values());
    let value_of = |name: &str| values.get(columns.iter().position(|column| column.name == name)?);
    let is_empty = |name: &&str| matches!(value_of(name), None | Some(Value::Null));
    let indexes = table.indexes().iter().enumerate();
    indexes
        .filter(|(_, index)| index.without.iter().all(is_empty))
        .map(|(place, index)| (table, place, written(index.columns.iter().map(|name| value_of(name))), id))
        .collect()
}

/// Writes values so that equal ones, and only they, give equal text.
fn written<'a>(values: impl Iterator<Item = Option<&'a Value>>) -> String {
    let mut text = String::new();
    for value in values {
        match value {
            None | Some(Value::Null) => text.push('n'),
            // The length in front keeps "ab", "c" apart from "a", "bc".
            Some(Value::Text(part)) => text.push_str(&format!("t{}:{part}", part.len())),
            Some(Value::Int(number)) => text.push_str(&format!("i{number};")),
            Some(Value::Real(number)) => text.push_str(&format!("r{number};")),
        }
    }
    text
}
