//! Whether the data of an authority fit together: what the change index says of every row, of every person and of every
//! bucket, against what the rules say; and whether every row is what it was when it was written. For an operator; nothing is mended
//! here.

use crate::engine::{Record, Stmt, Tx};
use crate::sums::Sum;
use crate::{Store, StoreError, changes, expected_buckets, members, row_sql, rows::read_row};
use domain::audience::buckets;
use domain::base::{PersonId, Stored, Value};
use domain::rows::Table;
use std::collections::{BTreeMap, BTreeSet};

const HELD: Stmt = Stmt::new(
    "inspect.held",
    "SELECT pk, bucket, seq, sum
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
    let mut held = BTreeMap::<String, Vec<Held>>::new();
    for row in tx.rows(&HELD, &[Value::Text(table.name().to_owned())])? {
        let one = Held {
            bucket: row.text(1)?.to_owned(),
            seq: row.int(2)?,
            sum: row.opt_text(3)?.map(str::to_owned),
        };
        held.entry(row.text(0)?.to_owned()).or_default().push(one);
    }
    let name = table.name();
    for (id, record) in records(tx, table)? {
        let known = held.remove(&id).unwrap_or_default();
        let Some(record) = record else {
            findings.push(format!("row {id} of {name} is damaged: it can't be read"));
            continue;
        };
        let sum = Sum::of_values(table, record.values());
        if known.iter().any(|one| !sum.fits(one.sum.as_deref(), one.seq)) {
            findings.push(format!("row {id} of {name} is damaged: it is not what was written"));
        }
        let row = match read_row(table, record) {
            Ok(row) => row,
            Err(StoreError::BadRow { column, .. }) => {
                findings.push(format!("row {id} of {name} is damaged: its {column} makes no sense"));
                continue;
            }
            Err(error) => return Err(error),
        };
        let expected = expected_buckets(&row);
        let known: BTreeSet<String> = known.into_iter().map(|one| one.bucket).collect();
        let missing = expected.difference(&known);
        findings.extend(missing.map(|bucket| format!("row {id} of {name} is missing from {bucket}")));
        let too_many = known.difference(&expected);
        findings.extend(too_many.map(|bucket| format!("row {id} of {name} does not belong to {bucket}")));
    }
    let nowhere =
        held.into_iter().flat_map(|(id, held)| held.into_iter().map(move |one| (id.clone(), one.bucket)));
    findings.extend(nowhere.map(|(id, bucket)| format!("row {id} of {name} does not belong to {bucket}")));
    Ok(())
}

/// What the change index says of a row in one bucket.
struct Held {
    bucket: String,
    seq: i64,
    sum: Option<String>,
}

/// Returns every row of a table by its id; none where it can't be read.
fn records(tx: &mut dyn Tx, table: Table) -> Result<Vec<(String, Option<Record>)>, StoreError> {
    if let Some(all) = readable(tx, table, &row_sql::all(table), &[])? {
        return all.into_iter().map(|record| Ok((record.text(0)?.to_owned(), Some(record)))).collect();
    }
    // One of them can't be; which, shows when each is read alone.
    let mut records = Vec::new();
    for id in tx.rows_sql(table.name(), &row_sql::ids(table), &[])? {
        let id = id.text(0)?.to_owned();
        let one = readable(tx, table, &row_sql::of(table).get, &[Value::Text(id.clone())])?;
        records.push((id, one.and_then(|found| found.into_iter().next())));
    }
    Ok(records)
}

/// Asks for rows; none when one of them has bytes that are no text, or on a page that can't be read.
fn readable(
    tx: &mut dyn Tx,
    table: Table,
    sql: &str,
    params: &[Value],
) -> Result<Option<Vec<Record>>, StoreError> {
    tx.begin_sub_step()?;
    match tx.rows_sql(table.name(), sql, params) {
        Ok(rows) => tx.keep_sub_step().map(|()| Some(rows)),
        Err(StoreError::BadColumn { .. } | StoreError::Corrupt { .. }) => tx.undo_sub_step().map(|()| None),
        Err(error) => Err(error),
    }
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
