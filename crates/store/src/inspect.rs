//! Whether the data of an authority fit together: what the change index says of every row, of every person and of every
//! bucket, against what the rules say. For an operator; nothing is mended here.

use crate::engine::{Stmt, Tx};
use crate::{Store, StoreError, changes, expected_buckets, members, row_sql, rows::read_row};
use domain::audience::buckets;
use domain::base::{PersonId, Stored, Value};
use domain::rows::Table;
use std::collections::BTreeSet;

const HELD: Stmt = Stmt::new(
    "inspect.held",
    "SELECT pk, bucket
     FROM sync_change
     WHERE pid = 1 AND gone = 0 AND tbl = $1
     ORDER BY pk, bucket",
);

const PEOPLE: Stmt = Stmt::new(
    "inspect.people",
    "SELECT DISTINCT person_id
     FROM sync_member
     ORDER BY person_id",
);

const MEMBER: Stmt = Stmt::new(
    "inspect.member",
    "SELECT bucket
     FROM sync_member
     WHERE person_id = $1
     ORDER BY bucket",
);

const BUCKETS: Stmt = Stmt::new(
    "inspect.buckets",
    "SELECT bucket
     FROM sync_bucket
     WHERE pid = 1
     ORDER BY bucket",
);

pub(crate) const STATEMENTS: &[&Stmt] = &[&HELD, &PEOPLE, &MEMBER, &BUCKETS];

impl Store {
    /// Goes through every row, person and bucket, and returns where the change index says something else than it should. It
    /// names tables, rows, people and buckets, and nothing that somebody wrote.
    ///
    /// # Errors
    /// When the store cannot be read, or a row makes no sense.
    pub fn check_index(&self) -> Result<Vec<String>, StoreError> {
        self.engine().read(|tx| {
            let mut findings = Vec::new();
            for table in Table::ALL {
                check_table(tx, *table, &mut findings)?;
            }
            check_people(tx, &mut findings)?;
            check_digests(tx, &mut findings)?;
            Ok(findings)
        })
    }
}

fn check_table(tx: &mut dyn Tx, table: Table, findings: &mut Vec<String>) -> Result<(), StoreError> {
    let mut expected = BTreeSet::new();
    for record in tx.rows_sql(table.name(), &row_sql::all(table), &[])? {
        let row = read_row(table, record)?;
        let id = row.key().id.to_string();
        expected.extend(expected_buckets(&row).into_iter().map(|bucket| (id.clone(), bucket)));
    }
    let mut held = BTreeSet::new();
    for row in tx.rows(&HELD, &[Value::Text(table.name().to_owned())])? {
        held.insert((row.text(0)?.to_owned(), row.text(1)?.to_owned()));
    }
    let name = table.name();
    let missing = expected.difference(&held);
    findings.extend(missing.map(|(id, bucket)| format!("row {id} of {name} is missing from {bucket}")));
    let too_many = held.difference(&expected);
    findings.extend(too_many.map(|(id, bucket)| format!("row {id} of {name} does not belong to {bucket}")));
    Ok(())
}

fn check_people(tx: &mut dyn Tx, findings: &mut Vec<String>) -> Result<(), StoreError> {
    for row in tx.rows(&PEOPLE, &[])? {
        let person: PersonId = row.stored(0)?;
        let facts = changes::facts(tx, person)?;
        let expected: BTreeSet<_> = buckets(person, &facts).iter().map(ToString::to_string).collect();
        let rows = tx.rows(&MEMBER, &[person.to_value()])?;
        let read: Result<BTreeSet<_>, StoreError> =
            rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect();
        let known = read?;
        if known != expected {
            findings.push(format!("person {person} reads {known:?} instead of {expected:?}"));
        }
    }
    Ok(())
}

fn check_digests(tx: &mut dyn Tx, findings: &mut Vec<String>) -> Result<(), StoreError> {
    for row in tx.rows(&BUCKETS, &[])? {
        let bucket = row.text(0)?;
        if members::digest(tx, bucket)? != members::recounted(tx, bucket)? {
            findings.push(format!("the digest of {bucket} is not that of its rows"));
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "inspect_tests.rs"]
mod tests;
