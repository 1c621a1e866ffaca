//! What a document is made of. Texts are as people typed them, in any script; nothing in them is read as formatting.

/// A document: its name, and what stands in it from the first page to the last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What it is called; also at the foot of each page.
    pub title: String,
    /// Whose words they are.
    pub author: String,
    /// The language of its own words, as `en`.
    pub language: String,
    /// Its parts, in the order of reading.
    pub blocks: Vec<Block>,
}

/// A part that stands on its own lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading, which the outline shows as well.
    Heading(Rank, String),
    /// A paragraph, or several, where there are line ends in it.
    Paragraph(Paragraph),
}

/// The rank of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The document's own.
    Title,
    /// A part, which begins in the upper half of a page.
    Part,
    /// A section of a part.
    Section,
    /// An entry in a section.
    Entry,
}

/// A text with its place and its looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// How far in it stands, in steps.
    pub indent: u8,
    /// What stands before it: the bullet or the number of an entry in a list.
    pub marker: String,
    /// The text.
    pub spans: Vec<Span>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What somebody wrote: the text that is read.
    Written,
    /// What a written text answers or is about. It is never parted from what follows it.
    Label,
    /// A remark of the document itself.
    Aside,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// Its characters.
    pub text: String,
    /// Strong.
    pub bold: bool,
    /// Stressed.
    pub italic: bool,
}

impl Block {
    /// Returns a heading.
    pub fn heading(rank: Rank, text: impl Into<String>) -> Self {
        Self::Heading(rank, text.into())
    }

    /// Returns what somebody wrote, without any formatting.
    pub fn written(text: impl Into<String>) -> Self {
        Self::plain(Kind::Written, text)
    }

    /// Returns what the next text answers or is about.
    pub fn label(text: impl Into<String>) -> Self {
        Self::plain(Kind::Label, text)
    }

    /// Returns a remark of the document itself.
    pub fn aside(text: impl Into<String>) -> Self {
        Self::plain(Kind::Aside, text)
    }

    fn plain(kind: Kind, text: impl Into<String>) -> Self {
        let spans = vec![Span { text: text.into(), ..Span::default() }];
        Self::Paragraph(Paragraph { kind, indent: 0, marker: String::new(), spans })
    }
}

impl Rank {
    /// Returns the rank as a number, 1 for the title.
    pub(crate) const fn number(self) -> u16 {
        match self {
            Self::Title => 1,
            Self::Part => 2,
            Self::Section => 3,
            Self::Entry => 4,
        }
    }
}
