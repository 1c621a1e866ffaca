//! The page of the settings about who uses the device: the account with its devices, or the sample workspace.

use super::change_email::ChangeEmail;
use super::change_password::ChangePassword;
use super::delete_account::DeleteAccount;
use super::devices::Devices;
use super::entering::enter;
use super::in_the_browser::InTheBrowser;
use super::second_factor::SecondFactor;
use super::sign_in_page::opened_by;
use super::sign_out::SignOut;
use super::start_page::host;
use super::use_account::use_account;
use super::visitors::Visitors;
use crate::backend::is_desktop;
use crate::hooks::QueryState;
use crate::kit::{Button, ButtonKind, ErrorState, Icon, Skeleton, SkeletonShape, Toast, use_toaster};
use crate::routes::{Route, go_to};
use device::account::{Account, AccountView, Using};
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Who uses the device.
#[component]
pub(crate) fn AccountPage() -> Html {
    let (account, again) = use_account();
    let toaster = use_toaster();
    let go = Callback::from(move |(command, arguments): (&'static str, Value)| {
        let toaster = toaster.clone();
        spawn_local(async move {
            if let (Err(refusal), Some(toaster)) = (enter(command, arguments).await, toaster) {
                toaster.show(Toast::error(refusal.message, refusal.hint));
            }
        });
    });
    match &account {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Text} /> },
        QueryState::Failed(refusal) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={again} />
        },
        QueryState::Ready(view) => match &view.using {
            Using::Account(account) if !is_desktop() => in_a_browser(account),
            Using::Account(account) => of_account(view, account, &go),
            Using::Nobody | Using::Sample => of_sample(view, &go),
        },
    }
}

/// What leads into another workspace: a command and what goes with it.
type Go = Callback<(&'static str, Value)>;

fn of_account(view: &AccountView, account: &Account, go: &Go) -> Html {
    let sample = go.reform(|_: MouseEvent| ("use_sample", json!({})));
    html! {
        <>
            <section>
                <dl class="settings-facts">
                    { facts(account) }
                    <div><dt>{ "Your file here" }</dt><dd>{ format!("Encrypted. It is opened by {}; your server keeps a key as well, so that losing it costs a sign-in and nothing else.", opened_by(view.opened_by)) }</dd></div>
                </dl>
                <SignOut server={account.server.clone()} />
            </section>
            <section id="devices">
                <h2>{ "Your devices" }</h2>
                <Devices />
            </section>
            <section>
                <h2>{ "Password, address, second step" }</h2>
                <InTheBrowser server={account.server.clone()} />
            </section>
            { others(view, Some(account), go) }
            <section>
                <h2>{ "Sample workspace" }</h2>
                <p class="muted">{ "Invented people and reviews, on this computer alone: a place to try things. You stay signed in, and come back from there." }</p>
                <div class="storage-buttons"><Button icon={Icon::Sparkles} onclick={sample}>{ "Look around in the sample workspace" }</Button></div>
            </section>
        </>
    }
}

/// Who is signed in, and where.
fn facts(account: &Account) -> Html {
    html! {
        <>
            <div><dt>{ "Name" }</dt><dd dir="auto">{ account.name.clone() }</dd></div>
            <div><dt>{ "E-mail" }</dt><dd>{ account.email.clone() }</dd></div>
            <div><dt>{ "Server" }</dt><dd>{ host(&account.server) }</dd></div>
        </>
    }
}

/// A browser has no file and no other workspace.
fn in_a_browser(account: &Account) -> Html {
    html! {
        <>
            <section>
                <dl class="settings-facts">
                    { facts(account) }
                </dl>
                <SignOut server={account.server.clone()} />
            </section>
            <section id="devices">
                <h2>{ "Your devices" }</h2>
                <Devices />
            </section>
            <section id="password">
                <h2>{ "Password" }</h2>
                <ChangePassword />
            </section>
            <section id="second-step">
                <h2>{ "A second step when you sign in" }</h2>
                <SecondFactor />
            </section>
            <section id="address">
                <h2>{ "E-mail address" }</h2>
                <p class="muted">{ "You sign in with it, and mail goes to it." }</p>
                <ChangeEmail />
            </section>
            <section>
                <h2>{ "Who looked at your account" }</h2>
                <Visitors />
            </section>
            <section>
                <h2>{ "Your data" }</h2>
                <p class="muted">{ "All that is yours, in one file. Keep it somewhere safe: nothing in it is hidden." }</p>
                <p><a class="link" href="/api/v1/me/export" download="wrapitup.json">{ "Download your data (JSON)" }</a></p>
            </section>
            <section>
                <h2>{ "On your own computer" }</h2>
                <p class="muted">{ "A browser keeps nothing, so it needs a network. The desktop application keeps everything on your computer, encrypted, works without a network, and makes backups. Sign in there with the same account: all of this is there as well." }</p>
            </section>
            <section>
                <h2>{ "The end of your account" }</h2>
                <DeleteAccount />
            </section>
        </>
    }
}

fn of_sample(view: &AccountView, go: &Go) -> Html {
    let sign_in = Callback::from(|_: MouseEvent| go_to(&Route::SignIn));
    html! {
        <>
            <section>
                <p>{ "You are in the sample workspace. Everybody in it is invented, and it is on this computer alone." }</p>
                <div class="storage-buttons"><Button kind={ButtonKind::Primary} icon={Icon::Globe} onclick={sign_in}>{ "Sign in to an account" }</Button></div>
            </section>
            { others(view, None, go) }
            <section>
                <h2>{ "What becomes of the sample workspace" }</h2>
                <p>{ "It stays where it is, beside your account, and you can come back to it at any time." }</p>
                <p class="muted">{ "What you do in it can't be moved to an account. A review belongs to the client who asked for it, and these clients and their sections are known to no server: a note to them would have nobody to go to. A text that you like can be copied, or exported under Storage." }</p>
            </section>
        </>
    }
}

/// Returns who else has a file on this device.
fn others(view: &AccountView, current: Option<&Account>, go: &Go) -> Html {
    let others: Vec<&Account> = view.accounts.iter().filter(|account| Some(*account) != current).collect();
    if others.is_empty() {
        return Html::default();
    }
    let row = |account: &&Account| {
        let arguments = json!({ "server": account.server, "person": account.person });
        let onclick = go.reform(move |_: MouseEvent| ("use_account", arguments.clone()));
        html! {
            <li>
                <b dir="auto">{ account.name.clone() }</b>
                <span class="muted">{ format!("{} at {}", account.email, host(&account.server)) }</span>
                <Button {onclick}>{ "Switch" }<span class="only-read-aloud">{ format!(" to {}", account.name) }</span></Button>
            </li>
        }
    };
    html! {
        <section>
            <h2>{ if current.is_some() { "Also on this computer" } else { "Accounts on this computer" } }</h2>
            <p class="muted">{ "Each has a file of its own that nobody else’s key opens." }</p>
            <ul class="account-rows">{ for others.iter().map(row) }</ul>
        </section>
    }
}
