//! Toasts: what just happened, with a way back where there is one. What one looks like and how long it stays is another
//! file (`toast_view`), which need not be there before the first toast is.

use std::rc::Rc;
use yew::prelude::*;

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
    /// What happened.
    pub(crate) text: AttrValue,
    /// What to do next; empty when there is nothing to do.
    pub(super) hint: AttrValue,
    /// How it is meant.
    pub(super) kind: ToastKind,
    /// The name of a button, and what it does.
    pub(super) way_back: Option<(AttrValue, Callback<()>)>,
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

    /// Takes a toast away.
    pub(super) fn close(&self, id: u32) {
        self.0.dispatch(Change::Close(id));
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

/// A toast to be drawn.
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct ToastViewProps {
    /// Its number.
    pub(super) id: u32,
    /// What it says.
    pub(crate) toast: Toast,
    /// What takes it away.
    pub(super) toaster: Toaster,
}

/// Props of [`ToastProvider`].
#[derive(Properties, PartialEq)]
pub(crate) struct ToastProviderProps {
    /// Draws a toast.
    pub(crate) draw: Callback<ToastViewProps, Html>,
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
            let toast = ToastViewProps { id: *id, toast: toast.clone(), toaster: toaster.clone() };
            html! { <key={*id}>{ props.draw.emit(toast) }</> }
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
