//! A document as HTML, for mail, exports and printing.
//!
//! Every character of the text and of a link is escaped, the tags are constants, and there is no
//! other source of markup. The interface does not use this: it renders the tree itself.

use super::{Block, Document, Inline, ListItem, Marks};

impl Document {
    /// Returns the document as an HTML fragment that is safe in any page.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        blocks(&mut out, &self.blocks);
        out
    }
}

fn blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(content) => element(out, "p", |out| inlines(out, content)),
            Block::Heading(level, content) => match level {
                super::Level::Two => element(out, "h2", |out| inlines(out, content)),
                super::Level::Three => element(out, "h3", |out| inlines(out, content)),
            },
            Block::BulletList(list) => {
                out.push_str("<ul>");
                items(out, list);
                out.push_str("</ul>");
            }
            Block::OrderedList(start, list) => {
                out.push_str("<ol");
                if *start != 1 {
                    out.push_str(&format!(" start=\"{start}\""));
                }
                out.push('>');
                items(out, list);
                out.push_str("</ol>");
            }
            Block::Quote(content) => {
                out.push_str("<blockquote>");
                self::blocks(out, content);
                out.push_str("</blockquote>");
            }
        }
    }
}

/// An entry finds its direction itself, for the sake of its bullet; its own paragraphs follow it.
fn items(out: &mut String, items: &[ListItem]) {
    for item in items {
        out.push_str("<li dir=\"auto\">");
        for block in &item.blocks {
            if let Block::Paragraph(content) = block {
                out.push_str("<p>");
                inlines(out, content);
                out.push_str("</p>");
            } else {
                blocks(out, std::slice::from_ref(block));
            }
        }
        out.push_str("</li>");
    }
}

fn element(out: &mut String, tag: &str, content: impl FnOnce(&mut String)) {
    out.push_str(&format!("<{tag} dir=\"auto\">"));
    content(out);
    out.push_str(&format!("</{tag}>"));
}

fn inlines(out: &mut String, line: &[Inline]) {
    for (link, run) in Inline::by_link(line) {
        if let Some(link) = link {
            out.push_str("<a href=\"");
            escape(out, link.as_str());
            out.push_str("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">");
        }
        for inline in run {
            match inline {
                Inline::Text(text, marks) => marked(out, text, marks),
                Inline::Break(_) => out.push_str("<br>"),
            }
        }
        out.push_str(if link.is_some() { "</a>" } else { "" });
    }
}

fn marked(out: &mut String, text: &str, marks: &Marks) {
    out.push_str(if marks.bold { "<strong>" } else { "" });
    out.push_str(if marks.italic { "<em>" } else { "" });
    escape(out, text);
    out.push_str(if marks.italic { "</em>" } else { "" });
    out.push_str(if marks.bold { "</strong>" } else { "" });
}

/// Appends `text` so that it is text in an element and in a quoted attribute alike.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}
