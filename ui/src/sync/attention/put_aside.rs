//! Taking something off the list, with a way back: it leaves the screen and the list at once, and undoing puts it back onto
//! the list, also when another page is open by then.

use super::deeds::{act, said};
use crate::kit::{Toast, Toaster, use_toaster};
use device::attention::Act;
use domain::base::Refusal;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What has left the list, before the list has been asked again. A handle: clones share it.
#[derive(Clone)]
pub(super) struct Leaving {
    gone: Rc<RefCell<BTreeSet<String>>>,
    toaster: Option<Toaster>,
    /// Shows the list anew, and asks for it.
    again: Callback<()>,
}

/// Returns what takes things off the list; `again` asks for the list.
#[hook]
pub(super) fn use_leaving(again: &Callback<()>) -> Leaving {
    let redraw = use_force_update();
    let again = again.clone();
    let again = Callback::from(move |()| {
        redraw.force_update();
        again.emit(());
    });
    Leaving { gone: use_mut_ref(BTreeSet::new), toaster: use_toaster(), again }
}

impl Leaving {
    /// Whether something has left.
    pub(super) fn holds(&self, item: &str) -> bool {
        self.gone.borrow().contains(item)
    }

    /// Takes something off the list, and offers the way back.
    pub(super) fn leave(self, item: String, what: Act) {
        self.gone.borrow_mut().insert(item.clone());
        self.again.emit(());
        spawn_local(async move {
            match act(&item, what).await {
                Ok(()) => self.offer(item, what),
                Err(refusal) => self.come_back(&item, Some(refusal)),
            }
        });
    }

    /// Says what was done, and how to have it back.
    fn offer(self, item: String, what: Act) {
        self.again.emit(());
        let leaving = self.clone();
        let undo = Callback::from(move |()| {
            let (leaving, item) = (leaving.clone(), item.clone());
            spawn_local(async move {
                let refused = act(&item, Act::PutBack).await.err();
                leaving.come_back(&item, refused);
            });
        });
        self.tell(Toast::done(said(what)).undo(undo));
    }

    /// Shows something again; and says what went wrong, if something did.
    fn come_back(&self, item: &str, refused: Option<Refusal>) {
        self.gone.borrow_mut().remove(item);
        self.again.emit(());
        if let Some(refusal) = refused {
            self.tell(Toast::error(refusal.message, refusal.hint));
        }
    }

    fn tell(&self, toast: Toast) {
        self.toaster.iter().for_each(|toaster| toaster.show(toast.clone()));
    }
}
