//! A modal dialog: the browser's own, which keeps focus inside and everything else inert.
//!
//! For money and deletion, and for forms that are short. Focus goes back to where it was when it closes, also
//! when its screen goes away while it is open.

use super::button::IconButton;
use super::icon::Icon;
use crate::hooks::{use_id, use_modal};
use web_sys::HtmlElement;
use yew::prelude::*;

/// Props of [`Dialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    /// Whether it is open.
    pub(crate) open: bool,
    /// Its heading.
    pub(crate) title: AttrValue,
    /// It was closed, or wants to be: set `open` to false.
    pub(crate) on_close: Callback<()>,
    /// Its buttons, the one that matters last. Without them it has a cross.
    #[prop_or_default]
    pub(crate) foot: Option<Html>,
    /// More classes, such as `wide`.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// What it holds. It is made when the dialog opens, and an element in it may have `autofocus`.
    pub(crate) children: Html,
}

/// A modal dialog with heading, content and buttons.
#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    let title_id = use_id("dialog");
    use_modal(node.clone(), props.open);
    let close = {
        let on_close = props.on_close.clone();
        Callback::from(move |_: MouseEvent| on_close.emit(()))
    };
    html! {
        <dialog ref={node.clone()} class={classes!("dialog", props.class.clone())} aria-labelledby={title_id.clone()}
            oncancel={cancelled(&props.on_close)} onclick={clicked_beside(&node, &props.on_close)}>
            if props.open {
                <header>
                    <h2 id={title_id} tabindex="-1" autofocus={props.foot.is_none()}>{ props.title.clone() }</h2>
                    if props.foot.is_none() { <IconButton icon={Icon::X} label="Close" onclick={close} /> }
                </header>
                <div class="dialog-body">{ props.children.clone() }</div>
                if let Some(foot) = &props.foot { <footer>{ foot.clone() }</footer> }
            }
        </dialog>
    }
}

/// Returns what Escape does: the owner decides, the browser does not close by itself.
pub(crate) fn cancelled(on_close: &Callback<()>) -> Callback<Event> {
    let on_close = on_close.clone();
    Callback::from(move |event: Event| {
        event.prevent_default();
        event.stop_propagation();
        on_close.emit(());
    })
}

/// Returns what a click beside the dialog does.
pub(crate) fn clicked_beside(node: &NodeRef, on_close: &Callback<()>) -> Callback<MouseEvent> {
    let (node, on_close) = (node.clone(), on_close.clone());
    Callback::from(move |event: MouseEvent| {
        let beside = event.target().is_some_and(|target| {
            node.cast::<HtmlElement>().is_some_and(|dialog| js_sys::Object::is(&target, &dialog))
        });
        if beside && is_outside(&node, &event) {
            on_close.emit(());
        }
    })
}

fn is_outside(node: &NodeRef, event: &MouseEvent) -> bool {
    node.cast::<HtmlElement>().is_some_and(|dialog| {
        let place = dialog.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        x < place.left() || x > place.right() || y < place.top() || y > place.bottom()
    })
}
