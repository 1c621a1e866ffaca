//! Plain text: its words, in every script, and what changed between two versions of it.

mod diff;
mod words;

pub use diff::{Change, Piece, diff_words};
pub use words::{count_words, tokens};
