//! What can still be read of a damaged file: the words that people wrote. Every page that is there is looked at by itself,
//! the log's too, whatever became of the header and of the lists of tables; so what is not on a damaged page is found.
//!
//! `pages` knows where pages are, `records` what is in one, `put_in` brings the words into a file that is sound.

mod pages;
mod put_in;
mod records;

pub use put_in::Salvaged;

use crate::{StoreError, engine::failed_file};
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
    let pages = Pages::read(file).map_err(|error| failed_file("reading the damaged file", error))?;
    let mut found: BTreeMap<RowKey, AnyRow> = BTreeMap::new();
    for number in pages.numbers() {
        for values in records::in_leaf(&pages, number) {
            // Whatever is not made like such a row, down to the shape of its ids, is another.
            let shaped = WRITTEN.into_iter().filter(|table| table.columns().len() == values.len());
            let row = shaped.filter_map(|table| table.read(values.clone()).ok()).next();
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
