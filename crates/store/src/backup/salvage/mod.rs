//! What can still be read of a damaged file: the words that people wrote. Every page that is there is looked at by itself,
//! the log's too, whatever became of the header and of the lists of tables; so what is not on a damaged page is found.
//!
//! `pages` knows where pages are, `cipher` opens those of an encrypted file, `records` what is in one, `put_in` brings the words
//! into a file that is sound. Of a person's part of a server's data only what the server does not have is looked for (`unsent`).

mod cipher;
mod pages;
mod put_in;
mod records;
mod unsent;

pub use put_in::Salvaged;
pub use unsent::{Unsent, unsent_in};

use crate::{StoreError, engine::failed_file};
use domain::base::Value;
use domain::rows::{AnyRow, RowKey, Table};
use pages::Pages;
use std::collections::BTreeMap;
use std::path::Path;

/// The tables that hold what people are writing.
const WRITTEN: [Table; 5] =
    [Table::ReviewDraft, Table::DraftComment, Table::UnsentText, Table::KeptText, Table::Answer];

/// Returns the texts that can be read in a file, the newest of each. A private answer comes as any other answer: which
/// it is follows from its field.
///
/// # Errors
/// When not even its bytes can be read.
pub fn texts_in(file: &Path) -> Result<Vec<AnyRow>, StoreError> {
    let pages = Pages::read(file, None).map_err(|error| failed_file("reading the damaged file", error))?;
    let mut found: BTreeMap<RowKey, AnyRow> = BTreeMap::new();
    for number in pages.numbers() {
        for values in records::in_leaf(&pages, number) {
            // Whatever is not made like such a row, down to the shape of its ids, is another.
            let row = WRITTEN.into_iter().find_map(|table| table.read(in_order(table, &values)?).ok());
            let Some(row) = row else { continue };
            // A page that is not in use any more may hold an older one.
            let newest = found.entry(row.key()).or_insert_with(|| row.clone());
            if newest.stamp().updated_at < row.stamp().updated_at {
                *newest = row;
            }
        }
    }
    Ok(found.into_values().collect())
}

/// Columns that came later: they are the last in a row, and not in one that was written before.
const ADDED: [(Table, &str); 1] = [(Table::KeptText, "beside")];

/// Returns the values of a row in the order of its entity; none when it has another number of them.
fn in_order(table: Table, values: &[Value]) -> Option<Vec<Value>> {
    let columns = table.columns();
    let is_added = |name: &str| ADDED.contains(&(table, name));
    let (added, first): (Vec<_>, Vec<_>) =
        columns.iter().map(|column| column.name).partition(|name| is_added(name));
    if values.len() != first.len() && values.len() != columns.len() {
        return None;
    }
    let written: BTreeMap<&str, &Value> = first.into_iter().chain(added).zip(values).collect();
    Some(
        columns
            .iter()
            .map(|column| written.get(column.name).map_or(Value::Null, |value| (*value).clone()))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_it_is_today_and_as_it_was_before_a_column_came() {
        let names: Vec<_> = Table::KeptText.columns().iter().map(|column| column.name).collect();
        let before: Vec<_> = names
            .iter()
            .filter(|name| **name != "beside")
            .map(|name| Value::Text((*name).to_owned()))
            .collect();
        let mut today = before.clone();
        today.push(Value::Text("beside".to_owned()));
        let wanted: Vec<_> = names.iter().map(|name| Value::Text((*name).to_owned())).collect();
        assert_eq!(in_order(Table::KeptText, &today), Some(wanted));
        let older = in_order(Table::KeptText, &before).unwrap();
        assert_eq!(older.iter().filter(|value| **value == Value::Null).count(), 1);
        assert_eq!(in_order(Table::KeptText, &today[1..today.len() - 1]), None);
    }
}
