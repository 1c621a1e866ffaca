//! A question before a page of a browser is left with words that were not sent: they are nowhere else. The desktop's window
//! needs none, because its words are on the disk.

use super::ledger::{Ledger, Unsaved};
use crate::backend::here;
use crate::hooks::window;
use gloo_events::{EventListener, EventListenerOptions};

/// Asks from now on, for as long as the page is there.
pub(crate) fn ask_before_leaving() {
    let Some(window) = window() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window, "beforeunload", options, |event| {
        let ledger = Ledger::of_the_window();
        ledger.flush();
        if here().is_sending() || ledger.unsaved() != Unsaved::default() {
            event.prevent_default();
        }
    })
    .forget();
}
