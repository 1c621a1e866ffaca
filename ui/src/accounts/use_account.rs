//! Who uses the device, kept up to date while a screen shows it.

use super::calls::call;
use crate::backend::here;
use crate::hooks::{QueryState, window};
use device::account::{AccountView, EVENT};
use gloo_events::EventListener;
use serde_json::json;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Asks who uses the device, and again when that changes. Returns what asks once more, too.
#[hook]
pub(crate) fn use_account() -> (QueryState<AccountView>, Callback<()>) {
    let state = use_state_eq(|| QueryState::Pending);
    let again = {
        let state = state.setter();
        use_callback((), move |(), ()| {
            let state = state.clone();
            spawn_local(async move {
                state.set(match call("account", json!({})).await {
                    Ok(view) => QueryState::Ready(Rc::new(view)),
                    Err(refusal) => QueryState::Failed(refusal),
                });
            });
        })
    };
    use_effect_with((), {
        let again = again.clone();
        move |()| {
            again.emit(());
            // A keychain may have been unlocked meanwhile, in a window of the system.
            let looked = {
                let again = again.clone();
                window().map(|window| EventListener::new(&window, "focus", move |_| again.emit(())))
            };
            let told = here().on_news(EVENT, Rc::new(move |_| again.emit(())));
            move || drop((looked, told))
        }
    });
    ((*state).clone(), again)
}
