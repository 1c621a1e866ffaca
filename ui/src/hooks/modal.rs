//! What an open modal dialog means for everything else: keys and focus are its own until it is closed.
//!
//! Closing gives focus back to where it was. What is to have it after that waits ([`once_no_modal`]): how soon a
//! dialog that was told to close does close is up to the scheduler, and a timer could be sooner.

use super::platform::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

thread_local! {
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Returns whether a modal dialog is open.
pub(crate) fn modal_is_open() -> bool {
    document()
        .is_some_and(|document| document.query_selector("dialog:modal").is_ok_and(|found| found.is_some()))
}

/// Does something now, or as soon as no modal dialog is open and focus is back where it was before.
pub(crate) fn once_no_modal(run: impl FnOnce() + 'static) {
    if modal_is_open() { WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(run))) } else { run() }
}

/// Keeps a `<dialog>` open as a modal while `open` holds, and gives focus back afterwards.
#[hook]
pub(crate) fn use_modal(node: NodeRef, open: bool) {
    use_effect_with((node, open), |(node, open)| {
        let dialog = node.cast::<HtmlDialogElement>();
        let before = document().and_then(|document| document.active_element());
        if let Some(dialog) = dialog.as_ref().filter(|dialog| *open && !dialog.open()) {
            drop(dialog.show_modal());
        }
        let was_open = *open;
        move || {
            let Some(dialog) = dialog.filter(|_| was_open) else { return };
            dialog.close();
            if let Some(before) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
                drop(before.focus());
            }
            if !modal_is_open() {
                WAITING.take().into_iter().for_each(|run| run());
            }
        }
    });
}
