//! A rich text as paragraphs of a printed document. A page can't be clicked, so that a link has its address beside it.

use domain::richtext::{Block as Part, Inline, ListItem, RichText};
use paper::{Block, Kind, Paragraph, Span};

/// Returns the paragraphs of a text.
pub(crate) fn blocks(text: &RichText) -> Vec<Block> {
    let mut done = Vec::new();
    parts(text.document().blocks(), 0, &mut done);
    done
}

fn parts(blocks: &[Part], indent: u8, done: &mut Vec<Block>) {
    for block in blocks {
        match block {
            Part::Paragraph(line) => done.push(paragraph(line, indent, "", false)),
            Part::Heading(_, line) => done.push(paragraph(line, indent, "", true)),
            Part::BulletList(items) => items.iter().for_each(|item| entry(item, indent, "•", done)),
            Part::OrderedList(first, items) => {
                (*first..)
                    .zip(items)
                    .for_each(|(number, item)| entry(item, indent, &format!("{number}."), done));
            }
            Part::Quote(blocks) => parts(blocks, indent.saturating_add(1), done),
        }
    }
}

fn entry(item: &ListItem, indent: u8, marker: &str, done: &mut Vec<Block>) {
    let indent = indent.saturating_add(1);
    if let Some((Part::Paragraph(line), rest)) = item.blocks().split_first() {
        done.push(paragraph(line, indent, marker, false));
        parts(rest, indent, done);
    } else {
        parts(item.blocks(), indent, done);
    }
}

fn paragraph(line: &[Inline], indent: u8, marker: &str, bold: bool) -> Block {
    let mut spans = Vec::new();
    for (link, parts) in Inline::by_link(line) {
        let before = spans.len();
        spans.extend(parts.iter().map(|part| {
            let (text, marks) = match part {
                Inline::Text(text, marks) => (text.clone(), marks),
                Inline::Break(marks) => ("\n".to_owned(), marks),
            };
            Span { text, bold: bold || marks.bold, italic: marks.italic }
        }));
        let shown: String = spans.iter().skip(before).map(|span| span.text.as_str()).collect();
        if let Some(link) = link.filter(|link| link.as_str() != shown) {
            spans.push(Span { text: format!(" ({})", link.as_str()), ..Span::default() });
        }
    }
    Block::Paragraph(Paragraph { kind: Kind::Written, indent, marker: marker.to_owned(), spans })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::richtext::Document;

    #[test]
    fn lists_quotes_and_links_keep_what_they_say() {
        let text = |text: &str| serde_json::json!({ "type": "text", "text": text });
        let paragraph =
            |content: serde_json::Value| serde_json::json!({ "type": "paragraph", "content": [content] });
        let link = serde_json::json!({ "type": "text", "text": "here", "marks": [
            { "type": "link", "attrs": { "href": "https://example.org/a" } }, { "type": "bold" }] });
        let document = serde_json::json!({ "type": "doc", "content": [
            { "type": "heading", "attrs": { "level": 2 }, "content": [text("Title")] },
            paragraph(link),
            { "type": "orderedList", "attrs": { "start": 3 }, "content": [
                { "type": "listItem", "content": [paragraph(text("three")), paragraph(text("more"))] },
                { "type": "listItem", "content": [paragraph(text("four"))] }] },
            { "type": "blockquote", "content": [paragraph(text("said"))] },
        ]});
        let document = Document::parse(&document.to_string()).unwrap();
        let told: Vec<String> = blocks(&RichText::from(&document))
            .iter()
            .map(|block| {
                let Block::Paragraph(Paragraph { indent, marker, spans, .. }) = block else {
                    panic!("{block:?}")
                };
                let spans = spans
                    .iter()
                    .map(|span| if span.bold { format!("*{}*", span.text) } else { span.text.clone() });
                format!("{indent}{marker} {}", spans.collect::<String>())
            })
            .collect();
        let expected =
            ["0 *Title*", "0 *here* (https://example.org/a)", "13. three", "1 more", "14. four", "1 said"];
        assert_eq!(told, expected);
    }
}
