//! Reads the editor's JSON into a [`Document`], and refuses what is not listed.
//!
//! Input is hostile until read: size is checked before anything else, depth and counts while
//! descending, so that neither the stack nor the clock depends on who wrote it.

use serde_json::Value;

use super::limits::{MAX_BYTES, MAX_CHARACTERS, MAX_DEPTH, MAX_NODES};
use super::node::{Attrs, Kind, Node, only_entry, read_mark};
use super::{Block, Document, Inline, Link, ListItem, Marks, RichTextError};
use crate::text::quotable;

type Parsed<T> = Result<T, RichTextError>;

impl Document {
    /// Returns the document that `json` describes.
    ///
    /// # Errors
    /// Whatever keeps it from being stored, as a [`RichTextError`].
    pub fn parse(json: &str) -> Parsed<Self> {
        if json.len() > MAX_BYTES {
            return Err(RichTextError::TooLarge { bytes: json.len() });
        }
        let value = serde_json::from_str(json).map_err(|error| {
            if brackets(json) >= JSON_DEPTH {
                return RichTextError::TooDeep;
            }
            RichTextError::NotJson { line: error.line(), column: error.column() }
        })?;
        Self::from_value(&value)
    }

    /// Returns the document that a parsed JSON value describes.
    ///
    /// # Errors
    /// Whatever keeps it from being stored, as a [`RichTextError`].
    pub fn from_value(value: &Value) -> Parsed<Self> {
        let node = Node::read(value)?;
        if node.kind != Kind::Document {
            return Err(RichTextError::Malformed("it does not begin with a document"));
        }
        node.no_attrs()?;
        let blocks = Budget::default().blocks(&node, 1)?;
        if blocks.is_empty() {
            return Ok(Self::empty());
        }
        let document = Self { blocks };
        let bytes = document.to_json().len();
        if bytes > MAX_BYTES {
            return Err(RichTextError::TooLarge { bytes });
        }
        Ok(document)
    }
}

/// The depth at which the JSON reader gives up.
const JSON_DEPTH: usize = 128;

/// Returns how deep brackets are nested outside strings.
fn brackets(json: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// What was read so far, against what may be read.
#[derive(Default)]
struct Budget {
    nodes: usize,
    characters: usize,
    link_bytes: usize,
}

impl Budget {
    fn node<'a>(&mut self, value: &'a Value, depth: usize) -> Parsed<Node<'a>> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(RichTextError::TooManyParts);
        }
        if depth > MAX_DEPTH {
            return Err(RichTextError::TooDeep);
        }
        Node::read(value)
    }

    fn blocks(&mut self, parent: &Node<'_>, depth: usize) -> Parsed<Vec<Block>> {
        parent.content.iter().map(|value| self.block(value, parent.kind, depth)).collect()
    }

    fn block(&mut self, value: &Value, parent: Kind, depth: usize) -> Parsed<Block> {
        let node = self.node(value, depth)?;
        let below = depth + 1;
        match node.kind {
            Kind::Paragraph => {
                node.no_attrs()?;
                Ok(Block::Paragraph(self.inlines(&node, below)?))
            }
            Kind::Heading => Ok(Block::Heading(node.level()?, self.inlines(&node, below)?)),
            Kind::BulletList => {
                node.no_attrs()?;
                Ok(Block::BulletList(self.items(&node, below)?))
            }
            Kind::OrderedList => Ok(Block::OrderedList(node.start()?, self.items(&node, below)?)),
            Kind::Quote => {
                node.no_attrs()?;
                let blocks = self.blocks(&node, below)?;
                filled(blocks, Kind::Quote).map(Block::Quote)
            }
            Kind::Document | Kind::ListItem | Kind::Text | Kind::Break => Err(node.misplaced(parent)),
        }
    }

    fn items(&mut self, list: &Node<'_>, depth: usize) -> Parsed<Vec<ListItem>> {
        let items: Parsed<Vec<_>> = list.content.iter().map(|value| self.item(value, depth)).collect();
        filled(items?, list.kind)
    }

    fn item(&mut self, value: &Value, depth: usize) -> Parsed<ListItem> {
        let node = self.node(value, depth)?;
        if node.kind != Kind::ListItem {
            return Err(node.misplaced(Kind::BulletList));
        }
        node.no_attrs()?;
        let blocks = filled(self.blocks(&node, depth + 1)?, Kind::ListItem)?;
        if !matches!(blocks.first(), Some(Block::Paragraph(_))) {
            return Err(RichTextError::Malformed("a list entry does not begin with a paragraph"));
        }
        Ok(ListItem { blocks })
    }

    fn inlines(&mut self, parent: &Node<'_>, depth: usize) -> Parsed<Vec<Inline>> {
        let mut inlines = Vec::with_capacity(parent.content.len());
        for value in parent.content {
            let node = self.node(value, depth)?;
            node.no_attrs()?;
            match node.kind {
                Kind::Text => self.text(&node, &mut inlines)?,
                Kind::Break => inlines.push(Inline::Break(self.marks(&node)?)),
                Kind::Document
                | Kind::Paragraph
                | Kind::Heading
                | Kind::BulletList
                | Kind::OrderedList
                | Kind::ListItem
                | Kind::Quote => return Err(node.misplaced(parent.kind)),
            }
        }
        Ok(inlines)
    }

    /// Appends a piece of text, or joins it to the last one when both look the same.
    fn text(&mut self, node: &Node<'_>, inlines: &mut Vec<Inline>) -> Parsed<()> {
        let Some(text) = node.text.filter(|text| !text.is_empty()) else {
            return Err(RichTextError::Hollow(Kind::Text.shown()));
        };
        let marks = self.marks(node)?;
        let text = visible(text);
        self.characters += text.chars().count();
        if self.characters > MAX_CHARACTERS {
            return Err(RichTextError::TooLong);
        }
        match inlines.last_mut() {
            _ if text.is_empty() => {}
            Some(Inline::Text(last, with)) if *with == marks => last.push_str(&text),
            _ => inlines.push(Inline::Text(text, marks)),
        }
        Ok(())
    }

    fn marks(&mut self, node: &Node<'_>) -> Parsed<Marks> {
        let mut marks = Marks::default();
        for value in node.marks {
            self.mark(value, &mut marks)?;
        }
        Ok(marks)
    }

    fn mark(&mut self, value: &Value, marks: &mut Marks) -> Parsed<()> {
        let (name, attrs) = read_mark(value)?;
        let again = match name {
            "bold" => std::mem::replace(&mut marks.bold, true),
            "italic" => std::mem::replace(&mut marks.italic, true),
            "link" => marks.link.replace(self.link(attrs)?).is_some(),
            _ => return Err(RichTextError::UnknownMark(quotable(name))),
        };
        if again {
            return Err(RichTextError::Malformed("a piece of text has the same formatting twice"));
        }
        if name != "link" {
            only_entry(attrs, "", "formatting")?;
        }
        Ok(())
    }

    fn link(&mut self, attrs: Option<&Attrs>) -> Parsed<Link> {
        let Some(Value::String(href)) = only_entry(attrs, "href", "link")? else {
            return Err(RichTextError::BadProperty { owner: "link", name: "href" });
        };
        self.link_bytes += href.len();
        if self.link_bytes > MAX_BYTES {
            return Err(RichTextError::TooLarge { bytes: self.link_bytes });
        }
        Link::parse(href)
    }
}

fn filled<T>(parts: Vec<T>, kind: Kind) -> Parsed<Vec<T>> {
    if parts.is_empty() { Err(RichTextError::Hollow(kind.shown())) } else { Ok(parts) }
}

/// Returns `text` without the control characters that nobody can see and PostgreSQL refuses (NUL).
fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}
