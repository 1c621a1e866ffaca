//! The canonical JSON of a document: the same text gives the same bytes, and the same that the
//! editor itself writes.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{Block, Document, Inline, Level, Link, ListItem, Marks};

impl Document {
    /// Returns the canonical JSON, which [`Document::parse`] reads back into the same document.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[expect(clippy::expect_used, reason = "strings and numbers always have a JSON form")]
        serde_json::to_string(self).expect("BUG: a document has a JSON form")
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        node(out, "doc", (), &self.blocks)
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Paragraph(inlines) => node(out, "paragraph", (), inlines),
            Self::Heading(level, inlines) => node(out, "heading", Attrs::Level(*level), inlines),
            Self::BulletList(items) => node(out, "bulletList", (), items),
            Self::OrderedList(start, items) => node(out, "orderedList", Attrs::Start(*start), items),
            Self::Quote(blocks) => node(out, "blockquote", (), blocks),
        }
    }
}

impl Serialize for ListItem {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        node(out, "listItem", (), &self.blocks)
    }
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        match self {
            Self::Text(..) => map.serialize_entry("type", "text")?,
            Self::Break(_) => map.serialize_entry("type", "hardBreak")?,
        }
        let marks = marks(self.marks());
        if !marks.is_empty() {
            map.serialize_entry("marks", &marks)?;
        }
        if let Self::Text(text, _) = self {
            map.serialize_entry("text", text)?;
        }
        map.end()
    }
}

/// What a node says about itself beside its content.
enum Attrs<'a> {
    None,
    Level(Level),
    Start(u32),
    Href(&'a Link),
}

impl From<()> for Attrs<'_> {
    fn from((): ()) -> Self {
        Self::None
    }
}

impl Serialize for Attrs<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        match self {
            Self::None => {}
            Self::Level(level) => map.serialize_entry("level", &level.number())?,
            Self::Start(start) => map.serialize_entry("start", start)?,
            Self::Href(link) => map.serialize_entry("href", link.as_str())?,
        }
        map.end()
    }
}

fn node<'a, S: Serializer>(
    out: S,
    name: &str,
    attrs: impl Into<Attrs<'a>>,
    content: &[impl Serialize],
) -> Result<S::Ok, S::Error> {
    let attrs = attrs.into();
    let mut map = out.serialize_map(None)?;
    map.serialize_entry("type", name)?;
    if !matches!(attrs, Attrs::None) {
        map.serialize_entry("attrs", &attrs)?;
    }
    if !content.is_empty() {
        map.serialize_entry("content", content)?;
    }
    map.end()
}

/// One mark, as the editor writes it.
#[derive(Serialize)]
struct Mark<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attrs: Option<Attrs<'a>>,
}

/// Returns the marks in the editor's own order.
fn marks(marks: &Marks) -> Vec<Mark<'_>> {
    let link = marks.link.as_ref().map(|link| Mark { r#type: "link", attrs: Some(Attrs::Href(link)) });
    let bold = marks.bold.then_some(Mark { r#type: "bold", attrs: None });
    let italic = marks.italic.then_some(Mark { r#type: "italic", attrs: None });
    link.into_iter().chain(bold).chain(italic).collect()
}
