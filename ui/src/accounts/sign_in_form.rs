//! Signing in: the server, who one is, and whatever else turns out to be needed.

use super::entering::begin_anew;
use super::field::FormField;
use super::form::{Form, Written, send};
use crate::backend::is_desktop;
use crate::kit::{Button, ButtonKind, Toast, use_toaster};
use device::account::{Answer, Field, OpenedBy, SignIn};
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`SignInForm`].
#[derive(Properties, PartialEq)]
pub(super) struct SignInFormProps {
    /// What opens the files on this computer.
    pub(super) opened_by: OpenedBy,
    /// What is known already: the server and the address of somebody who signs in again.
    #[prop_or_default]
    pub(super) known: Written,
    /// Leads to making an account.
    pub(super) on_sign_up: Callback<Written>,
    /// Leads to choosing another password.
    pub(super) on_forgot: Callback<Written>,
}

/// Signing in.
#[component]
pub(super) fn SignInForm(props: &SignInFormProps) -> Html {
    let form = {
        let known = props.known.clone();
        use_state_eq(move || Form { written: known, ..Form::default() })
    };
    let toaster = use_toaster();
    let wants_passphrase = form.wants_passphrase || props.opened_by == OpenedBy::Passphrase;
    let onsubmit = {
        let form = form.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let toaster = toaster.clone();
            let done = Callback::from(move |_: Answer| {
                let toaster = toaster.clone();
                spawn_local(async move {
                    if let (Err(refusal), Some(toaster)) = (begin_anew().await, toaster) {
                        toaster.show(Toast::error(refusal.message, refusal.hint));
                    }
                });
            });
            let asked = asked(&form);
            send(&form, "sign_in", json!({ "form": asked }), done);
        })
    };
    let (on_sign_up, on_forgot) = (away(&form, &props.on_sign_up), away(&form, &props.on_forgot));
    html! {
        <form class="sign" {onsubmit} novalidate=true>
            { server(&form) }
            <FormField field={Field::Email} label="E-mail" form={form.clone()} autocomplete="username" />
            <FormField field={Field::Password} label="Password" form={form.clone()} autocomplete="current-password" />
            if form.wants_code {
                <FormField field={Field::Code} label="Code" form={form.clone()} autocomplete="one-time-code"
                    help="Six digits from your authenticator application, or one of your recovery codes." />
            }
            if wants_passphrase {
                <FormField field={Field::Passphrase} label="Passphrase for this computer" form={form.clone()} autocomplete="new-password"
                    help="This computer has no keychain that is open, so a passphrase of yours opens your file here. It never leaves this computer." />
            }
            { refused(&form) }
            <div class="sign-foot">
                <Button kind={ButtonKind::Primary} submit=true busy={form.busy}>{ if form.busy { "Signing in" } else { "Sign in" } }</Button>
                <Button kind={ButtonKind::Quiet} onclick={on_forgot}>{ "Forgot your password?" }</Button>
                <Button kind={ButtonKind::Quiet} onclick={on_sign_up}>{ "Make an account" }</Button>
            </div>
        </form>
    }
}

/// Returns the field of the server. A browser has opened the page of one already.
pub(super) fn server(form: &UseStateHandle<Form>) -> Html {
    if !is_desktop() {
        return Html::default();
    }
    html! {
        <FormField field={Field::Server} label="Server" form={form.clone()} autocomplete="url"
            help="Its address, such as wrapitup.example. Whoever invited you knows it." />
    }
}

/// Returns what is wrong that has to do with no field.
pub(super) fn refused(form: &Form) -> Html {
    html! { if let Some(words) = form.error_of_all() { <p class="storage-refused" role="alert">{ words }</p> } }
}

fn asked(form: &Form) -> SignIn {
    let Written { server, email, password, code, passphrase, .. } = form.written.clone();
    SignIn {
        server,
        email,
        password,
        code: Some(code).filter(|code| !code.is_empty()),
        passphrase: Some(passphrase).filter(|passphrase| !passphrase.is_empty()),
    }
}

/// Returns what leads elsewhere with what is written so far, the secrets aside.
fn away(form: &UseStateHandle<Form>, to: &Callback<Written>) -> Callback<MouseEvent> {
    let written = form.written.without_secrets();
    to.reform(move |_: MouseEvent| written.clone())
}
