//! Toasts: what just happened, with a way back where there is one. What one looks like and how long it stays is another
//! file (`toast_view`), which need not be there before the first toast is.

use std::cell::RefCell;
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
    /// Whether that undoes what happened.
    pub(super) undoes: bool,
}

impl Toast {
    /// Returns a toast that says that something happened.
    pub(crate) fn done(text: impl Into<AttrValue>) -> Self {
        Self {
            text: text.into(),
            hint: AttrValue::default(),
            kind: ToastKind::Done,
            way_back: None,
            undoes: false,
        }
    }

    /// Returns a toast that says that something did not happen, and what to do next.
    pub(crate) fn error(text: impl Into<AttrValue>, hint: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), hint: hint.into(), kind: ToastKind::Error, way_back: None, undoes: false }
    }

    /// Adds a button that leads somewhere.
    pub(crate) fn way_back(mut self, label: impl Into<AttrValue>, run: Callback<()>) -> Self {
        self.way_back = Some((label.into(), run));
        self
    }

    /// Adds what undoes it: a button, and the keys for undoing also when the toast is gone.
    pub(crate) fn undo(mut self, run: Callback<()>) -> Self {
        self.undoes = true;
        self.way_back("Undo", run)
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Shown {
    next: u32,
    toasts: Vec<(u32, Toast)>,
}

enum Change {
    Show(Toast),
    Close(Toast),
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
            Change::Close(toast) => next.toasts.retain(|(_, shown)| *shown != toast),
            Change::Clear => next.toasts.clear(),
        }
        next.into()
    }
}

/// Shows toasts, and knows what can be undone. A handle: clones share it.
#[derive(Clone)]
pub(crate) struct Toaster {
    shown: UseReducerDispatcher<Shown>,
    /// What can be undone, the newest last (`toast_undo`).
    pub(super) undoable: Rc<RefCell<Vec<Toast>>>,
}

impl PartialEq for Toaster {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown
    }
}

impl Toaster {
    /// Shows a toast.
    pub(crate) fn show(&self, toast: Toast) {
        if toast.undoes {
            self.undoable.borrow_mut().push(toast.clone());
        }
        self.shown.dispatch(Change::Show(toast));
    }

    /// Takes a toast away.
    pub(super) fn close(&self, toast: Toast) {
        self.shown.dispatch(Change::Close(toast));
    }

    /// Takes all toasts away: they were for somebody else.
    pub(crate) fn clear(&self) {
        self.undoable.take();
        self.shown.dispatch(Change::Clear);
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
    /// What it says.
    pub(crate) toast: Toast,
    /// Whether the keys for undoing undo it, and not one that came later.
    pub(super) next_undone: bool,
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
    let toaster = Toaster { shown: shown.dispatcher(), undoable: use_mut_ref(Vec::new) };
    let next = shown.toasts.iter().rfind(|(_, toast)| toast.undoes).map(|(id, _)| *id);
    let of = |kind: ToastKind| {
        shown.toasts.iter().filter(move |(_, toast)| toast.kind == kind).map(|(id, toast)| {
            let (toast, toaster) = (toast.clone(), toaster.clone());
            let toast = ToastViewProps { toast, next_undone: next == Some(*id), toaster };
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
