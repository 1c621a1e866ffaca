//! The quiet bar below a text that is being written: one stop for Tab, arrows inside.

use super::editor_handle::EditorHandle;
use super::format::{Format, Formatting};
use super::link_form::LinkForm;
use crate::hooks::is_mac;
use crate::kit::lying_step_of;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Props of [`Toolbar`].
#[derive(Properties, PartialEq)]
pub(super) struct ToolbarProps {
    /// The editor it formats.
    pub(super) editor: EditorHandle,
    /// What is on where the caret is.
    pub(super) shown: Formatting,
    /// Whether the line for a link's address is open.
    pub(super) linking: bool,
    /// The line for a link's address is asked for, or done with.
    pub(super) on_linking: Callback<bool>,
}

/// The quiet bar below a text that is being written.
#[component]
pub(super) fn Toolbar(props: &ToolbarProps) -> Html {
    let bar = use_node_ref();
    let stop = use_state_eq(|| 0_usize);
    if props.linking {
        let on_close = props.on_linking.reform(|()| false);
        let href = props.shown.href.clone();
        return html! { <LinkForm editor={props.editor.clone()} {href} {on_close} /> };
    }
    let onkeydown = roving(&bar, &stop);
    // A press of the mouse leaves focus and selection in the text.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let mut places = 0..;
    let groups = Format::GROUPS.iter().map(|group| {
        let buttons =
            group.iter().zip(&mut places).map(|(format, place)| button(props, *format, place == *stop));
        html! { <div class="group">{ for buttons }</div> }
    });
    html! {
        <div ref={bar} class="editor-toolbar" role="toolbar" aria-label="Formatting" {onkeydown} {onmousedown}>
            { for groups }
        </div>
    }
}

fn button(props: &ToolbarProps, format: Format, is_stop: bool) -> Html {
    let mac = is_mac();
    let possible = props.shown.possible(format);
    let editor = props.editor.clone();
    let onclick = match format {
        Format::Link => props.on_linking.reform(|_| true),
        _ if !possible => Callback::noop(),
        _ => Callback::from(move |_| editor.run(format)),
    };
    html! {
        <button
            type="button" class="button only-icon quiet"
            aria-label={format.label()}
            title={format.hint(mac)}
            aria-keyshortcuts={format.aria_keys(mac)}
            aria-pressed={props.shown.pressed(format).map(|pressed| if pressed { "true" } else { "false" })}
            aria-disabled={(!possible).then_some("true")}
            tabindex={if is_stop { "0" } else { "-1" }}
            {onclick}
        >
            { format.icon() }
        </button>
    }
}

/// Moves focus among the buttons, in the order in which they stand.
fn roving(bar: &NodeRef, stop: &UseStateHandle<usize>) -> Callback<KeyboardEvent> {
    let (bar, stop) = (bar.clone(), stop.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(step) = lying_step_of(&event) else { return };
        let Some(buttons) = bar
            .cast::<HtmlElement>()
            .and_then(|bar| bar.query_selector_all("button").ok())
            .filter(|buttons| buttons.length() > 0)
        else {
            return;
        };
        let buttons: Vec<HtmlElement> =
            (0..buttons.length()).filter_map(|at| buttons.item(at)?.dyn_into().ok()).collect();
        let focused = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let at = buttons.iter().position(|button| Some(button) == focused.as_ref()).unwrap_or(0);
        let next = step.around(at, buttons.len() - 1);
        event.prevent_default();
        stop.set(next);
        buttons.get(next).map(HtmlElement::focus);
    })
}
