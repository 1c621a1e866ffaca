//! Who uses the device, kept up to date while a screen shows it.

use super::use_call::use_call;
use crate::backend::here;
use crate::hooks::{QueryState, window};
use device::account::{AccountView, EVENT};
use gloo_events::EventListener;
use std::rc::Rc;
use yew::prelude::*;

/// Asks who uses the device, and again when that changes. Returns what asks once more, too.
#[hook]
pub(crate) fn use_account() -> (QueryState<AccountView>, Callback<()>) {
    let (state, again) = use_call("account");
    use_effect_with((), {
        let again = again.clone();
        move |()| {
            // A keychain may have been unlocked meanwhile, in a window of the system.
            let looked = {
                let again = again.clone();
                window().map(|window| EventListener::new(&window, "focus", move |_| again.emit(())))
            };
            let told = here().on_news(EVENT, Rc::new(move |_| again.emit(())));
            move || drop((looked, told))
        }
    });
    (state, again)
}
