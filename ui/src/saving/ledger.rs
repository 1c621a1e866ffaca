//! The one place that knows of every text that is being saved, whichever screen it was written on.

use super::saver::Saver;
use super::saves::Standing;
use super::slot::Slot;
use crate::hooks::Dispatch;
use crate::routes::Route;
use domain::base::{Instant, PersonId, Refusal};
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;

/// What keeps the texts of a screen until they are saved, as far as the ledger needs to know.
///
/// The frame holds the ledger from the start; the code that saves comes with the pages on which one can write.
pub(super) trait Keeper {
    /// Returns it as what screens use.
    fn saver(&self) -> Saver;

    /// Returns where the words are now.
    fn standing(&self) -> Standing;

    /// Whether its screen is gone.
    fn is_closed(&self) -> bool;

    /// Whether it is for what `actor` writes at an address: in one box of it, or everywhere else.
    fn is_for(&self, actor: PersonId, route: &Route, only: Option<Slot>) -> bool;

    /// Returns by whom and where it is written.
    fn place(&self) -> (PersonId, Route);

    /// Returns what could not be saved, with the reason.
    fn failed(&self) -> Vec<(Slot, Refusal)>;

    /// Returns since when something waits to be saved.
    fn unsaved_since(&self) -> Option<Instant>;

    /// Sends everything that waits, whatever the time.
    fn flush(&self);

    /// Goes to the first text that could not be saved; as soon as there is a screen that shows it.
    fn go_to_failed(&self);
}

/// Every text that is being saved. A handle: clones share it.
#[derive(Clone, Default)]
pub(crate) struct Ledger(Rc<Inner>);

#[derive(Default)]
struct Inner {
    keepers: RefCell<Vec<Rc<dyn Keeper>>>,
    told: RefCell<Callback<()>>,
}

thread_local! {
    static OF_THE_WINDOW: Ledger = Ledger::default();
}

impl PartialEq for Ledger {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What is not saved, of everything.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Unsaved {
    /// Since when something waits.
    pub(super) since: Option<Instant>,
    /// How much could not be saved.
    pub(super) failed: usize,
    /// Why the first of it could not.
    pub(super) reason: Option<Refusal>,
}

impl Ledger {
    /// Returns the ledger of the window: there is one.
    pub(super) fn of_the_window() -> Self {
        OF_THE_WINDOW.with(Self::clone)
    }

    /// Returns what saves the texts of a screen, or `only` one: with what an earlier visit left unsaved, or anew.
    pub(super) fn saver(
        &self,
        dispatch: Dispatch,
        route: Route,
        only: Option<Slot>,
        told: Callback<Standing>,
    ) -> Saver {
        let mut keepers = self.0.keepers.borrow_mut();
        let left = keepers
            .iter()
            .find(|keeper| keeper.is_closed() && keeper.is_for(dispatch.actor(), &route, only))
            .map(|keeper| keeper.saver());
        let saver = left.unwrap_or_else(|| {
            let saver = Saver::new(dispatch, route, only, self.clone());
            keepers.push(Rc::new(saver.clone()));
            saver
        });
        saver.open(told);
        saver
    }

    /// Notes that something changed. Screens that are gone and have nothing left are forgotten.
    pub(super) fn look(&self) {
        self.0.keepers.borrow_mut().retain(|keeper| match keeper.standing() {
            Standing::Quiet | Standing::Saved | Standing::Lost(_) => !keeper.is_closed(),
            Standing::Saving | Standing::Failed(..) => true,
        });
        let told = self.0.told.borrow().clone();
        told.emit(());
    }

    /// Calls back whenever something changed.
    pub(super) fn tell(&self, told: Callback<()>) {
        self.0.told.replace(told);
    }

    /// Returns what is not saved.
    pub(super) fn unsaved(&self) -> Unsaved {
        let keepers = self.0.keepers.borrow();
        let mut failed = keepers.iter().flat_map(|keeper| keeper.failed());
        let reason = failed.next().map(|(_, refusal)| refusal);
        Unsaved {
            since: keepers.iter().filter_map(|keeper| keeper.unsaved_since()).min(),
            failed: usize::from(reason.is_some()) + failed.count(),
            reason,
        }
    }

    /// Tries everything again.
    pub(super) fn flush(&self) {
        let keepers = self.0.keepers.borrow().clone();
        keepers.iter().for_each(|keeper| keeper.flush());
    }

    /// Tries everything again, and returns where something could not be saved: on the screen that is shown, if there.
    pub(super) fn first_failed(&self) -> Option<Rc<dyn Keeper>> {
        let keepers = self.0.keepers.borrow().clone();
        let mut failed = keepers.iter().filter(|keeper| !keeper.failed().is_empty());
        let first = failed.clone().find(|keeper| !keeper.is_closed()).or_else(|| failed.next()).cloned();
        keepers.iter().for_each(|keeper| keeper.flush());
        first
    }
}
