//! What can be done about synchronisation from anywhere.

use super::entry::section;
use crate::actions::Action;
use crate::backend::here;
use crate::kit::Icon;
use device::sync::SyncStatus;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Returns what can be done; nothing without an account.
pub(crate) fn sync_actions(status: Option<&SyncStatus>) -> Vec<Action> {
    let Some(status) = status else { return Vec::new() };
    let send = Action::new("sync.now", "Send and receive now", Callback::from(|()| send_now()))
        .keys("g s")
        .icon(Icon::RefreshCw)
        .words("sync synchronise refresh network offline")
        .group("Everywhere");
    // The list is there while something stands on it.
    let list = (status.attention > 0).then(|| section().action().words("conflict refused kept text"));
    [send].into_iter().chain(list).collect()
}

/// Sends and asks now. Whether it helped, the line says.
pub(super) fn send_now() {
    spawn_local(async { drop(here().device("sync_now", json!({})).await) });
}
