//! Several lines of text, in a box that grows with them.

use super::field::Tied;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Props of [`TextArea`].
#[derive(Properties, PartialEq)]
pub(crate) struct TextAreaProps {
    /// Its field, if it stands in one.
    #[prop_or_default]
    pub(crate) tied: Tied,
    /// Its name, if it stands alone.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    /// What it holds.
    pub(crate) value: AttrValue,
    /// It was written in.
    #[prop_or_default]
    pub(crate) on_input: Callback<String>,
    /// Writing ended: focus left it.
    #[prop_or_default]
    pub(crate) on_leave: Callback<()>,
    /// A key was pressed in it.
    #[prop_or_default]
    pub(crate) onkeydown: Callback<KeyboardEvent>,
    /// An example, shown while it is empty. Not a label.
    #[prop_or_default]
    pub(crate) placeholder: Option<AttrValue>,
    /// How many lines it has at least.
    #[prop_or(3)]
    pub(crate) rows: u32,
    /// The most characters it takes.
    #[prop_or_default]
    pub(crate) max_length: Option<u32>,
    /// Whether it can be read but not changed.
    #[prop_or_default]
    pub(crate) read_only: bool,
    /// Not possible now.
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// More classes, such as `reading` for what clients and mentors write.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// Where to find it in the page.
    #[prop_or_default]
    pub(crate) node_ref: NodeRef,
}

/// Several lines of text.
#[component]
pub(crate) fn TextArea(props: &TextAreaProps) -> Html {
    {
        let node = props.node_ref.clone();
        use_effect_with(props.value.clone(), move |_| grow(&node));
    }
    let oninput = {
        let (on_input, node) = (props.on_input.clone(), props.node_ref.clone());
        Callback::from(move |event: InputEvent| {
            grow(&node);
            on_input.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        })
    };
    html! {
        <textarea ref={props.node_ref.clone()} class={classes!("input", props.class.clone())} rows={props.rows.to_string()}
            id={props.tied.id.clone()} aria-label={props.label.clone()} aria-describedby={props.tied.described_by.clone()}
            aria-invalid={props.tied.aria_invalid()} value={props.value.clone()} placeholder={props.placeholder.clone()}
            maxlength={props.max_length.map(|most| most.to_string())} readonly={props.read_only} disabled={props.disabled}
            dir="auto" spellcheck="true"
            {oninput} onblur={props.on_leave.reform(|_: FocusEvent| ())} onkeydown={props.onkeydown.clone()} />
    }
}

/// Makes the box as high as its text.
fn grow(node: &NodeRef) {
    let Some(area) = node.cast::<HtmlTextAreaElement>() else { return };
    drop(area.style().set_property("height", "auto"));
    let edges = area.offset_height() - area.client_height();
    drop(area.style().set_property("height", &format!("{}px", area.scroll_height() + edges)));
}

/// Returns what keys do in a box whose text is sent: Mod-Enter sends; Escape closes an empty box, because a key throws away nothing that was written.
pub(crate) fn box_keys(send: &Callback<()>, close: &Callback<()>, empty: bool) -> Callback<KeyboardEvent> {
    let (send, close) = (send.clone(), close.clone());
    Callback::from(move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => send.emit(()),
            "Escape" if empty => close.emit(()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    })
}
