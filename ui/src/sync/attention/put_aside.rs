//! Putting something aside, with a way back: it leaves the screen at once and the list a little later, so that undoing
//! needs nobody's help. What is still waiting when the page goes is put aside then.

use super::deeds::act;
use crate::kit::{Toast, Toaster};
use device::attention::Act;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long there is a way back, in milliseconds.
const WAY_BACK: u32 = 10_000;

/// What is about to leave the list. A handle: clones share it.
#[derive(Clone, Default)]
pub(super) struct Leaving(Rc<RefCell<BTreeMap<String, Timeout>>>);

impl PartialEq for Leaving {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Leaving {
    /// Whether something is about to leave.
    pub(super) fn holds(&self, item: &str) -> bool {
        self.0.borrow().contains_key(item)
    }

    /// Puts something aside, and offers the way back. `redraw` is called when the screen has to show that.
    pub(super) fn put_aside(&self, item: String, toaster: Option<&Toaster>, redraw: &Callback<()>) {
        let gone = {
            let (leaving, item) = (self.clone(), item.clone());
            Timeout::new(WAY_BACK, move || leaving.leave(&item))
        };
        self.0.borrow_mut().insert(item.clone(), gone);
        redraw.emit(());
        if let Some(toaster) = toaster {
            let (leaving, redraw, said) = (self.clone(), redraw.clone(), toaster.clone());
            let undo = Callback::from(move |()| {
                if leaving.0.borrow_mut().remove(&item).is_some() {
                    redraw.emit(());
                } else {
                    said.show(Toast::done("It has left the list already."));
                }
            });
            toaster.show(Toast::done("It was put aside").undo(undo));
        }
    }

    /// Takes everything off the list that is about to leave it.
    pub(super) fn leave_all(&self) {
        let items: Vec<String> = self.0.borrow().keys().cloned().collect();
        items.iter().for_each(|item| self.leave(item));
    }

    fn leave(&self, item: &str) {
        if let Some(timeout) = self.0.borrow_mut().remove(item) {
            timeout.cancel();
            let item = item.to_owned();
            // What could not be put aside stands on the list again.
            spawn_local(async move { drop(act(&item, Act::Dismiss).await) });
        }
    }
}
