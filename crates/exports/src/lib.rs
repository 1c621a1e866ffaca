//! A person's own data as files, in three forms: [`json`] holds every row for other programs, [`table`] each text for a
//! spreadsheet, and [`print`] is a copy to read, print and keep. What is a person's own, `store::export` decides.
#![deny(missing_docs)]

mod journeys;
mod papers;
mod reviews;
mod rich;
mod table;

use domain::base::{Instant, PersonId};
use paper::Fonts;
use std::io::Write;
use store::{Store, StoreError};

/// Returns a moment as the person's clock shows it: `2026-11-24 14:00`.
pub type Clock<'a> = &'a dyn Fn(Instant) -> String;

/// A file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The copy could not be set on pages.
    #[error(transparent)]
    Paper(#[from] paper::PaperError),
    /// The file could not be written.
    #[error("the file could not be written: {0}")]
    File(#[from] std::io::Error),
}

/// Writes everything that is a person's own, as JSON, a few rows at a time.
///
/// # Errors
/// When the store fails, or what is written to.
pub fn json(store: &Store, person: PersonId, now: Instant, out: &mut dyn Write) -> Result<(), ExportError> {
    Ok(store.export_to(person, now, &serde_json::Map::new(), out)?)
}

/// Returns every text that a person wrote, as a table.
///
/// # Errors
/// When the store fails.
pub fn table(store: &Store, person: PersonId, now: Instant, clock: Clock) -> Result<Vec<u8>, ExportError> {
    Ok(table::table(store.written(person, now)?, clock).into_bytes())
}

/// Returns what is a person's own as a PDF file on A4 paper.
///
/// # Errors
/// When the store fails, or when the computer has no fonts.
pub fn print(store: &Store, person: PersonId, now: Instant, clock: Clock) -> Result<Vec<u8>, ExportError> {
    let document = papers(store, person, now, clock)?;
    Ok(paper::pdf(&document, &mut Fonts::of_this_computer()?)?)
}

/// Returns what [`print`] sets on pages.
///
/// # Errors
/// When the store fails.
pub fn papers(
    store: &Store,
    person: PersonId,
    now: Instant,
    clock: Clock,
) -> Result<paper::Document, ExportError> {
    Ok(papers::of(&store.own(person, now)?, person, now, clock))
}
