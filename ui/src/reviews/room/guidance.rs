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
            <section aria-label="What good looks like">
                <h2 class="pane-label"><span>{ "What good looks like" }</span></h2>
                { paragraphs(&section.guidance) }
                if section.guidance.trim().is_empty() { <p class="muted">{ "There is no guidance for this section." }</p> }
            </section>
            if !section.intro.trim().is_empty() {
                <section aria-label="What the client read first">
                    <h2 class="pane-label"><span>{ "What the client read first" }</span></h2>
                    { paragraphs(&section.intro) }
                </section>
            }
        </div>
    }
}

/// Returns a text as paragraphs; lines that begin with a dash as a list.
fn paragraphs(text: &str) -> Html {
    let parts = text.split("\n\n").filter(|part| !part.trim().is_empty());
    html! {
        <div class="guidance" dir="auto">
            { for parts.map(|part| {
                let points: Option<Vec<&str>> = part.lines().map(|line| line.trim().strip_prefix("- ")).collect();
                match points {
                    Some(points) => html! { <ul>{ for points.into_iter().map(|point| html! { <li>{ point }</li> }) }</ul> },
                    None => html! { <p>{ part }</p> },
                }
            }) }
        </div>
    }
}
