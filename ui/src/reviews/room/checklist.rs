//! What to check before sending.

use crate::kit::Checkbox;
use domain::journeys::ChecklistItemId;
use domain::reviews::ChecklistLine;
use yew::prelude::*;

/// Props of [`Checklist`].
#[derive(Properties, PartialEq)]
pub(super) struct ChecklistProps {
    /// The lines.
    pub(super) lines: Vec<ChecklistLine>,
    /// A line was ticked, or no longer is.
    pub(super) on_tick: Callback<(ChecklistItemId, bool)>,
}

/// Returns the id of a line in the page.
pub(super) fn line_id(line: ChecklistItemId) -> String {
    format!("line-{line}")
}

/// What to check before sending.
#[component]
pub(super) fn Checklist(props: &ChecklistProps) -> Html {
    if props.lines.is_empty() {
        return html! {};
    }
    let ticked = props.lines.iter().filter(|line| line.checked).count();
    html! {
        <section aria-label="Before you send">
            <h2 class="pane-label"><span>{ "Before you send" }</span><span class="num">{ format!("{ticked} of {}", props.lines.len()) }</span></h2>
            <ul class="checklist">
                { for props.lines.iter().map(|line| {
                    let on_change = {
                        let (on_tick, id) = (props.on_tick.clone(), line.id);
                        Callback::from(move |on| on_tick.emit((id, on)))
                    };
                    html! { <li key={line.id.to_string()} id={line_id(line.id)} tabindex="-1"><Checkbox label={line.text.clone()} checked={line.checked} {on_change} /></li> }
                }) }
            </ul>
        </section>
    }
}
