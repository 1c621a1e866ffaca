//! Rows that remember what a command touched, so that a test can look and take it back.

use crate::base::Value;
use crate::memory::MemoryRows;
use crate::rows::{AnyRow, Index, RowKey, Rows, RowsError};
use std::collections::BTreeMap;

/// Each touched row, as it was.
pub(crate) type Touched = BTreeMap<RowKey, Option<AnyRow>>;

/// Rows under a command: every touched row with what it was before.
pub(crate) struct Watched<'a> {
    rows: &'a mut MemoryRows,
    /// Each touched row, as it was.
    pub(crate) before: Touched,
}

impl<'a> Watched<'a> {
    /// Watches the rows.
    pub(crate) fn new(rows: &'a mut MemoryRows) -> Self {
        Self { rows, before: BTreeMap::new() }
    }

    fn remember(&mut self, key: RowKey) -> Result<(), RowsError> {
        if !self.before.contains_key(&key) {
            let row = self.rows.get(key)?;
            self.before.insert(key, row);
        }
        Ok(())
    }
}

impl Rows for Watched<'_> {
    fn get(&mut self, key: RowKey) -> Result<Option<AnyRow>, RowsError> {
        self.rows.get(key)
    }

    fn put(&mut self, row: AnyRow) -> Result<(), RowsError> {
        self.remember(row.key())?;
        self.rows.put(row)
    }

    fn remove(&mut self, key: RowKey) -> Result<(), RowsError> {
        self.remember(key)?;
        self.rows.remove(key)
    }

    fn by_index(&mut self, index: Index, key: &[Value]) -> Result<Vec<AnyRow>, RowsError> {
        self.rows.by_index(index, key)
    }
}
