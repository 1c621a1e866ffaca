//! One toast: how it looks, how long it stays, and where focus goes when it goes.

use super::button::{Button, ButtonKind, IconButton};
use super::icon::Icon;
use super::toast::{ToastKind, ToastViewProps};
use super::window_of::in_window;
use crate::actions::Keys;
use crate::hooks::document;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

/// How long a toast stays, and how long one with a way back does, in milliseconds.
const STAY: (u32, u32) = (6_000, 10_000);

/// Props of [`ToastView`].
#[derive(Properties, PartialEq)]
pub(crate) struct ToastViewOwnProps {
    /// Which toast.
    pub(crate) toast: ToastViewProps,
    /// The keys for undoing.
    pub(crate) undo_keys: Option<Keys>,
}

/// One toast. Errors wait until they are read.
#[component]
pub(crate) fn ToastView(props: &ToastViewOwnProps) -> Html {
    let keys = props.undo_keys.clone().filter(|_| props.toast.next_undone);
    let props = &props.toast;
    let held = use_state_eq(|| false);
    let node = use_node_ref();
    let came_from = use_mut_ref(|| None::<HtmlElement>);
    let close = {
        let (toaster, toast) = (props.toaster.clone(), props.toast.clone());
        let (came_from, node) = (came_from.clone(), node.clone());
        Callback::from(move |()| {
            // Before what has focus goes away, focus goes back to where it was, or else to the page.
            let back = came_from.take();
            if in_window(&node)
                && let Some(element) = back.or_else(page)
            {
                drop(element.focus());
            }
            toaster.close(toast.clone());
        })
    };
    {
        let close = close.clone();
        let stays = props.toast.kind == ToastKind::Error || *held;
        let time = if props.toast.way_back.is_some() { STAY.1 } else { STAY.0 };
        use_effect_with(stays, move |stays| {
            let timeout = (!stays).then(|| Timeout::new(time, move || close.emit(())));
            move || drop(timeout)
        });
    }
    let hold = |on: bool| {
        let held = held.setter();
        move || held.set(on)
    };
    let (over, out, focus, blur) = (hold(true), hold(false), hold(true), hold(false));
    let onfocusin = {
        let (came_from, node) = (came_from.clone(), node.clone());
        Callback::from(move |event: FocusEvent| {
            focus();
            if let Some(element) = outside(&node, &event) {
                came_from.replace(Some(element));
            }
        })
    };
    let onfocusout = {
        let node = node.clone();
        Callback::from(move |event: FocusEvent| {
            blur();
            if outside(&node, &event).is_some() {
                came_from.take();
            }
        })
    };
    let way_back = props.toast.way_back.clone().map(|(label, run)| {
        let (close, toaster, toast) = (close.clone(), props.toaster.clone(), props.toast.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            toaster.undone(&toast);
            close.emit(());
            run.emit(());
        });
        html! { <Button kind={ButtonKind::Quiet} {keys} {onclick}>{ label }</Button> }
    });
    let icon = if props.toast.kind == ToastKind::Error { Icon::CircleAlert } else { Icon::Check };
    html! {
        <div ref={node} class={classes!("toast", (props.toast.kind == ToastKind::Error).then_some("error"))}
            onmousemove={move |_| over()} onmouseleave={move |_| out()} {onfocusin} {onfocusout}>
            { icon }
            <p>
                { props.toast.text.clone() }
                if !props.toast.hint.is_empty() { <small>{ props.toast.hint.clone() }</small> }
            </p>
            { way_back }
            <IconButton icon={Icon::X} label="Close" onclick={close.reform(|_: MouseEvent| ())} />
        </div>
    }
}

/// Returns where focus comes from or goes to, if that is not in the same toast.
fn outside(toast: &NodeRef, event: &FocusEvent) -> Option<HtmlElement> {
    let other: HtmlElement = event.related_target()?.dyn_into().ok()?;
    (!toast.cast::<Node>()?.contains(Some(&other))).then_some(other)
}

fn page() -> Option<HtmlElement> {
    document()?.get_element_by_id("main")?.dyn_into().ok()
}
