//! A rich text to be read: the checked tree as elements, never as markup.

use domain::richtext::{Block, Inline, Level, Link, ListItem, Marks, RichText};
use yew::prelude::*;

/// Props of [`RichTextView`].
#[derive(Properties, PartialEq)]
pub(crate) struct RichTextViewProps {
    /// The text.
    pub(crate) text: RichText,
    /// More classes.
    #[prop_or_default]
    pub(crate) class: Classes,
}

/// A rich text to be read.
#[component]
pub(crate) fn RichTextView(props: &RichTextViewProps) -> Html {
    let document = use_memo(props.text.clone(), RichText::document);
    html! { <div class={classes!("rich-text", props.class.clone())}>{ blocks(document.blocks()) }</div> }
}

fn blocks(blocks: &[Block]) -> Html {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Html {
    match block {
        Block::Paragraph(content) => html! { <p dir="auto">{ line(content) }</p> },
        Block::Heading(Level::Two, content) => html! { <h2 dir="auto">{ line(content) }</h2> },
        Block::Heading(Level::Three, content) => html! { <h3 dir="auto">{ line(content) }</h3> },
        Block::BulletList(entries) => html! { <ul>{ for entries.iter().map(entry) }</ul> },
        Block::OrderedList(start, entries) => {
            html! { <ol start={start.to_string()}>{ for entries.iter().map(entry) }</ol> }
        }
        Block::Quote(content) => html! { <blockquote>{ blocks(content) }</blockquote> },
    }
}

/// The entry finds its direction itself, so that its bullet stands on the right side; its own paragraphs follow it.
fn entry(entry: &ListItem) -> Html {
    let parts = entry.blocks().iter().map(|part| match part {
        Block::Paragraph(content) => html! { <p>{ line(content) }</p> },
        Block::Heading(..) | Block::BulletList(_) | Block::OrderedList(..) | Block::Quote(_) => block(part),
    });
    html! { <li dir="auto">{ for parts }</li> }
}

fn line(content: &[Inline]) -> Html {
    if content.is_empty() {
        // Holds the line open, as in the editor.
        return html! { <br /> };
    }
    Inline::by_link(content).map(|(link, run)| linked(link, run.iter().map(inline).collect())).collect()
}

fn linked(link: Option<&Link>, content: Html) -> Html {
    let Some(link) = link else { return content };
    html! {
        <a href={link.as_str().to_owned()} target="_blank" rel="noopener noreferrer nofollow">{ content }</a>
    }
}

fn inline(inline: &Inline) -> Html {
    match inline {
        Inline::Text(text, marks) => marked(text, marks),
        Inline::Break(_) => html! { <br /> },
    }
}

fn marked(text: &str, marks: &Marks) -> Html {
    let text = html! { { text } };
    let text = if marks.italic {
        html! { <em>{ text }</em> }
    } else {
        text
    };
    if marks.bold {
        html! { <strong>{ text }</strong> }
    } else {
        text
    }
}
