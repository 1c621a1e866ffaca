//! Plain text: its words, in every script, what changed between two versions of it, and what can be kept of one.

mod diff;
mod storable;
mod words;

pub use diff::{Change, Piece, diff_words};
pub use storable::{check_texts, quotable};
pub use words::{count_words, tokens};
