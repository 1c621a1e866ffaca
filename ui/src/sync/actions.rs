//! What can be done about synchronisation from anywhere, and the panel, which stands above every page.

use super::entry::section;
use super::panel::SyncPanel;
use super::try_now::{PATIENCE, fails};
use super::use_sync::use_sync;
use crate::actions::Action;
use crate::backend::{here, read};
use crate::hooks::use_session;
use crate::kit::{Icon, Toast, Toaster, use_toaster};
use device::sync::SyncStatus;
use gloo_timers::callback::Timeout;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The name of what opens the panel.
pub(super) const PANEL: &str = "sync.panel";

/// What the panel is called.
pub(super) const WHERE: &str = "Where your work is";

/// Returns what can be done, which is nothing without an account, and the panel. The session is told whether everything is
/// here.
#[hook]
pub(crate) fn use_sync_everywhere() -> (Vec<Action>, Html) {
    let (status, toaster, session) = (use_sync(), use_toaster(), use_session());
    let open = use_state_eq(|| false);
    let incomplete = status.as_ref().is_some_and(|status| status.incomplete);
    use_effect_with(incomplete, move |incomplete| session.note_incomplete(*incomplete));
    let Some(status) = status else { return (Vec::new(), Html::default()) };
    let set = |to: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(to))
    };
    let actions = sync_actions(&status, toaster, set(true));
    (actions, html! { <SyncPanel {status} open={*open} on_close={set(false)} /> })
}

fn sync_actions(status: &SyncStatus, toaster: Option<Toaster>, on_open: Callback<()>) -> Vec<Action> {
    let send = Callback::from(move |()| {
        send_now();
        say_if_in_vain(toaster.clone());
    });
    let mut actions = vec![
        Action::new("sync.now", "Send and receive now", send)
            .keys("g s")
            .icon(Icon::RefreshCw)
            .words("sync synchronise refresh network offline")
            .group("Everywhere"),
        Action::new(PANEL, WHERE, on_open)
            .icon(Icon::Globe)
            .words("sync synchronise sent waiting offline server connection")
            .group("Everywhere"),
    ];
    // The list is there while something stands on it.
    if status.attention > 0 {
        actions.push(section().action().words("conflict refused kept text"));
    }
    actions
}

/// Sends and asks now. Whether it helped, the line says.
pub(super) fn send_now() {
    spawn_local(async { drop(here().device("sync_now", json!({})).await) });
}

/// Says after a while that there was no answer: the line stays as it was then.
fn say_if_in_vain(toaster: Option<Toaster>) {
    let look = move || {
        spawn_local(async move {
            let status = here().device("sync_standing", json!({})).await.ok();
            let status: Option<SyncStatus> = status.and_then(|status| read(status).ok().flatten());
            if let (Some(toaster), true) = (toaster, status.is_some_and(|status| fails(&status.state))) {
                toaster.show(Toast::done("Still no answer from your server. It is asked again by itself."));
            }
        });
    };
    Timeout::new(PATIENCE, look).forget();
}
