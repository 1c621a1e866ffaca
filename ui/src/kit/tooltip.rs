//! A tooltip, for what needs more than the browser's own: it also shows on focus, and is read aloud.

use crate::hooks::use_id;
use yew::prelude::*;

/// Props of [`Tooltip`].
#[derive(Properties, PartialEq)]
pub(crate) struct TooltipProps {
    /// What it says.
    pub(crate) text: AttrValue,
    /// What it is about: something short, focusable through the tooltip itself.
    pub(crate) children: Html,
}

/// Something short with a tooltip.
#[component]
pub(crate) fn Tooltip(props: &TooltipProps) -> Html {
    let id = use_id("tip");
    html! {
        <span class="tooltip" tabindex="0" aria-describedby={id.clone()}>
            { props.children.clone() }
            <span {id} class="tip" role="tooltip">{ props.text.clone() }</span>
        </span>
    }
}
