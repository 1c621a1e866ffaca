//! The one line to Rust, shared by every screen: the backend, and who wants to hear of changes.

use crate::backend::{Backend, Changed, here};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::prelude::*;

type Listener = Rc<dyn Fn(&Changed)>;

/// The line. A handle: clones share it.
#[derive(Clone)]
pub(crate) struct Wire(Rc<Inner>);

struct Inner {
    backend: Rc<dyn Backend>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next: Cell<u32>,
}

impl PartialEq for Wire {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Wire {
    fn new(backend: Rc<dyn Backend>) -> Self {
        Self(Rc::new(Inner { backend, listeners: RefCell::default(), next: Cell::new(0) }))
    }

    /// Returns the backend.
    pub(crate) fn backend(&self) -> &dyn Backend {
        &*self.0.backend
    }

    /// Calls back on every change until [`Wire::forget`].
    pub(super) fn listen(&self, listener: Listener) -> u32 {
        let id = self.0.next.get();
        self.0.next.set(id + 1);
        self.0.listeners.borrow_mut().push((id, listener));
        id
    }

    /// Calls back no more.
    pub(super) fn forget(&self, id: u32) {
        self.0.listeners.borrow_mut().retain(|(held, _)| *held != id);
    }

    fn tell(&self, changed: &Changed) {
        // A listener may forget itself, or others, while it is called.
        let listeners: Vec<Listener> =
            self.0.listeners.borrow().iter().map(|(_, listener)| listener.clone()).collect();
        for listener in listeners {
            listener(changed);
        }
    }
}

/// Props of [`WireProvider`].
#[derive(Properties, PartialEq)]
pub(crate) struct WireProviderProps {
    /// What may ask and dispatch.
    pub(crate) children: Html,
}

/// Opens the line, for as long as it is shown.
#[component]
pub(crate) fn WireProvider(props: &WireProviderProps) -> Html {
    let wire = (*use_memo((), |()| Wire::new(here()))).clone();
    use_effect_with((), {
        let wire = wire.clone();
        move |()| {
            let told = wire.clone();
            let subscription = wire.backend().subscribe(Rc::new(move |changed| told.tell(&changed)));
            move || drop(subscription)
        }
    });
    html! { <ContextProvider<Wire> context={wire}>{ props.children.clone() }</ContextProvider<Wire>> }
}

/// Returns the line; a new one outside a [`WireProvider`], which hears no changes.
#[hook]
pub(super) fn use_wire() -> Wire {
    let shared = use_context::<Wire>();
    use_memo(shared, |shared| shared.clone().unwrap_or_else(|| Wire::new(here()))).as_ref().clone()
}
