//! Rich text: what people write with bold, headings, lists, quotes and links.
//!
//! The truth is a small tree ([`Document`]), read from the editor's JSON and refused when it holds
//! anything that is not listed here. Web pages and plain text are made from that tree, so nothing a
//! person typed or pasted ever reaches a screen as markup. [`RichText`] is the form that is stored.

mod document;
mod error;
mod html;
mod limits;
mod link;
mod node;
mod parse;
mod plain;
mod serialise;
mod stored;

pub use document::{Block, Document, Inline, Level, ListItem, Marks};
pub use error::RichTextError;
pub use limits::{MAX_BYTES, MAX_CHARACTERS, MAX_DEPTH, MAX_LINK_BYTES, MAX_NODES};
pub use link::Link;
pub use stored::RichText;

#[cfg(test)]
mod tests;
