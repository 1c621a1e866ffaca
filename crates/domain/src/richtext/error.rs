//! Why a rich text is refused, in words for the person who wrote it.

use thiserror::Error;

use super::limits::{MAX_BYTES, MAX_CHARACTERS, MAX_DEPTH, MAX_LINK_BYTES, MAX_NODES};
use crate::base::{Code, Refusal};

/// Why a rich text is refused. Nothing of it was stored; the writer still has it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RichTextError {
    /// The JSON is larger than [`MAX_BYTES`].
    #[error("This text takes {} KB; at most {} KB can be stored.", bytes.div_ceil(1024), MAX_BYTES / 1024)]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// There are more than [`MAX_CHARACTERS`].
    #[error("This text is longer than {MAX_CHARACTERS} characters.")]
    TooLong,
    /// There are more than [`MAX_NODES`] nodes.
    #[error("This text has more than {MAX_NODES} parts.")]
    TooManyParts,
    /// Nodes lie deeper than [`MAX_DEPTH`].
    #[error("Lists and quotes in this text are nested more than {MAX_DEPTH} levels deep.")]
    TooDeep,
    /// It is not JSON.
    #[error("This is not a rich text: it cannot be read from line {line}, column {column} on.")]
    NotJson {
        /// Counted from one.
        line: usize,
        /// Counted from one.
        column: usize,
    },
    /// It is JSON of another shape.
    #[error("This is not a rich text: {0}.")]
    Malformed(&'static str),
    /// A kind of node that is not listed.
    #[error("This text contains “{0}”, which cannot be stored.")]
    UnknownNode(String),
    /// A kind of formatting that is not listed.
    #[error("This text has the formatting “{0}”, which cannot be stored.")]
    UnknownMark(String),
    /// A property that is not listed.
    #[error("A {owner} in this text has the property “{name}”, which cannot be stored.")]
    UnknownProperty {
        /// The node or mark that has it.
        owner: &'static str,
        /// Its name.
        name: String,
    },
    /// A property with a value that is not allowed.
    #[error("A {owner} in this text has a “{name}” that cannot be stored.")]
    BadProperty {
        /// The node or mark that has it.
        owner: &'static str,
        /// Its name.
        name: &'static str,
    },
    /// A listed node where it may not be.
    #[error("This text has a {child} inside a {parent}, where it cannot be.")]
    Misplaced {
        /// The node.
        child: &'static str,
        /// The node around it.
        parent: &'static str,
    },
    /// A node that must hold something holds nothing.
    #[error("This text has an empty {0}.")]
    Hollow(&'static str),
    /// A link to anything but a web page or a mail address.
    #[error("The link “{0}” cannot be stored.")]
    UnsafeLink(String),
    /// A link longer than [`MAX_LINK_BYTES`].
    #[error("A link in this text is longer than {MAX_LINK_BYTES} bytes.")]
    LongLink,
}

impl RichTextError {
    /// Returns what the writer can do.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } | Self::TooLong | Self::TooManyParts => {
                "Shorten it, or move a part of it somewhere else. Your text is still in the editor."
            }
            Self::TooDeep => "Move the innermost lists outwards. Your text is still in the editor.",
            Self::UnsafeLink(_) | Self::LongLink => {
                "Use a link that begins with https://, http:// or mailto:, or remove it. \
                 Your text is still in the editor."
            }
            Self::NotJson { .. }
            | Self::Malformed(_)
            | Self::UnknownNode(_)
            | Self::UnknownMark(_)
            | Self::UnknownProperty { .. }
            | Self::BadProperty { .. }
            | Self::Misplaced { .. }
            | Self::Hollow(_) => {
                "Select that part, copy it and paste it back as plain text. \
                 Your text is still in the editor."
            }
        }
    }
}

impl From<RichTextError> for Refusal {
    fn from(error: RichTextError) -> Self {
        Self::new(Code::Invalid, error.to_string()).hint(error.hint())
    }
}
