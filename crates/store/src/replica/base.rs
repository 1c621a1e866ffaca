//! What the server has of every row that a queued command touched, kept beside the row. Whatever was done here since can be
//! undone by it: the rows with these put back are what the server last told.

use super::synced;
use crate::StoreError;
use crate::authority::table;
use crate::engine::{Stmt, Tx};
use crate::rows::Touched;
use domain::base::{Json, Stored, Value};
use domain::rows::{AnyRow, RowKey, Table};
use domain::sync::{Columns, columns_of, row_of};
use std::collections::BTreeSet;
use uuid::Uuid;

const KEEP: Stmt = Stmt::new(
    "base.keep",
    "INSERT INTO base_row (tbl, pk, img)
     VALUES ($1, $2, $3)
     ON CONFLICT (tbl, pk) DO NOTHING",
);

const ALL: Stmt = Stmt::new(
    "base.all",
    "SELECT tbl, pk, img
     FROM base_row
     ORDER BY tbl, pk",
);

const CLEAR: Stmt = Stmt::new("base.clear", "DELETE FROM base_row");

pub(super) const STATEMENTS: &[&Stmt] = &[&KEEP, &ALL, &CLEAR];

/// Keeps what the server has of the rows that were touched, of each before it is touched for the first time, and lets its
/// person see those that are new.
pub(super) fn keep(tx: &mut dyn Tx, touched: &Touched) -> Result<(), StoreError> {
    for (key, before, after) in touched.rows() {
        let image = before.map(|row| Json(columns_of(row)));
        let params = [Value::Text(key.table.name().to_owned()), key.id.to_value(), image.to_value()];
        tx.exec(&KEEP, &params)?;
        if after.is_some() {
            synced::show(tx, key)?;
        }
    }
    Ok(())
}

/// Puts everything back as the server last told it. Returns the tables that this changed.
pub(crate) fn restore(tx: &mut dyn Tx) -> Result<BTreeSet<Table>, StoreError> {
    let mut tables = BTreeSet::new();
    for (key, image) in images(tx)? {
        tables.insert(key.table);
        match image {
            Some(row) => synced::write(tx, &row)?,
            None => synced::remove(tx, key)?,
        }
    }
    tx.exec(&CLEAR, &[])?;
    synced::hide_unsent(tx)?;
    Ok(tables)
}

/// Forgets what the server had: its history is another one.
pub(super) fn clear(tx: &mut dyn Tx) -> Result<(), StoreError> {
    tx.exec(&CLEAR, &[]).map(drop)
}

fn images(tx: &mut dyn Tx) -> Result<Vec<(RowKey, Option<AnyRow>)>, StoreError> {
    let rows = tx.rows(&ALL, &[])?;
    rows.iter()
        .map(|row| {
            let key = RowKey { table: table(row.text(0)?)?, id: row.stored::<Uuid>(1)? };
            let image: Option<Json<Columns>> = row.stored(2)?;
            let image = image.map(|Json(columns)| row_of(key.table, columns)).transpose();
            let image = image.map_err(|error| StoreError::Unsuitable { reason: error.to_string() })?;
            Ok((key, image))
        })
        .collect()
}
