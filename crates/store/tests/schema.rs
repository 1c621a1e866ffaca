//! The tables, the entities and the statements fit each other, on both engines.

use domain::{
    base::{ColumnKind, Value},
    rows::Table,
};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    StoreError, each_engine,
    engine::{Dialect, Stmt, Tx},
    testing::Throwaway,
};

const SQLITE_COLUMNS: Stmt =
    Stmt::new("schema.sqlite_columns", r#"SELECT name, type, "notnull" FROM pragma_table_info($1)"#);

const POSTGRES_COLUMNS: Stmt = Stmt::new(
    "schema.postgres_columns",
    "SELECT
         CAST(column_name AS TEXT),
         CAST(upper(data_type) AS TEXT),
         CAST(CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END AS BIGINT)
     FROM information_schema.columns
     WHERE table_name = CAST($1 AS TEXT)",
);

/// A column's type and whether it may be empty.
type Kept = (String, bool);

#[cfg(test)]
fn stored(tx: &mut dyn Tx, table: &str) -> Result<BTreeMap<String, Kept>, StoreError> {
    let find = match tx.dialect() {
        Dialect::Sqlite => SQLITE_COLUMNS,
        Dialect::Postgres => POSTGRES_COLUMNS,
    };
    let rows = tx.rows(&find, &[Value::Text(table.to_owned())])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), (row.text(1)?.to_owned(), !row.flag(2)?)))).collect()
}

fn defined(table: Table) -> BTreeMap<String, Kept> {
    let kept = |kind| match kind {
        ColumnKind::Text => "TEXT",
        ColumnKind::Int => "BIGINT",
        ColumnKind::Real => "DOUBLE PRECISION",
    };
    let columns = table.columns();
    columns.into_iter().map(|c| (c.name.to_owned(), (kept(c.kind).to_owned(), c.nullable))).collect()
}

each_engine! {
    fn every_entity_matches_its_table(db: Throwaway) {
        for table in Table::ALL {
            let found = db.read(|tx| stored(tx, table.name())).unwrap();
            assert_eq!(found, defined(*table), "{}", table.name());
        }
    }
}

/// Adds a row that says nothing, which is enough to set a trigger off.
#[cfg(test)]
fn add_a_row(tx: &mut dyn Tx, table: Table) -> Result<u64, StoreError> {
    let columns = table.columns();
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    let values: Vec<Value> = columns
        .iter()
        .map(|column| match column.kind {
            ColumnKind::Text => Value::Text("x".to_owned()),
            ColumnKind::Int => Value::Int(1),
            ColumnKind::Real => Value::Real(1.0),
        })
        .collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name(), names.join(", "), places.join(", "));
    tx.exec_sql("schema.add_a_row", &sql, &values)
}

each_engine! {
    fn a_completed_review_cannot_be_changed(db: Throwaway) {
        const CHANGE: Stmt = Stmt::new("schema.change_review", "UPDATE reviews SET updated_at = 2");
        let changed = db.write(&[], |tx| {
            add_a_row(tx, Table::Review)?;
            tx.exec(&CHANGE, &[])
        });
        let refused = format!("{:?}", changed.unwrap_err());
        assert!(refused.contains("a completed review is never changed"), "{refused}");
    }
}

#[test]
fn every_index_of_an_entity_is_over_its_columns() {
    for table in Table::ALL {
        let columns: BTreeSet<String> = defined(*table).into_keys().collect();
        for index in table.indexes() {
            let named = index.columns.iter().chain(index.without);
            let unknown: Vec<_> = named.filter(|column| !columns.contains(**column)).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?}", table.name());
        }
    }
}

#[test]
fn every_named_statement_prepares_on_both_engines() {
    store::testing::check_statements(&store::statements());
}

#[test]
fn every_named_statement_of_a_server_prepares_on_both_engines() {
    store::testing::check_server_statements(&store::server_statements());
}
