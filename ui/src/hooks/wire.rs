//! The one line to Rust, shared by every screen: the backend, and who wants to hear of changes.

use crate::backend::{Backend, Changed, here};
use domain::base::CommandId;
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
    known: RefCell<Vec<CommandId>>,
}

impl PartialEq for Wire {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Wire {
    fn new(backend: Rc<dyn Backend>) -> Self {
        Self(Rc::new(Inner {
            backend,
            listeners: RefCell::default(),
            next: Cell::new(0),
            known: RefCell::default(),
        }))
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

    /// Tells nobody of what a command will change: whoever sends it shows that already.
    pub(super) fn hush(&self, command: CommandId) {
        self.0.known.borrow_mut().push(command);
    }

    /// Forgets a command that changed nothing.
    pub(super) fn unhush(&self, command: CommandId) {
        self.0.known.borrow_mut().retain(|known| *known != command);
    }

    /// Tells of everything again, also of what is on its way.
    pub(super) fn hush_no_more(&self) {
        self.0.known.borrow_mut().clear();
    }

    fn tell(&self, changed: &Changed) {
        if let Some(by) = changed.by.filter(|by| self.0.known.borrow().contains(by)) {
            self.unhush(by);
            return;
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{Answer, Subscription};
    use domain::base::PersonId;
    use serde_json::Value;
    use uuid::Uuid;

    struct Nobody;

    impl Backend for Nobody {
        fn dispatch(&self, _: Value) -> Answer<()> {
            Box::pin(async { Ok(()) })
        }

        fn ask(&self, _: PersonId, _: Value) -> Answer<Value> {
            Box::pin(async { Ok(Value::Null) })
        }

        fn subscribe(&self, _: Rc<dyn Fn(Changed)>) -> Subscription {
            Subscription::none()
        }
    }

    fn asks_after(changes: &[Option<CommandId>], hushed: &[CommandId]) -> u32 {
        let (wire, asks) = (Wire::new(Rc::new(Nobody)), Rc::new(Cell::new(0)));
        let counted = asks.clone();
        wire.listen(Rc::new(move |_| counted.set(counted.get() + 1)));
        hushed.iter().for_each(|command| wire.hush(*command));
        changes.iter().for_each(|by| wire.tell(&Changed { tables: vec!["answers".to_owned()], by: *by }));
        asks.get()
    }

    #[test]
    fn what_the_screen_knows_already_is_not_asked_again() {
        let own = [1, 2, 3].map(|id| CommandId(Uuid::from_u128(id)));
        assert_eq!(asks_after(&own.map(Some), &own), 0);
        assert_eq!(asks_after(&own.map(Some), &[]), 3);
    }

    #[test]
    fn what_somebody_else_changed_meanwhile_is() {
        let [own, other] = [1, 2].map(|id| CommandId(Uuid::from_u128(id)));
        assert_eq!(asks_after(&[Some(own), Some(other), None], &[own]), 2);
    }
}
