//! Rows over SQL: the only write path of synced tables. Remembers every row that a transaction touches, as
//! it was before, so that the change index can tell who gains and who loses it.

use crate::engine::{Record, Tx};
use crate::{StoreError, row_sql};
use domain::base::Value;
use domain::entity::Stamp;
use domain::rows::{AnyRow, Index, RowKey, Rows, RowsError, Table};
use std::collections::BTreeMap;

/// What a transaction touched: each row as it was before the first write, and as it is now.
#[derive(Default)]
pub(crate) struct Touched(BTreeMap<RowKey, (Option<AnyRow>, Option<AnyRow>)>);

impl Touched {
    /// Returns each row as it was and as it is.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (RowKey, Option<&AnyRow>, Option<&AnyRow>)> {
        self.0.iter().map(|(key, (before, after))| (*key, before.as_ref(), after.as_ref()))
    }

    /// Returns the tables with a touched row.
    pub(crate) fn tables(&self) -> std::collections::BTreeSet<Table> {
        self.0.keys().map(|key| key.table).collect()
    }

    /// Adds what a later step of the same transaction touched.
    pub(crate) fn merge(&mut self, later: Self) {
        for (key, (before, after)) in later.0 {
            self.0.entry(key).and_modify(|known| known.1.clone_from(&after)).or_insert((before, after));
        }
    }
}

/// The rows of one step of a transaction.
pub(crate) struct TxRows<'a> {
    tx: &'a mut dyn Tx,
    stamp: Stamp,
    touched: Touched,
}

impl<'a> TxRows<'a> {
    pub(crate) fn new(tx: &'a mut dyn Tx, stamp: Stamp) -> Self {
        Self { tx, stamp, touched: Touched::default() }
    }

    pub(crate) fn into_touched(self) -> Touched {
        self.touched
    }

    fn read(&mut self, key: RowKey) -> Result<Option<AnyRow>, StoreError> {
        find_row(self.tx, key)
    }

    /// Remembers the row as it was, and what becomes of it.
    fn touch(&mut self, key: RowKey, after: Option<AnyRow>) -> Result<(), StoreError> {
        if let Some(known) = self.touched.0.get_mut(&key) {
            known.1 = after;
            return Ok(());
        }
        let before = self.read(key)?;
        self.touched.0.insert(key, (before, after));
        Ok(())
    }
}

/// Reads a row, whoever may see it.
pub(crate) fn find_row(tx: &mut dyn Tx, key: RowKey) -> Result<Option<AnyRow>, StoreError> {
    let id = Value::Text(key.id.to_string());
    let found = tx.rows_sql(key.table.name(), &row_sql::of(key.table).get, &[id])?;
    found.into_iter().next().map(|record| read_row(key.table, record)).transpose()
}

/// Reads a record of a table as its entity.
pub(crate) fn read_row(table: Table, record: Record) -> Result<AnyRow, StoreError> {
    let id = record.opt_text(0).ok().flatten().unwrap_or("?").to_owned();
    table.read(record.into_values()).map_err(|bad| StoreError::BadRow {
        table: table.name(),
        column: bad.column,
        id,
        source: bad.source,
    })
}

fn failed(error: StoreError) -> RowsError {
    RowsError(Box::new(error))
}

impl Rows for TxRows<'_> {
    fn get(&mut self, key: RowKey) -> Result<Option<AnyRow>, RowsError> {
        self.read(key).map_err(failed)
    }

    fn put(&mut self, mut row: AnyRow) -> Result<(), RowsError> {
        row.set_stamp(self.stamp);
        let (table, values) = (row.table(), row.values());
        self.touch(row.key(), Some(row)).map_err(failed)?;
        self.tx.exec_sql(table.name(), &row_sql::of(table).put, &values).map_err(failed)?;
        Ok(())
    }

    fn remove(&mut self, key: RowKey) -> Result<(), RowsError> {
        self.touch(key, None).map_err(failed)?;
        let id = Value::Text(key.id.to_string());
        self.tx.exec_sql(key.table.name(), &row_sql::of(key.table).remove, &[id]).map_err(failed)?;
        Ok(())
    }

    fn by_index(&mut self, index: Index, key: &[Value]) -> Result<Vec<AnyRow>, RowsError> {
        let found = self.tx.rows_sql(index.table.name(), row_sql::index(index), key).map_err(failed)?;
        let rows = found.into_iter().map(|record| read_row(index.table, record));
        rows.collect::<Result<_, _>>().map_err(failed)
    }
}
