//! The one line to Rust, shared by every screen: the backend, and the questions that are open.
//!
//! It asks what `questions` says is due, and again when rows have changed.

use super::questions::{Hearer, Key, Questions, Then};
use crate::backend::{Backend, Changed, here};
use domain::base::{Code, CommandId, PersonId, Refusal};
use domain::query::Query;
use gloo_timers::callback::Timeout;
use serde_json::Value;
use std::cell::RefCell;
use std::iter::repeat_n;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long a question rests after an answer, in milliseconds, before a change lets it be asked again. Short enough
/// to look immediate; long enough that a burst of saves is not held up by what shows it.
const REST: u32 = 100;

/// The line. A handle: clones share it.
#[derive(Clone)]
pub(crate) struct Wire(Rc<Inner>);

struct Inner {
    backend: Rc<dyn Backend>,
    questions: RefCell<Questions>,
}

impl PartialEq for Wire {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Wire {
    fn new(backend: Rc<dyn Backend>) -> Self {
        Self(Rc::new(Inner { backend, questions: RefCell::default() }))
    }

    /// Returns the backend.
    pub(crate) fn backend(&self) -> &dyn Backend {
        &*self.0.backend
    }

    /// Asks a question, and again whenever its answer may have changed, until what it returns is dropped.
    pub(super) fn open(&self, viewer: PersonId, query: Query, hearer: Hearer) -> Open {
        let key = (viewer, query);
        let (hearer, due) = self.0.questions.borrow_mut().open(key, hearer);
        self.ask_if(due, key);
        Open { wire: self.clone(), key, hearer }
    }

    /// Asks an open question again, now.
    pub(super) fn again(&self, viewer: PersonId, query: Query) {
        let due = self.0.questions.borrow_mut().wanted((viewer, query));
        self.ask_if(due, (viewer, query));
    }

    /// Asks once, whatever changes then.
    pub(super) async fn ask_once(&self, (viewer, query): Key) -> Result<Value, Refusal> {
        let query = serde_json::to_value(query).map_err(|error| unreadable(&error))?;
        self.backend().ask(viewer, query).await
    }

    /// Tells nobody of what a command will change: whoever sends it shows that already.
    pub(super) fn hush(&self, command: CommandId) {
        self.0.questions.borrow_mut().hush(command);
    }

    /// Forgets a command that changed nothing.
    pub(super) fn unhush(&self, command: CommandId) {
        self.0.questions.borrow_mut().unhush(command);
    }

    /// Tells of everything again, also of what is on its way.
    pub(super) fn hush_no_more(&self) {
        self.0.questions.borrow_mut().hush_no_more();
    }

    fn tell(&self, changed: &Changed) {
        let due = self.0.questions.borrow_mut().changed(changed);
        for key in due {
            self.ask(key);
        }
    }

    fn ask_if(&self, due: bool, key: Key) {
        if due {
            self.ask(key);
        }
    }

    /// Asks, once all screens that are just coming have opened their questions.
    fn ask(&self, key: Key) {
        let wire = self.clone();
        spawn_local(async move {
            let begun = wire.0.questions.borrow_mut().begin(key);
            let Some(asking) = begun else { return };
            let answer = wire.ask_once(key).await;
            let (hearers, then) = wire.0.questions.borrow_mut().answered(key, asking);
            let answers = repeat_n(answer, hearers.len());
            for (hearer, answer) in hearers.iter().zip(answers) {
                hearer(answer);
            }
            match then {
                Then::Ask => wire.ask(key),
                Then::Rest => wire.rest(key, asking),
                Then::Nothing => {}
            }
        });
    }

    fn rest(self, key: Key, asking: u32) {
        Timeout::new(REST, move || {
            let due = self.0.questions.borrow_mut().rested(key, asking);
            self.ask_if(due, key);
        })
        .forget();
    }
}

/// A question that a screen has open, for as long as this is held.
pub(super) struct Open {
    wire: Wire,
    key: Key,
    hearer: u32,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.wire.0.questions.borrow_mut().close(self.key, self.hearer);
    }
}

/// Returns what a screen shows when a question or its answer makes no sense to it.
pub(super) fn unreadable(error: &impl ToString) -> Refusal {
    Refusal::new(Code::UnknownKind, "This screen could not be read.")
        .hint("Close the window and open it again. If it stays so, update the application.")
        .detail(error.to_string().into())
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
