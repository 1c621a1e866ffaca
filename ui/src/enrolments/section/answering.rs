//! Answers on their way to the disk: one slot for each, no two saves of a slot at once, the newest always wins.
//! The policy is `domain::autosave`'s; this is its timer and its messenger.

use super::saves::{Saves, Standing};
use crate::hooks::{Dispatch, document, now};
use domain::enrolments::{AnswerKey, EnrolmentId, EnrolmentsCommand, ItemId};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

type Waiter = Box<dyn FnOnce(Standing)>;

/// The answers of a section on their way. A handle: clones share it.
#[derive(Clone)]
pub(crate) struct Answering(Rc<Inner>);

struct Inner {
    dispatch: Dispatch,
    enrolment: EnrolmentId,
    saves: RefCell<Saves>,
    alarm: RefCell<Option<Timeout>>,
    told: Callback<Standing>,
    waiters: RefCell<Vec<Waiter>>,
    closed: Cell<bool>,
}

impl PartialEq for Answering {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Answering {
    fn new(dispatch: Dispatch, enrolment: EnrolmentId, told: Callback<Standing>) -> Self {
        Self(Rc::new(Inner {
            dispatch,
            enrolment,
            saves: RefCell::default(),
            alarm: RefCell::default(),
            told,
            waiters: RefCell::default(),
            closed: Cell::new(false),
        }))
    }

    /// Takes the newest of an answer. It is sent when the typing pauses.
    pub(crate) fn edited(&self, key: AnswerKey, value: Value) {
        self.0.saves.borrow_mut().edited(key, value, now());
        self.look();
    }

    /// Forgets what waits for an entry that was removed.
    pub(crate) fn forget(&self, item: ItemId) {
        self.0.saves.borrow_mut().forget(|key| key.item == Some(item));
        self.look();
    }

    /// Sends everything that waits, whatever the time.
    pub(crate) fn flush(&self) {
        let due = self.0.saves.borrow_mut().flush();
        self.send(due);
        self.look();
    }

    /// Sends everything that waits and calls back when it is saved, or when something is not.
    pub(crate) fn settle(&self, then: impl FnOnce(Standing) + 'static) {
        self.0.waiters.borrow_mut().push(Box::new(then));
        self.flush();
    }

    /// Returns where the words are now.
    pub(crate) fn standing(&self) -> Standing {
        self.0.saves.borrow().standing()
    }

    fn close(&self) {
        self.0.closed.set(true);
        self.flush();
    }

    fn send(&self, due: Vec<(AnswerKey, Value)>) {
        for (key, value) in due {
            let this = self.clone();
            let AnswerKey { item, field } = key;
            let command = EnrolmentsCommand::SaveAnswer { enrolment: self.0.enrolment, field, item, value };
            spawn_local(async move {
                let result = this.0.dispatch.send(command).await;
                let failed = result.is_err();
                this.0.saves.borrow_mut().answered(key, result, now());
                let hurried = this.0.closed.get() || !this.0.waiters.borrow().is_empty();
                if hurried && !failed {
                    this.flush();
                } else {
                    this.look();
                }
            });
        }
    }

    /// Tells how things stand, and looks again when something is due.
    fn look(&self) {
        let (standing, wake_at) = {
            let saves = self.0.saves.borrow();
            (saves.standing(), saves.wake_at())
        };
        if standing != Standing::Saving {
            let waiters = std::mem::take(&mut *self.0.waiters.borrow_mut());
            waiters.into_iter().for_each(|waiter| waiter(standing.clone()));
        }
        self.0.told.emit(standing);
        let alarm = wake_at.map(|at| {
            let this = self.clone();
            let wait = u32::try_from((at - now()).0.max(0)).unwrap_or_default();
            Timeout::new(wait, move || {
                let due = this.0.saves.borrow_mut().due(now());
                this.send(due);
                this.look();
            })
        });
        // A timer that just went off is dropped here too, which does nothing.
        drop(self.0.alarm.replace(alarm));
    }
}

/// Returns what is written in this section, and how it stands. When the section goes, everything is sent.
#[hook]
pub(crate) fn use_answering(dispatch: Dispatch, enrolment: EnrolmentId) -> (Answering, Standing) {
    let standing = use_state_eq(|| Standing::Quiet);
    let answering = {
        let standing = standing.setter();
        let told = Callback::from(move |to| standing.set(to));
        // For as long as the section is shown: what was written here is sent by whoever wrote it.
        (*use_memo((), |()| Answering::new(dispatch, enrolment, told))).clone()
    };
    {
        let answering = answering.clone();
        use_effect_with((), move |()| {
            let hidden = document().map(|document| {
                let answering = answering.clone();
                EventListener::new(&document, "visibilitychange", move |_| answering.flush())
            });
            move || {
                drop(hidden);
                answering.close();
            }
        });
    }
    (answering, (*standing).clone())
}
