//! The oracle: what the authority answers a person equals what a store answers that holds that person's rows
//! alone. Here is how such a store is made; [`sample_workspace`](crate::sample_workspace) asks both.

use domain::base::{Instant, PersonId, Stored, Value};
use domain::query::Query;
use domain::rows::{AnyRow, Table};
use std::collections::BTreeSet;
use store::engine::{Place, References, SqliteOptions, Stmt, Tx};
use store::{AskError, Store, StoreError};
use tempfile::TempDir;

const MEMBER: Stmt = Stmt::new(
    "replica.member",
    "SELECT person_id, bucket FROM sync_member WHERE person_id = $1 ORDER BY bucket",
);

const CHANGES: Stmt = Stmt::new(
    "replica.changes",
    "SELECT c.pid, c.bucket, c.tbl, c.pk, c.seq, c.gone
     FROM sync_change c
     JOIN sync_member m ON m.bucket = c.bucket
     WHERE m.person_id = $1
     ORDER BY c.bucket, c.tbl, c.pk",
);

const ADD_MEMBER: Stmt =
    Stmt::new("replica.add_member", "INSERT INTO sync_member (person_id, bucket) VALUES ($1, $2)");

const ADD_CHANGE: Stmt = Stmt::new(
    "replica.add_change",
    "INSERT INTO sync_change (pid, bucket, tbl, pk, seq, gone) VALUES ($1, $2, $3, $4, $5, $6)",
);

/// A store with what one person may see.
pub(crate) struct Replica {
    store: Store,
    _folder: TempDir,
}

impl Replica {
    /// Copies a person's part out of an authority, given all its rows.
    pub(crate) fn of(authority: &Store, rows: &[AnyRow], person: PersonId) -> Self {
        let read = |stmt: &Stmt| {
            let records = authority.engine().read::<_, StoreError>(|tx| tx.rows(stmt, &[person.to_value()]));
            records.unwrap().into_iter().map(store::engine::Record::into_values).collect::<Vec<_>>()
        };
        let (member, changes) = (read(&MEMBER), read(&CHANGES));
        let seen: BTreeSet<(String, String)> = changes.iter().filter_map(|change| seen(change)).collect();
        let folder = tempfile::tempdir().unwrap();
        let options = SqliteOptions {
            references: References::Unchecked,
            ..SqliteOptions::at(folder.path().join("replica.db"))
        };
        let store = Store::open(&Place::Sqlite(options)).unwrap();
        let copied = store.engine().write::<_, StoreError>(&[], |tx| {
            for values in &member {
                tx.exec(&ADD_MEMBER, values)?;
            }
            for values in &changes {
                tx.exec(&ADD_CHANGE, values)?;
            }
            for row in rows.iter().filter(|row| seen.contains(&key(row))) {
                add(tx, row)?;
            }
            Ok(())
        });
        copied.unwrap();
        Self { store, _folder: folder }
    }

    /// Returns the store.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Asks as the person.
    pub(crate) fn ask(&self, viewer: PersonId, query: Query, now: Instant) -> String {
        answer(&self.store, viewer, query, now)
    }
}

/// Returns an answer or a refusal as text.
pub(crate) fn answer(store: &Store, viewer: PersonId, query: Query, now: Instant) -> String {
    match store.ask(viewer, query, now) {
        Ok(view) => view.to_string(),
        Err(AskError::Refused(refusal)) => format!("{refusal:?}"),
        Err(AskError::Failed(error)) => panic!("the store failed: {error:?}"),
    }
}

fn key(row: &AnyRow) -> (String, String) {
    (row.table().name().to_owned(), row.key().id.to_string())
}

fn seen(change: &[Value]) -> Option<(String, String)> {
    match change {
        [_, _, Value::Text(table), Value::Text(id), _, Value::Int(0)] => Some((table.clone(), id.clone())),
        _ => None,
    }
}

fn add(tx: &mut dyn Tx, row: &AnyRow) -> Result<u64, StoreError> {
    let table: Table = row.table();
    let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
    let places: Vec<String> = (1..=names.len()).map(|place| format!("${place}")).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name(), names.join(", "), places.join(", "));
    tx.exec_sql("replica.add", &sql, &row.values())
}
