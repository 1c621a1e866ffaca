//! The first page of a device that nobody uses: sign in, or look around. And the page of somebody whose file is closed.

use super::entering::enter;
use super::sign_in_page::SignInPage;
use super::unlock::Unlock;
use super::use_account::use_account;
use crate::backend::is_desktop;
use crate::frame::Page;
use crate::hooks::QueryState;
use crate::kit::{Button, ErrorState, Icon};
use crate::routes::{Route, go_to, use_route};
use device::account::{Account, AccountView, Closed, Using};
use domain::base::Refusal;
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The first page.
#[component]
pub(crate) fn StartPage() -> Html {
    let (account, again) = use_account();
    let here = use_route();
    match &account {
        QueryState::Pending => {
            html! { <Page title="Opening"><div class="column" aria-busy="true"></div></Page> }
        }
        QueryState::Failed(refusal) => html! {
            <Page title="Not reached"><div class="column"><h1 class="only-read-aloud">{ "Not reached" }</h1>
                <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={again} />
            </div></Page>
        },
        QueryState::Ready(view) => match (&view.using, view.closed) {
            (Using::Account(account), Some(Closed::Passphrase)) if here != Route::SignIn => {
                html! { <Unlock account={account.clone()} /> }
            }
            (Using::Account(_), _) => html! { <SignInPage /> },
            // A browser has no sample workspace.
            _ if here == Route::SignIn || !is_desktop() => html! { <SignInPage /> },
            (Using::Nobody | Using::Sample, _) => html! { <Choose view={(**view).clone()} /> },
        },
    }
}

#[derive(Properties, PartialEq)]
struct ChooseProps {
    view: AccountView,
}

/// The two ways to begin; and who was here before.
#[component]
fn Choose(props: &ChooseProps) -> Html {
    let refused = use_state_eq(|| None::<Refusal>);
    let busy = use_state_eq(|| false);
    let go = |command: &'static str, arguments: Value| {
        let (refused, busy) = (refused.setter(), busy.setter());
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (refused, busy, arguments) = (refused.clone(), busy.clone(), arguments.clone());
            spawn_local(async move {
                if let Err(refusal) = enter(command, arguments).await {
                    refused.set(Some(refusal));
                    busy.set(false);
                }
            });
        })
    };
    let sign_in = Callback::from(|_: MouseEvent| go_to(&Route::SignIn));
    let as_before = |account: &Account| {
        let arguments = json!({ "server": account.server, "person": account.person });
        html! {
            <li><button type="button" class="start-way" aria-disabled={busy.to_string()} onclick={go("use_account", arguments)}>
                { Icon::User }
                <span><b>{ account.name.clone() }</b><small>{ format!("{} at {}", account.email, host(&account.server)) }</small></span>
                { Icon::ChevronRight }
            </button></li>
        }
    };
    html! {
        <Page title="Welcome">
            <div class="column start-page alone">
                <i class="logo" aria-hidden="true"></i>
                <h1 class="title">{ "Welcome to Wrap It Up" }</h1>
                <p class="lede">{ "Mentors and clients work through the big paperwork of a life here, with or without a network. How would you like to begin?" }</p>
                <ul class="start-ways">
                    { for props.view.accounts.iter().map(as_before) }
                    <li><button type="button" class="start-way" onclick={sign_in}>
                        { Icon::Globe }
                        <span><b>{ if props.view.accounts.is_empty() { "Sign in" } else { "Sign in to another account" } }</b><small>{ "To a server that you were invited to, or where you make an account." }</small></span>
                        { Icon::ChevronRight }
                    </button></li>
                    <li><button type="button" class="start-way" aria-disabled={busy.to_string()} onclick={go("use_sample", json!({}))}>
                        { Icon::Sparkles }
                        <span><b>{ if props.view.has_sample { "Go on in the sample workspace" } else { "Look around in a sample workspace" } }</b><small>{ "Invented people and reviews, on this computer. You can sign in later." }</small></span>
                        { Icon::ChevronRight }
                    </button></li>
                </ul>
                if let Some(refusal) = &*refused {
                    <p class="storage-refused" role="alert"><b>{ refusal.message.clone() }</b>{ " " }{ refusal.hint.clone() }</p>
                }
            </div>
        </Page>
    }
}

/// Returns the address of a server as one says it.
pub(super) fn host(server: &str) -> String {
    server.trim_start_matches("https://").trim_start_matches("http://").to_owned()
}

/// Returns the button that leads back to the first page.
pub(super) fn others(onclick: Callback<MouseEvent>) -> Html {
    html! { <Button kind={crate::kit::ButtonKind::Quiet} {onclick}>{ "Use another account" }</Button> }
}
