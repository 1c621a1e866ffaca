//! The page on which one signs in, makes an account, or asks for another password. It is the second step of the first
//! start, and the way from the sample workspace to an account.

use super::before::take_farewell;
use super::entering::enter;
use super::form::Written;
use super::other_forms::{MailForm, Mailing};
use super::sign_in_form::SignInForm;
use super::use_account::use_account;
use crate::backend::is_desktop;
use crate::frame::Page;
use crate::hooks::QueryState;
use crate::kit::{Button, ButtonKind, Icon};
use crate::routes::{Route, SettingsPage, go_to};
use device::account::{AccountView, Closed, OpenedBy, Using};
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    SignIn,
    Mail(Mailing),
}

/// The page on which one signs in.
#[component]
pub(crate) fn SignInPage() -> Html {
    let (account, _) = use_account();
    let step = use_state_eq(|| (Step::SignIn, Written::default()));
    let view = match &account {
        QueryState::Ready(view) => Some(view.clone()),
        QueryState::Pending | QueryState::Failed(_) => None,
    };
    // Whoever has something open here keeps the rail; at a first start there is nowhere else to go.
    let alone = view.as_ref().is_none_or(|view| view.using == Using::Nobody || view.closed.is_some());
    let closed = view.as_ref().is_some_and(|view| view.closed.is_some());
    let lost = view.as_ref().is_some_and(|view| view.closed == Some(Closed::SignIn));
    let farewell = use_memo((), |()| take_farewell());
    // What is written in the form of a mail goes along on the way back.
    let latest = use_mut_ref(Written::default);
    let to_sign_in = {
        let (step, latest) = (step.setter(), latest.clone());
        Callback::from(move |()| step.set((Step::SignIn, latest.take().without_secrets())))
    };
    let on_write = Callback::from(move |written: Written| drop(latest.replace(written)));
    let leave = Callback::from(move |_: MouseEvent| match (closed, alone) {
        // What could not be done leaves the page as it is, and it can be tried again.
        (true, _) => spawn_local(async { drop(enter("use_nobody", json!({})).await) }),
        (false, true) => go_to(&Route::Today),
        (false, false) => go_to(&Route::Settings(SettingsPage::Account)),
    });
    let to = |next: Step| {
        let step = step.setter();
        Callback::from(move |written: Written| step.set((next, written)))
    };
    let (now, written) = (*step).clone();
    let back_above = is_desktop() || !alone;
    let (title, lede) = if is_desktop() { on_a_computer(now, lost) } else { in_a_browser(now) };
    let form = match (now, &view) {
        // What is known of the device decides which fields there are.
        (_, None) => Html::default(),
        (Step::SignIn, Some(view)) => {
            let known = if written == Written::default() { known(view) } else { written };
            html! { <SignInForm opened_by={view.opened_by} {known} on_sign_up={to(Step::Mail(Mailing::SignUp))} on_forgot={to(Step::Mail(Mailing::Forgot))} /> }
        }
        (Step::Mail(mailing), Some(_)) => html! {
            <MailForm key={format!("{mailing:?}")} {mailing} known={written} {on_write} on_back={to_sign_in.clone()} {back_above} />
        },
    };
    let (back, name) = match now {
        Step::Mail(_) => (to_sign_in.reform(|_: MouseEvent| ()), "Back"),
        Step::SignIn if alone => (leave, "Back"),
        Step::SignIn => (leave, "Account"),
    };
    html! {
        <Page title={title} focus_on={title}>
            <div class={classes!("column", "sign-page", alone.then_some("alone"))}>
                // In a browser nothing comes before it.
                if back_above {
                    <p><Button kind={ButtonKind::Quiet} icon={Icon::ArrowLeft} onclick={back}>{ name }</Button></p>
                } else {
                    <i class="logo" aria-hidden="true"></i>
                }
                if *farewell { <p role="status">{ "Your account is deleted." }</p> }
                <h1 class="title">{ title }</h1>
                <p class="lede">{ lede }</p>
                { form }
            </div>
        </Page>
    }
}

/// Returns what the page is called, and what it says first.
const fn on_a_computer(step: Step, lost: bool) -> (&'static str, &'static str) {
    match step {
        Step::SignIn if lost => (
            "Sign in again",
            "The key of your file is not on this computer any more. Your server has one as well: once you have signed in, everything is here again.",
        ),
        Step::SignIn => (
            "Sign in",
            "Everything that you write is kept on this computer, encrypted, and sent to your server when it can be reached.",
        ),
        Step::Mail(Mailing::SignUp) => (
            "Make an account",
            "Your server sends you a mail with a link. Once you have followed it, you sign in here.",
        ),
        Step::Mail(Mailing::Forgot) => (
            "Choose another password",
            "Your server sends you a mail with a link. What you wrote on this computer stays as it is.",
        ),
    }
}

/// Returns the same for a browser, which keeps nothing.
const fn in_a_browser(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::SignIn => (
            "Sign in to Wrap It Up",
            "Here you work online: what you write is sent as you write it. To go on without a network, install Wrap It Up on your computer.",
        ),
        Step::Mail(Mailing::SignUp) => {
            ("Make an account", "You get a mail with a link. Once you have followed it, you sign in here.")
        }
        Step::Mail(Mailing::Forgot) => {
            ("Choose another password", "You get a mail with a link by which you choose another one.")
        }
    }
}

/// Returns what is known of whoever signs in again.
pub(super) fn known(view: &AccountView) -> Written {
    let again = match &view.using {
        Using::Account(account) => Some(account),
        Using::Nobody | Using::Sample => view.accounts.last(),
    };
    let server =
        |account: &device::account::Account| account.server.trim_start_matches("https://").to_owned();
    again.map_or_else(Written::default, |account| Written {
        server: server(account),
        email: account.email.clone(),
        ..Written::default()
    })
}

/// Says what opens a file on this computer, in words.
pub(super) const fn opened_by(by: OpenedBy) -> &'static str {
    match by {
        OpenedBy::Keychain => "the keychain of this computer",
        OpenedBy::Passphrase => "your passphrase",
    }
}
