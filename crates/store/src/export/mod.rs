//! What is a person's own, to take along: every row as it is stored, every text that they wrote as one table, or the rows
//! with the names that a printed copy needs.
//!
//! Read from one snapshot, through the same condition as every question: what the person may not see is not in it. And of
//! what they may see, only what is their own (`own`): a mentor takes the words they wrote along, not the client's answers.

mod document;
mod own;
mod written;

pub use written::Written;

use crate::ask::Reader;
use crate::people::names::Names;
use crate::rows::read_row;
use crate::{Store, StoreError};
use domain::base::{Instant, PersonId, Value};
use domain::rows::{AnyRow, Table};
use serde_json::{Map, json};
use std::collections::BTreeMap;
use std::io::Write;

/// The version of the file's shape; `docs/export.md` describes it.
const VERSION: u32 = 1;

/// A person's own rows, the content that they are about, and how others in them are called.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    /// The rows, table by table.
    pub rows: Vec<AnyRow>,
    /// The names of those who wrote the person's reviews, and of those whom the person reviewed.
    pub names: BTreeMap<PersonId, String>,
    /// Every text that the person wrote, oldest first.
    pub written: Vec<Written>,
}

impl Store {
    /// Returns everything that is a person's own as one document, with the journeys that it is about.
    ///
    /// # Errors
    /// When the store fails.
    pub fn export(&self, person: PersonId, now: Instant) -> Result<serde_json::Value, StoreError> {
        let mut document = Vec::new();
        self.export_to(person, now, &Map::new(), &mut document)?;
        serde_json::from_slice(&document)
            .map_err(|error| StoreError::Unsuitable { reason: format!("an export is no JSON: {error}") })
    }

    /// Writes everything that is a person's own as one document, a few rows at a time, with what else is said of them `besides`.
    ///
    /// # Errors
    /// When the store fails, or what is written to.
    pub fn export_to(
        &self,
        person: PersonId,
        now: Instant,
        besides: &Map<String, serde_json::Value>,
        out: &mut dyn Write,
    ) -> Result<(), StoreError> {
        let mut head = besides.clone();
        head.insert("format".to_owned(), json!("wrap-it-up"));
        head.insert("version".to_owned(), json!(VERSION));
        head.insert("exported_at".to_owned(), json!(now.0));
        head.insert("person".to_owned(), json!(person.to_string()));
        self.read_own(person, now, |reader| {
            document::write(out, &head, |tables| {
                for table in Table::ALL {
                    reader.each(*table, |record| {
                        let row = read_row(*table, record)?;
                        if own::is_of(&row, person) { tables.row(*table, &as_stored(&row)) } else { Ok(()) }
                    })?;
                }
                Ok(())
            })
        })
    }

    /// Returns every text that a person wrote, oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn written(&self, person: PersonId, now: Instant) -> Result<Vec<Written>, StoreError> {
        Ok(written::of(person, &self.read_own(person, now, own_rows)?))
    }

    /// Returns a person's own rows with what it takes to print them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn own(&self, person: PersonId, now: Instant) -> Result<Own, StoreError> {
        self.read_own(person, now, |reader| {
            let rows = own_rows(reader)?;
            let names = names(reader, &rows)?;
            Ok(Own { written: written::of(person, &rows), rows, names })
        })
    }

    fn read_own<T>(
        &self,
        person: PersonId,
        now: Instant,
        read: impl FnOnce(&mut Reader) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.engine().read(|tx| read(&mut Reader::new(tx, person, now)))
    }
}

/// Returns a person's own rows, and the content that they are about.
fn own_rows(reader: &mut Reader) -> Result<Vec<AnyRow>, StoreError> {
    let mut rows = Vec::new();
    for table in Table::ALL {
        for record in reader.all(*table)? {
            let row = read_row(*table, record)?;
            if own::is_of(&row, reader.viewer) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// Returns how those are called with whom the person has reviews in common.
fn names(reader: &mut Reader, rows: &[AnyRow]) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let mut known = Names::default();
    let mut names = BTreeMap::new();
    for row in rows {
        let AnyRow::Review(review) = row else { continue };
        let mentor = known.mentor(reader, review.mentor_id)?;
        let client = known.client(reader, review.client_id)?;
        names.extend([mentor, client].map(|one| (one.id, one.name)));
    }
    Ok(names)
}

/// Returns a row as it is stored: a name and a value for each column.
fn as_stored(row: &AnyRow) -> serde_json::Value {
    let columns = row.table().columns();
    let values = row.values().into_iter().map(|value| match value {
        Value::Null => serde_json::Value::Null,
        Value::Text(text) => text.into(),
        Value::Int(number) => number.into(),
        Value::Real(number) => number.into(),
    });
    columns.iter().map(|column| column.name.to_owned()).zip(values).collect::<Map<_, _>>().into()
}
