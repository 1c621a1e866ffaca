//! Toasts: what just happened, with a way back where there is one. Errors wait until they are read.

use super::button::{Button, ButtonKind, IconButton};
use super::icon::Icon;
use super::window_of::in_window;
use crate::hooks::document;
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

/// How long a toast stays, and how long one with a way back does, in milliseconds.
const STAY: (u32, u32) = (6_000, 10_000);

/// How a toast is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ToastKind {
    /// It happened.
    #[default]
    Done,
    /// It did not, and someone should read why. It stays until it is closed.
    Error,
}

/// What just happened.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Toast {
    text: AttrValue,
    hint: AttrValue,
    kind: ToastKind,
    way_back: Option<(AttrValue, Callback<()>)>,
}

impl Toast {
    /// Returns a toast that says that something happened.
    pub(crate) fn done(text: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), hint: AttrValue::default(), kind: ToastKind::Done, way_back: None }
    }

    /// Returns a toast that says that something did not happen, and what to do next.
    pub(crate) fn error(text: impl Into<AttrValue>, hint: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), hint: hint.into(), kind: ToastKind::Error, way_back: None }
    }

    /// Adds a button, "Undo" for instance.
    pub(crate) fn way_back(mut self, label: impl Into<AttrValue>, run: Callback<()>) -> Self {
        self.way_back = Some((label.into(), run));
        self
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Shown {
    next: u32,
    toasts: Vec<(u32, Toast)>,
}

enum Change {
    Show(Toast),
    Close(u32),
    Clear,
}

impl Reducible for Shown {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        match change {
            Change::Show(toast) => {
                // The same error twice is one error.
                next.toasts.retain(|(_, shown)| *shown != toast);
                next.toasts.push((next.next, toast));
                next.next += 1;
                let surplus = next.toasts.len().saturating_sub(3);
                next.toasts.drain(..surplus);
            }
            Change::Close(id) => next.toasts.retain(|(held, _)| *held != id),
            Change::Clear => next.toasts.clear(),
        }
        next.into()
    }
}

/// Shows toasts.
#[derive(Clone, PartialEq)]
pub(crate) struct Toaster(UseReducerDispatcher<Shown>);

impl Toaster {
    /// Shows a toast.
    pub(crate) fn show(&self, toast: Toast) {
        self.0.dispatch(Change::Show(toast));
    }

    /// Takes all toasts away: they were for somebody else.
    pub(crate) fn clear(&self) {
        self.0.dispatch(Change::Clear);
    }
}

/// Returns what shows toasts; none outside a [`ToastProvider`].
#[hook]
pub(crate) fn use_toaster() -> Option<Toaster> {
    use_context::<Toaster>()
}

/// Props of [`ToastProvider`].
#[derive(Properties, PartialEq)]
pub(crate) struct ToastProviderProps {
    /// What may show toasts.
    pub(crate) children: Html,
}

/// Holds the toasts and the places where they are announced.
#[component]
pub(crate) fn ToastProvider(props: &ToastProviderProps) -> Html {
    let shown = use_reducer(Shown::default);
    let toaster = Toaster(shown.dispatcher());
    let of = |kind: ToastKind| {
        shown.toasts.iter().filter(move |(_, toast)| toast.kind == kind).map(|(id, toast)| {
            html! { <ToastView key={*id} id={*id} toast={toast.clone()} toaster={toaster.clone()} /> }
        })
    };
    html! {
        <ContextProvider<Toaster> context={toaster.clone()}>
            { props.children.clone() }
            <div class="toasts">
                <div role="status">{ for of(ToastKind::Done) }</div>
                <div role="alert">{ for of(ToastKind::Error) }</div>
            </div>
        </ContextProvider<Toaster>>
    }
}

#[derive(Properties, PartialEq)]
struct ToastViewProps {
    id: u32,
    toast: Toast,
    toaster: Toaster,
}

#[component]
fn ToastView(props: &ToastViewProps) -> Html {
    let held = use_state_eq(|| false);
    let node = use_node_ref();
    let came_from = use_mut_ref(|| None::<HtmlElement>);
    let close = {
        let (toaster, id) = (props.toaster.clone(), props.id);
        let (came_from, node) = (came_from.clone(), node.clone());
        Callback::from(move |()| {
            // Before what has focus goes away, focus goes back to where it was, or else to the page.
            let back = came_from.take();
            if in_window(&node)
                && let Some(element) = back.or_else(page)
            {
                drop(element.focus());
            }
            toaster.0.dispatch(Change::Close(id));
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
        let close = close.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            close.emit(());
            run.emit(());
        });
        html! { <Button kind={ButtonKind::Quiet} {onclick}>{ label }</Button> }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn after(toasts: &[Toast]) -> Vec<String> {
        let shown = toasts
            .iter()
            .fold(Rc::new(Shown::default()), |shown, toast| shown.reduce(Change::Show(toast.clone())));
        shown.toasts.iter().map(|(_, toast)| toast.text.to_string()).collect()
    }

    #[test]
    fn at_most_three_are_shown_and_the_newest_stay() {
        assert_eq!(after(&["a", "b", "c", "d"].map(Toast::done)), ["b", "c", "d"]);
    }

    #[test]
    fn another_person_is_shown_none_of_them() {
        let shown = Rc::new(Shown::default()).reduce(Change::Show(Toast::done("a"))).reduce(Change::Clear);
        assert!(shown.toasts.is_empty());
    }

    #[test]
    fn the_same_twice_is_shown_once() {
        assert_eq!(after(&["a", "b", "a"].map(Toast::done)), ["b", "a"]);
    }
}
