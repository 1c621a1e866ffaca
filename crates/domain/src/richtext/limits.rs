//! How large a document may be. Far above what people write, far below what hurts.

/// The size of the JSON, in bytes.
pub const MAX_BYTES: usize = 512 * 1024;
/// Levels of nodes below the document: a paragraph is one, a list with an item and its text three.
pub const MAX_DEPTH: usize = 20;
/// Characters of text, counted as [`super::Document::characters`] counts them.
pub const MAX_CHARACTERS: usize = 50_000;
/// Nodes of every kind together.
pub const MAX_NODES: usize = 20_000;
/// The length of one link, in bytes.
pub const MAX_LINK_BYTES: usize = 2_048;
