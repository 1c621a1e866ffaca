//! One node or mark of the editor's JSON, taken apart: its kind is known, and so is each property.

use serde_json::{Map, Value};

use super::{Level, RichTextError};
use crate::text::quotable;

type Parsed<T> = Result<T, RichTextError>;

/// The properties of a node or mark.
pub(super) type Attrs = Map<String, Value>;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Paragraph,
    Heading,
    BulletList,
    OrderedList,
    ListItem,
    Quote,
    Text,
    Break,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "doc" => Self::Document,
            "paragraph" => Self::Paragraph,
            "heading" => Self::Heading,
            "bulletList" => Self::BulletList,
            "orderedList" => Self::OrderedList,
            "listItem" => Self::ListItem,
            "blockquote" => Self::Quote,
            "text" => Self::Text,
            "hardBreak" => Self::Break,
            _ => return None,
        })
    }

    pub(super) const fn shown(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::BulletList | Self::OrderedList => "list",
            Self::ListItem => "list entry",
            Self::Quote => "quote",
            Self::Text => "piece of text",
            Self::Break => "line break",
        }
    }
}

/// A node with its parts told apart, none of them unknown.
pub(super) struct Node<'a> {
    pub(super) kind: Kind,
    attrs: Option<&'a Attrs>,
    pub(super) content: &'a [Value],
    pub(super) marks: &'a [Value],
    pub(super) text: Option<&'a str>,
}

impl<'a> Node<'a> {
    pub(super) fn read(value: &'a Value) -> Parsed<Self> {
        let Value::Object(fields) = value else {
            return Err(RichTextError::Malformed("a part of it is not a node"));
        };
        let Some(Value::String(name)) = fields.get("type") else {
            return Err(RichTextError::Malformed("a part of it has no type"));
        };
        let kind = Kind::named(name).ok_or_else(|| RichTextError::UnknownNode(quotable(name)))?;
        let mut node = Self { kind, attrs: None, content: &[], marks: &[], text: None };
        for (name, value) in fields {
            node.take(name, value)?;
        }
        Ok(node)
    }

    fn take(&mut self, name: &str, value: &'a Value) -> Parsed<()> {
        let inline = matches!(self.kind, Kind::Text | Kind::Break);
        match (name, value) {
            ("type", _) => {}
            ("attrs", Value::Object(attrs)) => self.attrs = Some(attrs),
            ("content", Value::Array(content)) if !inline => self.content = content,
            ("marks", Value::Array(marks)) if inline => self.marks = marks,
            ("text", Value::String(text)) if self.kind == Kind::Text => self.text = Some(text),
            _ => {
                return Err(RichTextError::UnknownProperty {
                    owner: self.kind.shown(),
                    name: quotable(name),
                });
            }
        }
        Ok(())
    }

    pub(super) fn no_attrs(&self) -> Parsed<()> {
        self.only_attr("").map(|_| ())
    }

    /// Returns the one attribute that may be there.
    fn only_attr(&self, allowed: &str) -> Parsed<Option<&'a Value>> {
        only_entry(self.attrs, allowed, self.kind.shown())
    }

    pub(super) fn level(&self) -> Parsed<Level> {
        match self.only_attr("level")?.and_then(Value::as_u64) {
            Some(2) => Ok(Level::Two),
            Some(3) => Ok(Level::Three),
            _ => Err(RichTextError::BadProperty { owner: self.kind.shown(), name: "level" }),
        }
    }

    pub(super) fn start(&self) -> Parsed<u32> {
        const LAST: u32 = 1_000_000;
        let Some(start) = self.only_attr("start")? else { return Ok(1) };
        let number = start.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= LAST);
        number.ok_or(RichTextError::BadProperty { owner: self.kind.shown(), name: "start" })
    }

    pub(super) fn misplaced(&self, parent: Kind) -> RichTextError {
        RichTextError::Misplaced { child: self.kind.shown(), parent: parent.shown() }
    }
}

/// Returns the one property that may be there.
pub(super) fn only_entry<'a>(
    attrs: Option<&'a Attrs>,
    allowed: &str,
    owner: &'static str,
) -> Parsed<Option<&'a Value>> {
    let mut found = None;
    for (name, value) in attrs.into_iter().flatten() {
        if name != allowed {
            return Err(RichTextError::UnknownProperty { owner, name: quotable(name) });
        }
        found = Some(value);
    }
    Ok(found)
}

/// Returns the name and the properties of a mark.
pub(super) fn read_mark(value: &Value) -> Parsed<(&str, Option<&Attrs>)> {
    let Value::Object(fields) = value else {
        return Err(RichTextError::Malformed("a formatting is not a mark"));
    };
    let (mut kind, mut attrs) = (None, None);
    for (name, value) in fields {
        match (name.as_str(), value) {
            ("type", Value::String(name)) => kind = Some(name.as_str()),
            ("attrs", Value::Object(map)) => attrs = Some(map),
            _ => {
                return Err(RichTextError::UnknownProperty { owner: "formatting", name: quotable(name) });
            }
        }
    }
    kind.map(|kind| (kind, attrs)).ok_or(RichTextError::Malformed("a formatting has no type"))
}
