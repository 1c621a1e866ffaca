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
    /// What was read has no JSON form.
    #[error("the document could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// Returns everything that is a person's own, as JSON.
///
/// # Errors
/// When the store fails.
pub fn json(store: &Store, person: PersonId, now: Instant) -> Result<Vec<u8>, ExportError> {
    Ok(serde_json::to_vec_pretty(&store.export(person, now)?)?)
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
