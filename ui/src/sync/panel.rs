//! Where one's work is: what is on this device, what waits, what was refused and why, when the server was heard of last,
//! and how much room it takes.

use super::actions::send_now;
use super::words::{Kept, changes, explained, trouble};
use crate::accounts::use_account;
use crate::backend::{here, read};
use crate::hooks::QueryState;
use crate::kit::{Button, ButtonKind, Dialog, Icon, Saying, When};
use crate::routes::{Route, SettingsPage, go_to};
use crate::storage::size;
use device::account::Using;
use device::storage::StorageView;
use device::sync::{SyncState, SyncStatus};
use domain::base::Instant;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`SyncPanel`].
#[derive(Properties, PartialEq)]
pub(super) struct SyncPanelProps {
    /// How it stands.
    pub(super) status: SyncStatus,
    /// It wants to be closed.
    pub(super) on_close: Callback<()>,
}

/// Where one's work is.
#[component]
pub(super) fn SyncPanel(props: &SyncPanelProps) -> Html {
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
    let leave = |to: Route| {
        let on_close = props.on_close.clone();
        Callback::from(move |_: MouseEvent| {
            on_close.emit(());
            go_to(&to);
        })
    };
    let now = Callback::from(|_: MouseEvent| send_now());
    let primary = match status.state {
        SyncState::SignInNeeded | SyncState::Stopped { .. } => html! {
            <Button kind={ButtonKind::Primary} icon={Icon::User} onclick={leave(Route::SignIn)}>{ "Sign in" }</Button>
        },
        SyncState::UpdateNeeded => html! {
            <Button kind={ButtonKind::Primary} icon={Icon::Download} onclick={leave(Route::Settings(SettingsPage::About))}>{ "See the update" }</Button>
        },
        _ => html! { <Button icon={Icon::RefreshCw} onclick={now}>{ "Try now" }</Button> },
    };
    html! {
        <Dialog open=true title="Where your work is" on_close={props.on_close.clone()} class="sync-panel">
            <p role="status">{ explained(status, kept, &server) }</p>
            <dl class="settings-facts">
                if kept == Kept::OnDevice { <div><dt>{ "On this computer" }</dt><dd>{ "Everything that you wrote" }{ storage.map(|view| format!(", in a file of {}", size(view.bytes))) }</dd></div> }
                <div><dt>{ "Waiting to be sent" }</dt><dd>{ waiting(status) }</dd></div>
                if kept == Kept::OnDevice { <div><dt>{ "Needs attention" }</dt><dd>{ attention(status, &leave(Route::Attention)) }</dd></div> }
                <div><dt>{ "Server last heard of" }</dt><dd>{ contact(status) }</dd></div>
                if let Some(last) = status.trouble { <div><dt>{ "What went wrong last" }</dt><dd>{ trouble(last) }</dd></div> }
            </dl>
            <div class="storage-buttons">
                { primary }
                <Button kind={ButtonKind::Quiet} onclick={leave(Route::Settings(SettingsPage::Account))}>{ "Account" }</Button>
                if kept == Kept::OnDevice {
                    <Button kind={ButtonKind::Quiet} onclick={leave(Route::Settings(SettingsPage::Storage))}>{ "File and backups" }</Button>
                }
            </div>
        </Dialog>
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
