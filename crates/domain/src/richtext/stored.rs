//! The form of a rich text that is stored and sent: its canonical JSON.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Document, RichTextError};
use crate::base::{BadValue, ColumnKind, Stored, Value, bad_value};

/// A rich text that was checked: its canonical JSON in one string. Fits a TEXT column; decoding it
/// from anywhere checks it again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RichText(String);

impl RichText {
    /// Returns `json` checked and in canonical form.
    ///
    /// # Errors
    /// Whatever [`Document::parse`] finds.
    pub fn parse(json: &str) -> Result<Self, RichTextError> {
        Document::parse(json).map(|document| Self::from(&document))
    }

    /// Returns plain text as a rich text.
    ///
    /// # Errors
    /// When there is too much of it.
    pub fn from_plain_text(text: &str) -> Result<Self, RichTextError> {
        Document::from_plain_text(text).map(|document| Self::from(&document))
    }

    /// Returns the canonical JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the tree.
    #[must_use]
    pub fn document(&self) -> Document {
        #[expect(clippy::expect_used, reason = "every way to make one checks it")]
        Document::parse(&self.0).expect("BUG: a stored rich text is well-formed")
    }
}

impl Default for RichText {
    fn default() -> Self {
        Self::from(&Document::empty())
    }
}

impl From<&Document> for RichText {
    fn from(document: &Document) -> Self {
        Self(document.to_json())
    }
}

impl fmt::Display for RichText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for RichText {
    type Err = RichTextError;
    fn from_str(json: &str) -> Result<Self, Self::Err> {
        Self::parse(json)
    }
}

impl TryFrom<String> for RichText {
    type Error = RichTextError;
    fn try_from(json: String) -> Result<Self, Self::Error> {
        Self::parse(&json)
    }
}

impl From<RichText> for String {
    fn from(text: RichText) -> Self {
        text.0
    }
}

impl Serialize for RichText {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RichText {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let json = String::deserialize(input)?;
        Self::parse(&json).map_err(D::Error::custom)
    }
}

impl Stored for RichText {
    const KIND: ColumnKind = ColumnKind::Text;
    fn to_value(&self) -> Value {
        Value::Text(self.0.clone())
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match &value {
            Value::Text(json) => Self::parse(json).map_err(|_| bad_value("a rich text", &value)),
            other => Err(bad_value("a rich text", other)),
        }
    }
}
