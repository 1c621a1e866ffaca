//! A row on its way: its columns by name, so that both sides may have some that the other does not know.

use crate::base::Value;
use crate::entity::BadColumn;
use crate::rows::{AnyRow, Table};
use serde_json::Map;
use thiserror::Error;

/// The columns of a row, by name.
pub type Columns = Map<String, serde_json::Value>;

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a row of {table}, {source}")]
pub struct UnreadableRow {
    /// Its table.
    pub table: &'static str,
    /// What is wrong with it.
    pub source: BadColumn,
}

/// Returns the columns of a row. A column without a value is left out.
#[must_use]
pub fn columns_of(row: &AnyRow) -> Columns {
    let names = row.table().columns().into_iter().map(|column| column.name.to_owned());
    names.zip(row.values()).filter_map(|(name, value)| Some((name, to_json(value)?))).collect()
}

/// Reads a row. Columns that are not known here are passed over.
///
/// # Errors
/// When a column is missing or holds what its type cannot be.
pub fn row_of(table: Table, mut columns: Columns) -> Result<AnyRow, UnreadableRow> {
    let values =
        table.columns().into_iter().map(|column| columns.remove(column.name).map_or(Value::Null, from_json));
    table.read(values.collect()).map_err(|source| UnreadableRow { table: table.name(), source })
}

fn to_json(value: Value) -> Option<serde_json::Value> {
    match value {
        Value::Null => None,
        Value::Text(text) => Some(text.into()),
        Value::Int(number) => Some(number.into()),
        Value::Real(number) => Some(number.into()),
    }
}

fn from_json(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Bool(truth) => Value::Int(i64::from(truth)),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => number.as_f64().map_or(Value::Null, Value::Real),
        },
        serde_json::Value::Null | serde_json::Value::Array(_) | serde_json::Value::Object(_) => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::PersonId;
    use crate::base::ZoneId;
    use crate::entity::Stamp;
    use crate::people::MentorProfile;
    use uuid::Uuid;

    fn profile() -> AnyRow {
        MentorProfile {
            id: PersonId(Uuid::from_u128(7)),
            name: "أمل".to_owned(),
            zone: ZoneId::utc(),
            bio: String::new(),
            stamp: Stamp::default(),
        }
        .into()
    }

    #[test]
    fn a_row_comes_back_as_it_went() {
        let columns = columns_of(&profile());
        assert_eq!(columns["name"], "أمل");
        assert_eq!(row_of(Table::MentorProfile, columns), Ok(profile()));
    }

    #[test]
    fn columns_of_a_newer_program_are_passed_over_and_missing_ones_are_named() {
        let mut columns = columns_of(&profile());
        columns.insert("pronouns".to_owned(), "she".into());
        assert_eq!(row_of(Table::MentorProfile, columns.clone()), Ok(profile()));
        columns.remove("name");
        let error = row_of(Table::MentorProfile, columns).unwrap_err();
        assert_eq!((error.table, error.source.column), ("mentor_profiles", "name"));
    }
}
