//! The tree of a rich text: the only shapes there are.
//!
//! A value made by [`Document::parse`] is canonical: neighbouring text with the same marks is one
//! piece, no piece is empty and nothing invisible that a database refuses is left in it.

use super::Link;

/// A rich text. It always has at least one block; an empty one is a single empty paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub(super) blocks: Vec<Block>,
}

/// A part that stands on its own lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, perhaps empty.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading(Level, Vec<Inline>),
    /// A list with bullets. It has at least one item.
    BulletList(Vec<ListItem>),
    /// A numbered list: its first number, and at least one item.
    OrderedList(u32, Vec<ListItem>),
    /// Words of somebody else. It has at least one block.
    Quote(Vec<Self>),
}

/// The rank of a heading. The page around the text owns rank one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A heading.
    Two,
    /// A smaller heading.
    Three,
}

/// One entry of a list: a paragraph, then anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    pub(super) blocks: Vec<Block>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Characters, at least one.
    Text(String, Marks),
    /// A new line inside a paragraph.
    Break(Marks),
}

/// How a part of a line looks, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Where a click leads.
    pub link: Option<Link>,
    /// Strong.
    pub bold: bool,
    /// Stressed.
    pub italic: bool,
}

impl Document {
    /// Returns a document without a word.
    #[must_use]
    pub fn empty() -> Self {
        Self { blocks: vec![Block::Paragraph(Vec::new())] }
    }

    /// Returns the blocks, at least one.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns one document after the other.
    #[must_use]
    pub fn followed_by(&self, other: &Self) -> Self {
        Self { blocks: self.blocks.iter().chain(&other.blocks).cloned().collect() }
    }

    /// Returns what stands before another document, where this one is both: the way back from
    /// [`followed_by`](Self::followed_by).
    #[must_use]
    pub fn before(&self, other: &Self) -> Option<Self> {
        let first = self.blocks.strip_suffix(other.blocks.as_slice())?;
        (!first.is_empty()).then(|| Self { blocks: first.to_vec() })
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::empty()
    }
}

impl ListItem {
    /// Returns the blocks, at least one; the first is a paragraph.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }
}

impl Level {
    /// Returns the number, 2 or 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

impl Inline {
    /// Returns the marks.
    #[must_use]
    pub const fn marks(&self) -> &Marks {
        match self {
            Self::Text(_, marks) | Self::Break(marks) => marks,
        }
    }

    /// Returns the parts of a line with their link, neighbours of one link together.
    pub fn by_link(line: &[Self]) -> impl Iterator<Item = (Option<&Link>, &[Self])> {
        line.chunk_by(|a, b| a.marks().link == b.marks().link)
            .map(|run| (run.first().and_then(|first| first.marks().link.as_ref()), run))
    }
}
