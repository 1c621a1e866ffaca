//! What is a person's own, to take along: every row as it is stored, or every text that they wrote as one table.
//!
//! Read from one snapshot, through the same condition as every question: what the person may not see is not in it. And of
//! what they may see, only what is their own (`own`): a mentor takes the words they wrote along, not the client's answers.

mod own;
mod written;

pub use written::Written;

use crate::ask::Reader;
use crate::rows::read_row;
use crate::{Store, StoreError};
use domain::base::{Instant, PersonId, Value};
use domain::rows::{AnyRow, Table};
use serde_json::{Map, json};

/// The version of the file's shape; `docs/export.md` describes it.
const VERSION: u32 = 1;

impl Store {
    /// Returns everything that is a person's own as one document, with the journeys that it is about.
    ///
    /// # Errors
    /// When the store fails.
    pub fn export(&self, person: PersonId, now: Instant) -> Result<serde_json::Value, StoreError> {
        let mut tables = Map::new();
        for row in self.own(person, now)? {
            let rows = tables.entry(row.table().name()).or_insert_with(|| json!([]));
            if let Some(rows) = rows.as_array_mut() {
                rows.push(as_stored(&row));
            }
        }
        Ok(json!({
            "format": "wrap-it-up",
            "version": VERSION,
            "exported_at": now.0,
            "person": person.to_string(),
            "tables": tables,
        }))
    }

    /// Returns every text that a person wrote, oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn written(&self, person: PersonId, now: Instant) -> Result<Vec<Written>, StoreError> {
        Ok(written::of(person, self.own(person, now)?))
    }

    /// Returns a person's own rows, and the content that they are about.
    fn own(&self, person: PersonId, now: Instant) -> Result<Vec<AnyRow>, StoreError> {
        self.engine().read(|tx| {
            let mut reader = Reader::new(tx, person, now);
            let mut rows = Vec::new();
            for table in Table::ALL {
                for record in reader.all(*table)? {
                    let row = read_row(*table, record)?;
                    if own::is_of(&row, person) {
                        rows.push(row);
                    }
                }
            }
            Ok(rows)
        })
    }
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
