//! A document on pages: headings, words and labelled texts, laid out and written as a PDF file.
//!
//! It knows nothing of reviews or of a store: it takes a [`Document`] and gives bytes. `set` breaks texts into lines with
//! the fonts of the computer, `pages` decides which line stands where, and `write` draws them and says to programs that
//! read aloud what is a heading, a list or the foot of a page. It reads no clock, so that the same document set in the
//! same fonts gives the same bytes.
#![deny(missing_docs)]

mod clean;
mod document;
mod fonts;
mod look;
mod pages;
mod set;
mod tags;
mod write;

pub use document::{Block, Document, Kind, Paragraph, Rank, Span};
pub use fonts::Fonts;

/// A document could not be written as a PDF file.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// There is not a single font on the computer.
    #[error("no fonts were found on this computer")]
    NoFonts,
    /// What writes PDF files refused.
    #[error("the PDF file could not be made: {0}")]
    Unwritable(String),
}

/// Returns a document as a PDF file on A4 paper.
///
/// # Errors
/// When the file can't be made, whatever the document says: its texts alone are no reason.
pub fn pdf(document: &Document, fonts: &mut Fonts) -> Result<Vec<u8>, PaperError> {
    let pieces = set::pieces(document, fonts);
    let measures: Vec<_> = pieces.iter().map(set::Piece::measure).collect();
    write::pdf(document, &pieces, &pages::flow(&measures, look::TEXT_HEIGHT), fonts)
}
