//! The one place that knows of every text that is being saved, whichever screen it was written on.

use super::saver::Saver;
use super::saves::Standing;
use super::slot::Slot;
use crate::hooks::Dispatch;
use crate::routes::Route;
use domain::base::{Instant, Refusal};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Every text that is being saved. A handle: clones share it.
#[derive(Clone, Default)]
pub(crate) struct Ledger(Rc<Inner>);

#[derive(Default)]
struct Inner {
    savers: RefCell<Vec<Saver>>,
    told: RefCell<Callback<()>>,
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
    /// Returns what saves the texts of a screen, or `only` one: with what an earlier visit left unsaved, or anew.
    pub(super) fn saver(
        &self,
        dispatch: Dispatch,
        route: Route,
        only: Option<Slot>,
        told: Callback<Standing>,
    ) -> Saver {
        let mut savers = self.0.savers.borrow_mut();
        let left =
            savers.iter().find(|saver| saver.is_closed() && saver.is_for(dispatch.actor(), &route, only));
        let saver = left.cloned().unwrap_or_else(|| {
            let saver = Saver::new(dispatch, route, only, self.clone());
            savers.push(saver.clone());
            saver
        });
        saver.open(told);
        saver
    }

    /// Notes that something changed. Screens that are gone and have nothing left are forgotten.
    pub(super) fn look(&self) {
        self.0.savers.borrow_mut().retain(|saver| match saver.standing() {
            Standing::Quiet | Standing::Saved | Standing::Lost(_) => !saver.is_closed(),
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
        let savers = self.0.savers.borrow();
        let mut failed = savers.iter().flat_map(Saver::failed);
        let reason = failed.next().map(|(_, refusal)| refusal);
        Unsaved {
            since: savers.iter().filter_map(Saver::unsaved_since).min(),
            failed: usize::from(reason.is_some()) + failed.count(),
            reason,
        }
    }

    /// Tries everything again, and returns where something could not be saved: on the screen that is shown, if there.
    pub(super) fn first_failed(&self) -> Option<Saver> {
        let savers = self.0.savers.borrow().clone();
        let mut failed = savers.iter().filter(|saver| !saver.failed().is_empty());
        let first = failed.clone().find(|saver| !saver.is_closed()).or_else(|| failed.next()).cloned();
        savers.iter().for_each(Saver::flush);
        first
    }
}

/// Props of [`LedgerProvider`].
#[derive(Properties, PartialEq)]
pub(crate) struct LedgerProviderProps {
    /// Where things are written.
    pub(crate) children: Html,
}

/// Holds the ledger for everything inside.
#[component]
pub(crate) fn LedgerProvider(props: &LedgerProviderProps) -> Html {
    let ledger = (*use_memo((), |()| Ledger::default())).clone();
    html! { <ContextProvider<Ledger> context={ledger}>{ props.children.clone() }</ContextProvider<Ledger>> }
}

/// Returns the ledger.
#[hook]
pub(super) fn use_ledger() -> Ledger {
    use_context::<Ledger>().unwrap_or_default()
}
