//! Where one's work is: what is on this device, what waits, what was refused and why, when the server was heard of last,
//! and how much room it takes.

use super::actions::WHERE;
use super::best_way::{BestWay, Way};
use super::words::{Kept, changes, explained, trouble};
use crate::accounts::use_account;
use crate::backend::{here, read};
use crate::hooks::QueryState;
use crate::kit::{Button, ButtonKind, Dialog, Saying, When};
use crate::routes::{Route, SettingsPage, go_to};
use crate::storage::size;
use device::account::Using;
use device::storage::StorageView;
use device::sync::SyncStatus;
use domain::base::Instant;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`SyncPanel`].
#[derive(Properties, PartialEq)]
pub(super) struct SyncPanelProps {
    /// How it stands.
    pub(super) status: SyncStatus,
    /// Whether it is open.
    pub(super) open: bool,
    /// It wants to be closed.
    pub(super) on_close: Callback<()>,
}

/// Where one's work is.
#[component]
pub(super) fn SyncPanel(props: &SyncPanelProps) -> Html {
    let (status, on_close) = (props.status.clone(), props.on_close.clone());
    html! {
        <Dialog open={props.open} title={WHERE} on_close={on_close.clone()} class="sync-panel">
            <Facts {status} {on_close} />
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct FactsProps {
    status: SyncStatus,
    on_close: Callback<()>,
}

/// What there is to know, and to do.
#[component]
fn Facts(props: &FactsProps) -> Html {
    let (status, kept) = (&props.status, Kept::here());
    let (account, _) = use_account();
    let storage = use_storage_once();
    let server = match &account {
        QueryState::Ready(view) => match &view.using {
            Using::Account(account) => account.server.trim_start_matches("https://").to_owned(),
            Using::Nobody | Using::Sample => "Your server".to_owned(),
        },
        QueryState::Pending | QueryState::Failed(_) => "Your server".to_owned(),
    };
    let on_go = {
        let on_close = props.on_close.clone();
        Callback::from(move |to: Route| {
            on_close.emit(());
            go_to(&to);
        })
    };
    let leave = |to: Route| on_go.reform(move |_: MouseEvent| to.clone());
    let quiet = |words: &'static str, page: SettingsPage| {
        let onclick = leave(Route::Settings(page));
        html! { <Button kind={ButtonKind::Quiet} {onclick}>{ words }</Button> }
    };
    html! {
        <>
            <p role="status">{ explained(status, kept, &server) }</p>
            <dl class="settings-facts">
                if kept == Kept::OnDevice { <div><dt>{ "On this computer" }</dt><dd>{ "Everything that you wrote" }{ storage.map(|view| format!(", in a file of {}", size(view.bytes))) }</dd></div> }
                <div><dt>{ "Waiting to be sent" }</dt><dd>{ waiting(status) }</dd></div>
                <div><dt>{ "Needs attention" }</dt><dd>{ attention(status, &leave(Route::Attention)) }</dd></div>
                <div><dt>{ "Server last heard of" }</dt><dd>{ contact(status) }</dd></div>
                if let Some(last) = status.trouble { <div><dt>{ "What went wrong last" }</dt><dd>{ trouble(last) }</dd></div> }
            </dl>
            <div class="storage-buttons">
                <BestWay status={status.clone()} on_go={on_go.clone()} />
                { quiet("Account", SettingsPage::Account) }
                if kept == Kept::OnDevice && Way::of(&status.state) != Way::File {
                    { quiet("File and backups", SettingsPage::Storage) }
                }
            </div>
        </>
    }
}

fn waiting(status: &SyncStatus) -> Html {
    if status.waiting == 0 {
        return html! { "Nothing" };
    }
    html! {
        <>
            { changes(status.waiting) }
            if let Some(oldest) = status.oldest { { ", the oldest from " }<When at={Instant(oldest)} /> }
        </>
    }
}

fn attention(status: &SyncStatus, open: &Callback<MouseEvent>) -> Html {
    match status.attention {
        0 => html! { "Nothing" },
        count => {
            let words = if count == 1 { "One thing".to_owned() } else { format!("{count} things") };
            html! { <Button onclick={open.clone()}>{ format!("{words}: see why") }</Button> }
        }
    }
}

fn contact(status: &SyncStatus) -> Html {
    match status.last_contact {
        Some(at) => html! { <When at={Instant(at)} say={Saying::Distance} /> },
        None => html! { "Not since Wrap It Up was opened" },
    }
}

/// Asks how large the file is, once.
#[hook]
fn use_storage_once() -> Option<StorageView> {
    let view = use_state(|| None);
    use_effect_with((), {
        let view = view.setter();
        move |()| {
            spawn_local(async move {
                if let Ok(answer) = here().device("storage", json!({})).await {
                    view.set(read(answer).ok());
                }
            });
        }
    });
    (*view).clone()
}
