//! The line where a link's address is written. It takes the toolbar's place while it is open.

use super::editor_handle::EditorHandle;
use crate::hooks::use_id;
use crate::kit::{Button, ButtonKind};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`LinkForm`].
#[derive(Properties, PartialEq)]
pub(super) struct LinkFormProps {
    /// The editor whose selection is linked.
    pub(super) editor: EditorHandle,
    /// Where the link around the caret leads; empty when there is none.
    pub(super) href: AttrValue,
    /// The form is done with.
    pub(super) on_close: Callback<()>,
}

/// The line where a link's address is written.
#[component]
pub(super) fn LinkForm(props: &LinkFormProps) -> Html {
    let input = use_node_ref();
    let address = use_state(|| props.href.clone());
    let refused = use_state_eq(|| false);
    let id = use_id("link");
    let trouble = use_id("link-trouble");
    use_effect_with(input.clone(), |input| {
        if let Some(input) = input.cast::<HtmlInputElement>() {
            drop(input.focus());
            input.select();
        }
    });

    let onsubmit = {
        let (editor, address, refused, on_close) =
            (props.editor.clone(), address.clone(), refused.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if editor.link(&address) { on_close.emit(()) } else { refused.set(true) }
        })
    };
    let oninput = {
        let (address, refused) = (address.clone(), refused.clone());
        Callback::from(move |event: InputEvent| {
            address.set(event.target_unchecked_into::<HtmlInputElement>().value().into());
            refused.set(false);
        })
    };
    let remove = {
        let (editor, on_close) = (props.editor.clone(), props.on_close.clone());
        Callback::from(move |_| {
            editor.unlink();
            on_close.emit(());
        })
    };
    let onkeydown = {
        let (editor, on_close) = (props.editor.clone(), props.on_close.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                on_close.emit(());
                editor.focus();
            }
        })
    };
    html! {
        <form class="link-form" {onsubmit} {onkeydown} novalidate={true}>
            <label for={id.clone()}>{ "Link to" }</label>
            <input
                ref={input} {id} type="url" inputmode="url" autocomplete="off" spellcheck="false"
                value={(*address).clone()} {oninput} placeholder="https://"
                aria-invalid={refused.then_some("true")}
                aria-describedby={refused.then_some(trouble.clone())}
            />
            <Button kind={ButtonKind::Quiet} submit={true}>{ "Link" }</Button>
            if !props.href.is_empty() {
                <Button kind={ButtonKind::Quiet} onclick={remove}>{ "Remove" }</Button>
            }
            if *refused {
                <p id={trouble} role="alert">
                    { "Links go to a web page (https://) or a mail address. Check what you wrote." }
                </p>
            }
        </form>
    }
}
