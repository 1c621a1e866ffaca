//! How it stands with synchronisation, kept up to date while a screen shows it.

use crate::backend::{here, read};
use crate::hooks::window;
use device::sync::{EVENT, SyncStatus};
use gloo_events::EventListener;
use serde_json::json;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Returns how it stands; nothing for whoever has no account, and before it is known.
#[hook]
pub(crate) fn use_sync() -> Option<SyncStatus> {
    let status = use_state_eq(|| None::<SyncStatus>);
    use_effect_with((), {
        let status = status.setter();
        move |()| {
            // What was asked before something newer was heard is out of date when it is answered.
            let heard = Rc::new(Cell::new(0_u32));
            let ask = {
                let (status, heard) = (status.clone(), heard.clone());
                move || {
                    let (status, heard) = (status.clone(), heard.clone());
                    heard.set(heard.get() + 1);
                    let mine = heard.get();
                    spawn_local(async move {
                        let answer = here().device("sync_standing", json!({})).await;
                        if let Ok(answer) = answer
                            && heard.get() == mine
                        {
                            status.set(read(answer).ok().flatten());
                        }
                    });
                }
            };
            ask();
            // An event that came while the page slept may be lost; whoever looks again is shown how it is.
            let looked = window().map(|window| EventListener::new(&window, "focus", move |_| ask()));
            let told = here().on_news(
                EVENT,
                Rc::new(move |news| {
                    if let Ok(now) = read(news) {
                        heard.set(heard.get() + 1);
                        status.set(Some(now));
                    }
                }),
            );
            let network = [("online", true), ("offline", false)].map(|(event, up)| {
                window().map(|window| EventListener::new(&window, event, move |_| say_network(up)))
            });
            move || drop((looked, told, network))
        }
    });
    (*status).clone()
}

/// Says that the system has a network, or none. Several that say so say it once too often, and no more.
fn say_network(up: bool) {
    spawn_local(async move { drop(here().device("network_changed", json!({ "up": up })).await) });
}
