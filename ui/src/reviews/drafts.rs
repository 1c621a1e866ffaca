//! What is being written in a room, on its way to the disk: one slot for each text, no two saves of a slot at once,
//! the newest text always wins. The policy is `domain::autosave`'s; this is its timer and its messenger.

use super::saves::{Saves, Slot, Standing};
use crate::hooks::{Dispatch, document, now};
use domain::base::Refusal;
use domain::reviews::ReviewsCommand;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

type Waiter = Box<dyn FnOnce(Result<(), Refusal>)>;

/// What is being written in a room. A handle: clones share it.
#[derive(Clone)]
pub(crate) struct Drafts(Rc<Inner>);

struct Inner {
    dispatch: Dispatch,
    saves: RefCell<Saves>,
    alarm: RefCell<Option<Timeout>>,
    told: Callback<Standing>,
    waiters: RefCell<Vec<Waiter>>,
    closed: Cell<bool>,
}

impl PartialEq for Drafts {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Drafts {
    fn new(dispatch: Dispatch, told: Callback<Standing>) -> Self {
        Self(Rc::new(Inner {
            dispatch,
            saves: RefCell::default(),
            alarm: RefCell::default(),
            told,
            waiters: RefCell::default(),
            closed: Cell::new(false),
        }))
    }

    /// Takes a slot's newest content, as the command that saves it. It is sent when the typing pauses.
    pub(crate) fn edited(&self, slot: Slot, command: ReviewsCommand) {
        self.0.saves.borrow_mut().edited(slot, command, now());
        // The editor tells its last words when it is taken away, after the room has gone.
        if self.0.closed.get() {
            self.flush();
        } else {
            self.look();
        }
    }

    /// Takes a slot's newest content and sends it at once.
    pub(crate) fn send_now(&self, slot: Slot, command: ReviewsCommand) {
        self.0.saves.borrow_mut().edited(slot, command, now());
        self.flush();
    }

    /// Takes back what was not sent yet: a comment that was begun and left empty.
    pub(crate) fn forget(&self, slot: Slot) {
        self.0.saves.borrow_mut().forget(slot);
        self.look();
    }

    /// Sends everything that waits, whatever the time.
    pub(crate) fn flush(&self) {
        let due = self.0.saves.borrow_mut().flush();
        self.send(due);
        self.look();
    }

    /// Sends everything that waits and calls back when it is saved, or when something is not.
    pub(crate) fn settle(&self, then: impl FnOnce(Result<(), Refusal>) + 'static) {
        self.flush();
        self.0.waiters.borrow_mut().push(Box::new(then));
        self.look();
    }

    fn close(&self) {
        self.0.closed.set(true);
        self.flush();
    }

    fn send(&self, due: Vec<(Slot, ReviewsCommand)>) {
        for (slot, command) in due {
            let this = self.clone();
            spawn_local(async move {
                let result = this.0.dispatch.send(command).await;
                this.0.saves.borrow_mut().answered(slot, result, now());
                let hurried = this.0.closed.get() || !this.0.waiters.borrow().is_empty();
                if hurried && !this.0.saves.borrow().has_failed() {
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
        let result = match &standing {
            Standing::Quiet | Standing::Saved => Some(Ok(())),
            Standing::Failed(refusal) | Standing::Lost(refusal) => Some(Err(refusal.clone())),
            Standing::Saving => None,
        };
        self.0.told.emit(standing);
        if let Some(result) = result {
            let waiters = std::mem::take(&mut *self.0.waiters.borrow_mut());
            waiters.into_iter().for_each(|waiter| waiter(result.clone()));
        }
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

/// Returns what is written in this room, and how it stands. When the room goes, everything is sent.
#[hook]
pub(crate) fn use_drafts(dispatch: Dispatch) -> (Drafts, Standing) {
    let standing = use_state_eq(|| Standing::Quiet);
    let drafts = {
        let standing = standing.setter();
        // For as long as the room is shown: what was written here is sent by whoever wrote it.
        (*use_memo((), |()| Drafts::new(dispatch, Callback::from(move |to| standing.set(to))))).clone()
    };
    {
        let drafts = drafts.clone();
        use_effect_with((), move |()| {
            let hidden = document().map(|document| {
                let drafts = drafts.clone();
                EventListener::new(&document, "visibilitychange", move |_| drafts.flush())
            });
            move || {
                drop(hidden);
                drafts.close();
            }
        });
    }
    (drafts, (*standing).clone())
}
