//! The page on which one signs in, makes an account, or asks for another password. It is the second step of the first
//! start, and the way from the sample workspace to an account.

use super::form::Written;
use super::other_forms::{MailForm, Mailing};
use super::sign_in_form::SignInForm;
use super::use_account::use_account;
use crate::frame::Page;
use crate::hooks::QueryState;
use crate::kit::{Button, ButtonKind, Icon};
use crate::routes::{Route, SettingsPage, go_to};
use device::account::{AccountView, OpenedBy, Using};
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
    let to = |next: Step| {
        let step = step.setter();
        Callback::from(move |written: Written| step.set((next, written)))
    };
    let (now, written) = (*step).clone();
    let (title, lede) = match now {
        Step::SignIn => ("Sign in", "Everything that you write is kept on this computer, encrypted, and sent to your server when it can be reached."),
        Step::Mail(Mailing::SignUp) => ("Make an account", "Your server sends you a mail with a link. Once you have followed it, you sign in here."),
        Step::Mail(Mailing::Forgot) => ("Choose another password", "Your server sends you a mail with a link. What you wrote on this computer stays as it is."),
    };
    let form = match (now, &view) {
        // What is known of the device decides which fields there are.
        (_, None) => Html::default(),
        (Step::SignIn, Some(view)) => {
            let known = if written == Written::default() { known(view) } else { written };
            html! { <SignInForm opened_by={view.opened_by} {known} on_sign_up={to(Step::Mail(Mailing::SignUp))} on_forgot={to(Step::Mail(Mailing::Forgot))} /> }
        }
        (Step::Mail(mailing), Some(_)) => html! {
            <MailForm key={format!("{mailing:?}")} {mailing} known={written} on_back={to(Step::SignIn)} />
        },
    };
    let back = Callback::from(|_: MouseEvent| go_to(&Route::Settings(SettingsPage::Account)));
    let from_sample = view.as_ref().is_some_and(|view| view.using == Using::Sample);
    html! {
        <Page title={title} focus_on={title}>
            <div class="column sign-page">
                if from_sample { <p><Button kind={ButtonKind::Quiet} icon={Icon::ArrowLeft} onclick={back}>{ "Account" }</Button></p> }
                <h1 class="title">{ title }</h1>
                <p class="lede">{ lede }</p>
                { form }
            </div>
        </Page>
    }
}

/// Returns what is known of whoever signs in again.
pub(super) fn known(view: &AccountView) -> Written {
    let again = match &view.using {
        Using::Account(account) => Some(account),
        Using::Nobody | Using::Sample => view.accounts.last(),
    };
    let server = |account: &device::account::Account| account.server.trim_start_matches("https://").to_owned();
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
