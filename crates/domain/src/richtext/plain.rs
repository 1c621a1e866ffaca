//! A document as plain text, how much there is of it, and a document from plain text.

use super::limits::MAX_BYTES;
use super::{Block, Document, Inline, ListItem, Marks, RichTextError};
use crate::text::count_words;

impl Document {
    /// Returns the text alone: one line for each paragraph, heading and list entry, an empty line
    /// between blocks, `•` or a number before list entries and `>` before quotes.
    #[must_use]
    pub fn to_plain_text(&self) -> String {
        without_end(&lines(&self.blocks, "\n\n")).to_owned()
    }

    /// Returns a document with one paragraph for each paragraph of `text`: an empty line parts
    /// paragraphs, a single line end becomes a line break. Nothing in `text` is read as formatting.
    ///
    /// # Errors
    /// When there is too much of it.
    pub fn from_plain_text(text: &str) -> Result<Self, RichTextError> {
        if text.len() > MAX_BYTES {
            return Err(RichTextError::TooLarge { bytes: text.len() });
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let paragraphs = text.split("\n\n").map(|part| part.trim_matches('\n'));
        let blocks: Vec<_> =
            paragraphs.filter(|part| !part.is_empty()).map(|part| Block::Paragraph(broken(part))).collect();
        Self::parse(&Self { blocks }.to_json())
    }

    /// Returns how many characters (Unicode scalar values) the text has, without line ends.
    #[must_use]
    pub fn characters(&self) -> usize {
        let mut count = 0;
        each_text(&self.blocks, &mut |text| count += text.chars().count());
        count
    }

    /// Returns how many words the text has. In scripts without spaces each character counts.
    #[must_use]
    pub fn words(&self) -> usize {
        count_words(&self.to_plain_text())
    }

    /// Tells whether there is nothing to read: no character but space.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let mut empty = true;
        each_text(&self.blocks, &mut |text| empty &= text.trim().is_empty());
        empty
    }
}

/// Returns a text without the spaces and line breaks at its end. Other white space was written on purpose.
fn without_end(text: &str) -> &str {
    text.trim_end_matches([' ', '\n'])
}

fn lines(blocks: &[Block], between: &str) -> String {
    let parts: Vec<_> = blocks.iter().map(block).collect();
    parts.join(between)
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(content) | Block::Heading(_, content) => line(content),
        Block::BulletList(items) => {
            let items: Vec<_> = items.iter().map(|item| entry("• ", item)).collect();
            items.join("\n")
        }
        Block::OrderedList(start, items) => {
            let items: Vec<_> =
                (*start..).zip(items).map(|(number, item)| entry(&format!("{number}. "), item)).collect();
            items.join("\n")
        }
        Block::Quote(content) => indented("> ", "> ", &lines(content, "\n\n")),
    }
}

fn entry(marker: &str, item: &ListItem) -> String {
    let rest = " ".repeat(marker.chars().count());
    indented(marker, &rest, &lines(&item.blocks, "\n"))
}

fn indented(first: &str, rest: &str, text: &str) -> String {
    let lines = text.split('\n').enumerate();
    let lines: Vec<_> = lines
        .map(|(at, line)| match (at, line) {
            (0, _) => format!("{first}{line}"),
            (_, "") => without_end(rest).to_owned(),
            (_, _) => format!("{rest}{line}"),
        })
        .collect();
    lines.join("\n")
}

fn line(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text, _) => text.as_str(),
            Inline::Break(_) => "\n",
        })
        .collect()
}

fn broken(paragraph: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for (at, line) in paragraph.split('\n').enumerate() {
        if at > 0 {
            inlines.push(Inline::Break(Marks::default()));
        }
        if !line.is_empty() {
            inlines.push(Inline::Text(line.to_owned(), Marks::default()));
        }
    }
    inlines
}

fn each_text(blocks: &[Block], see: &mut impl FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading(_, content) => {
                for inline in content {
                    if let Inline::Text(text, _) = inline {
                        see(text);
                    }
                }
            }
            Block::BulletList(items) | Block::OrderedList(_, items) => {
                for item in items {
                    each_text(&item.blocks, see);
                }
            }
            Block::Quote(content) => each_text(content, see),
        }
    }
}
