//! The passphrase of a file, asked for when the application starts on a computer without a keychain.

use super::entering::{begin_anew, enter};
use super::field::FormField;
use super::form::{Form, send};
use super::sign_in_form::refused;
use super::start_page::{host, others};
use crate::frame::Page;
use crate::kit::{Button, ButtonKind, Icon, Toast, use_toaster};
use crate::routes::{Route, go_to};
use device::account::{Account, Answer, Field};
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`Unlock`].
#[derive(Properties, PartialEq)]
pub(super) struct UnlockProps {
    /// Whose file it is.
    pub(super) account: Account,
}

/// The passphrase of a file.
#[component]
pub(super) fn Unlock(props: &UnlockProps) -> Html {
    let form = use_state_eq(Form::default);
    let toaster = use_toaster();
    let told = {
        let toaster = toaster.clone();
        Callback::from(move |refusal: domain::base::Refusal| {
            toaster.iter().for_each(|toaster| {
                toaster.show(Toast::error(refusal.message.clone(), refusal.hint.clone()));
            });
        })
    };
    let onsubmit = {
        let (form, told) = (form.clone(), told.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let told = told.clone();
            let done = Callback::from(move |_: Answer| {
                let told = told.clone();
                spawn_local(async move {
                    if let Err(refusal) = begin_anew().await {
                        told.emit(refusal);
                    }
                });
            });
            send(&form, "open_file", json!({ "passphrase": form.written.passphrase }), done);
        })
    };
    let other = Callback::from(move |_: MouseEvent| {
        let told = told.clone();
        spawn_local(async move {
            if let Err(refusal) = enter("use_nobody", json!({})).await {
                told.emit(refusal);
            }
        });
    });
    let sign_in = Callback::from(|_: MouseEvent| go_to(&Route::SignIn));
    html! {
        <Page title="Open your file">
            <div class="column sign-page alone">
                <h1 class="title">{ format!("Good to see you, {}", props.account.name) }</h1>
                <p class="lede">{ format!("Your file on this computer is locked. Your passphrase opens it; {} is not asked.", host(&props.account.server)) }</p>
                <form class="sign" {onsubmit} novalidate=true>
                    <FormField field={Field::Passphrase} label="Passphrase" form={form.clone()} autocomplete="current-password" />
                    { refused(&form) }
                    <div class="sign-foot">
                        <Button kind={ButtonKind::Primary} icon={Icon::LockOpen} submit=true busy={form.busy}>{ if form.busy { "Opening" } else { "Open" } }</Button>
                        <Button kind={ButtonKind::Quiet} onclick={sign_in}>{ "Forgot it? Sign in instead" }</Button>
                        { others(other) }
                    </div>
                </form>
            </div>
        </Page>
    }
}
