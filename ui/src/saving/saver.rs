//! What is being written on a screen, on its way to the disk: one slot for each text, no two saves of a slot at once,
//! the newest text always wins. The policy is `domain::autosave`'s; this is its timer and its messenger.

use super::bases::Bases;
use super::ledger::{Keeper, Ledger};
use super::saves::{Saves, Standing};
use super::slot::Slot;
use crate::hooks::{Dispatch, document, now};
use crate::routes::{Route, use_route};
use domain::base::{Instant, PersonId, Refusal, Rev};
use domain::command::Command;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

type Waiter = Box<dyn FnOnce(Result<(), Refusal>)>;

/// What is being written on a screen. A handle: clones share it.
#[derive(Clone)]
pub(crate) struct Saver(Rc<Inner>);

struct Inner {
    dispatch: Dispatch,
    route: Route,
    /// The one text that it is for; none for all others of the screen.
    only: Option<Slot>,
    ledger: Ledger,
    saves: RefCell<Saves>,
    bases: RefCell<Bases>,
    alarm: RefCell<Option<Timeout>>,
    told: RefCell<Callback<Standing>>,
    reach: RefCell<Callback<Slot>>,
    waiters: RefCell<Vec<Waiter>>,
    closed: Cell<bool>,
    wanted: Cell<bool>,
    /// Whether something was saved that no screen was told of.
    untold: Cell<bool>,
}

impl PartialEq for Saver {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Saver {
    pub(super) fn new(dispatch: Dispatch, route: Route, only: Option<Slot>, ledger: Ledger) -> Self {
        Self(Rc::new(Inner {
            dispatch,
            route,
            only,
            ledger,
            saves: RefCell::default(),
            bases: RefCell::default(),
            alarm: RefCell::default(),
            told: RefCell::default(),
            reach: RefCell::default(),
            waiters: RefCell::default(),
            closed: Cell::new(false),
            wanted: Cell::new(false),
            untold: Cell::new(false),
        }))
    }

    /// Takes a slot's newest content, as the command that saves it. It is sent when the typing pauses.
    pub(crate) fn edited(&self, slot: Slot, command: impl Into<Command>) {
        self.0.saves.borrow_mut().edited(slot, command.into(), now());
        // The editor tells its last words when it is taken away, after the screen has gone.
        if self.0.closed.get() {
            self.flush();
        } else {
            self.look();
        }
    }

    /// Takes a slot's newest content, as [`Saver::edited`] does, of a text that began with this revision: the nil one, where
    /// nothing was there. Then what another device begins meanwhile is another text, too.
    pub(crate) fn edited_on(&self, slot: Slot, began_with: Rev, command: impl Into<Command>) {
        self.0.bases.borrow_mut().begin(slot, began_with);
        self.edited(slot, command);
    }

    /// Takes a slot's newest content, as [`Saver::edited_on`] does, of a text that is shown as [`Saver::read`] was told.
    pub(crate) fn edited_as_read(&self, slot: Slot, command: impl Into<Command>) {
        let began_with = self.0.bases.borrow().shown(slot);
        self.edited_on(slot, began_with, command);
    }

    /// Takes the revisions that the store says the texts have, and which revisions it keeps beside them. Returns which of the
    /// texts that were written in here are to be shown as the store has them.
    pub(crate) fn read(&self, shown: BTreeMap<Slot, Rev>, kept_beside: &BTreeSet<Rev>) -> BTreeSet<Slot> {
        let waits = |slot| self.0.saves.borrow().waits(slot);
        let theirs = self.0.bases.borrow_mut().read(shown, kept_beside, waits);
        if self.0.bases.borrow().is_overtaken() {
            // What comes of the next save is more than what stands here.
            self.0.dispatch.hush_no_more();
        }
        theirs
    }

    /// Takes a slot's newest content and sends it at once.
    pub(crate) fn send_now(&self, slot: Slot, command: impl Into<Command>) {
        self.0.saves.borrow_mut().edited(slot, command.into(), now());
        self.flush();
    }

    /// Takes a slot's newest content and sends it at once, of a text that began with this revision: what another device wrote
    /// there meanwhile is another text.
    pub(crate) fn send_now_on(&self, slot: Slot, began_with: Rev, command: impl Into<Command>) {
        self.0.bases.borrow_mut().begin(slot, began_with);
        self.send_now(slot, command);
    }

    /// Takes back what was not sent yet: a comment that was begun and left empty.
    pub(crate) fn withdraw(&self, slot: Slot) {
        self.0.saves.borrow_mut().withdraw(slot);
        self.look();
    }

    /// Forgets what waits for something that was removed.
    pub(crate) fn forget(&self, gone: impl Fn(Slot) -> bool) {
        self.0.saves.borrow_mut().forget(&gone);
        self.0.bases.borrow_mut().retain(|slot| !gone(slot));
        self.look();
    }

    /// Sends everything that waits, whatever the time.
    pub(crate) fn flush(&self) {
        let due = self.0.saves.borrow_mut().flush();
        self.send(due);
        self.look();
    }

    /// Returns where the words are now.
    pub(crate) fn standing(&self) -> Standing {
        self.0.saves.borrow().standing()
    }

    /// Sends everything that waits and calls back when it is saved, or when something is not.
    pub(crate) fn settle(&self, then: impl FnOnce(Result<(), Refusal>) + 'static) {
        self.flush();
        self.0.waiters.borrow_mut().push(Box::new(then));
        self.look();
    }

    /// Calls back once all is saved, if anything was that no screen was told of.
    pub(crate) fn settle_untold(&self, then: Callback<()>) {
        let this = self.clone();
        self.settle(move |_| {
            if this.0.untold.take() {
                then.emit(());
            }
        });
    }

    /// Returns what an earlier visit to this screen left unsaved, as the commands that save it.
    pub(crate) fn unsaved(&self) -> Vec<(Slot, Rc<Command>)> {
        self.0.saves.borrow().unsaved()
    }

    /// Serves a screen, perhaps after another one that showed the same.
    pub(super) fn open(&self, told: Callback<Standing>) {
        self.0.closed.set(false);
        // What the screen shows now it has from the store, except where something was left over.
        let left = self.0.saves.borrow().unsaved();
        self.0.bases.borrow_mut().retain(|slot| left.iter().any(|(kept, _)| *kept == slot));
        self.0.told.replace(told);
    }

    fn close(&self) {
        self.0.closed.set(true);
        // Other screens are shown now, and want to hear of what is still on its way.
        self.0.dispatch.hush_no_more();
        self.flush();
    }

    fn send(&self, due: Vec<(Slot, Rc<Command>)>) {
        for (slot, command) in due {
            let this = self.clone();
            spawn_local(async move {
                let result = this.transmit(slot, (*command).clone()).await;
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

    /// An answer is on the screen already when it is saved, and asking for all of its section again would tell nothing.
    async fn transmit(&self, slot: Slot, command: Command) -> Result<(), Refusal> {
        let base = self.0.bases.borrow().of(slot);
        let overtaken = self.0.bases.borrow_mut().take_overtaken(slot);
        let known = matches!(slot, Slot::Answer(_)) && !self.is_closed() && !overtaken;
        let saved = if known {
            self.0.untold.set(true);
            self.0.dispatch.send_known(command, base).await?
        } else {
            self.0.dispatch.send_based(command, base).await?
        };
        self.0.bases.borrow_mut().saved(slot, saved);
        Ok(())
    }

    /// Tells how things stand, and looks again when something is due.
    fn look(&self) {
        let (standing, wake_at) = {
            let saves = self.0.saves.borrow();
            (saves.standing(), saves.wake_at())
        };
        let result = match &standing {
            Standing::Quiet | Standing::Saved => Some(Ok(())),
            Standing::Failed(_, refusal) | Standing::Lost(refusal) => Some(Err(refusal.clone())),
            Standing::Saving => None,
        };
        let told = self.0.told.borrow().clone();
        told.emit(standing);
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
        self.0.ledger.look();
    }
}

impl Keeper for Saver {
    fn saver(&self) -> Saver {
        self.clone()
    }

    fn standing(&self) -> Standing {
        Saver::standing(self)
    }

    fn is_closed(&self) -> bool {
        self.0.closed.get()
    }

    fn is_for(&self, actor: PersonId, route: &Route, only: Option<Slot>) -> bool {
        self.0.dispatch.actor() == actor && self.0.route == *route && self.0.only == only
    }

    fn place(&self) -> (PersonId, Route) {
        (self.0.dispatch.actor(), self.0.route.clone())
    }

    fn failed(&self) -> Vec<(Slot, Refusal)> {
        self.0.saves.borrow().failed().map(|(slot, refusal)| (slot, refusal.clone())).collect()
    }

    fn unsaved_since(&self) -> Option<Instant> {
        self.0.saves.borrow().unsaved_since()
    }

    fn flush(&self) {
        Saver::flush(self);
    }

    fn go_to_failed(&self) {
        let first = self.0.saves.borrow().failed().next().map(|(slot, _)| slot);
        self.0.wanted.set(self.is_closed());
        if let Some(slot) = first.filter(|_| !self.is_closed()) {
            let reach = self.0.reach.borrow().clone();
            reach.emit(slot);
        }
    }
}

/// Returns what is written on this screen, and how it stands. When the screen goes, everything is sent; what could not
/// be saved by then is handed to the next screen at the same address.
#[hook]
pub(crate) fn use_saver(dispatch: Dispatch) -> (Saver, Standing) {
    use_saver_for(dispatch, None)
}

/// Returns what saves one text of a screen by itself, for a box that comes and goes; see [`use_saver`].
#[hook]
pub(crate) fn use_saver_of(dispatch: Dispatch, slot: Slot) -> Saver {
    let (saver, _) = use_saver_for(dispatch, Some(slot));
    saver
}

#[hook]
fn use_saver_for(dispatch: Dispatch, only: Option<Slot>) -> (Saver, Standing) {
    let (ledger, route) = (Ledger::of_the_window(), use_route());
    let standing = use_state_eq(|| Standing::Quiet);
    let saver = {
        let standing = standing.setter();
        let told = Callback::from(move |to| standing.set(to));
        // For as long as the screen is shown: what was written here is sent by whoever wrote it.
        (*use_memo((), |()| ledger.saver(dispatch, route, only, told))).clone()
    };
    {
        let saver = saver.clone();
        use_effect_with((), move |()| {
            saver.look();
            let hidden = document().map(|document| {
                let saver = saver.clone();
                EventListener::new(&document, "visibilitychange", move |_| saver.flush())
            });
            move || {
                drop(hidden);
                saver.close();
            }
        });
    }
    (saver, (*standing).clone())
}

/// Says how this screen brings a text into sight and focus.
#[hook]
pub(crate) fn use_reach_unsaved(saver: &Saver, reach: Callback<Slot>) {
    let saver = saver.clone();
    use_effect(move || {
        saver.0.reach.replace(reach);
        if saver.0.wanted.take() {
            saver.go_to_failed();
        }
    });
}
