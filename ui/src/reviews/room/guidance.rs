//! What good looks like, for mentors; and what the client was told first.

use domain::reviews::SectionHead;
use yew::prelude::*;

/// Props of [`Guidance`].
#[derive(Properties, PartialEq)]
pub(super) struct GuidanceProps {
    /// The section.
    pub(super) section: SectionHead,
}

/// What good looks like.
#[component]
pub(super) fn Guidance(props: &GuidanceProps) -> Html {
    let section = &props.section;
    html! {
        <div class="pane-sections">
            <section aria-label="Guidance for mentors">
                if section.guidance.trim().is_empty() {
                    <p class="muted">{ "There is no guidance for this section." }</p>
                } else {
                    { written(&section.guidance) }
                }
            </section>
            if !section.intro.trim().is_empty() {
                <section aria-label="What the client read first">
                    <h2 class="pane-label"><span>{ "What the client read first" }</span></h2>
                    { written(&section.intro) }
                </section>
            }
        </div>
    }
}

/// A part of a text that is written with the two marks of guidance.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Heading(&'a str),
    Paragraph(&'a str),
    List(Vec<&'a str>),
}

/// Reads a text line by line: "## " begins a heading, "- " a point of a list, anything else is a paragraph.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (line.strip_prefix("## "), line.strip_prefix("- "), parts.last_mut()) {
            (Some(heading), ..) => parts.push(Part::Heading(heading)),
            (None, Some(point), Some(Part::List(points))) => points.push(point),
            (None, Some(point), _) => parts.push(Part::List(vec![point])),
            (None, None, _) => parts.push(Part::Paragraph(line)),
        }
    }
    parts
}

fn written(text: &str) -> Html {
    let part = |part: Part<'_>| match part {
        Part::Heading(heading) => html! { <h2 class="pane-label"><span>{ heading }</span></h2> },
        Part::Paragraph(paragraph) => html! { <p>{ paragraph }</p> },
        Part::List(points) => {
            html! { <ul>{ for points.into_iter().map(|point| html! { <li>{ point }</li> }) }</ul> }
        }
    };
    html! { <div class="guidance" dir="auto">{ for parts(text).into_iter().map(part) }</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_points_are_read_and_the_rest_is_text() {
        let text = "## What good looks like\n\nShort.\n\n- One\n- Two\nAfter";
        assert_eq!(
            parts(text),
            [
                Part::Heading("What good looks like"),
                Part::Paragraph("Short."),
                Part::List(vec!["One", "Two"]),
                Part::Paragraph("After"),
            ]
        );
    }
}
