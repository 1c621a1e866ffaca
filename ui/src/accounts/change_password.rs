//! Another password, with the one up to now.

use super::asking::{ask, submit};
use super::field::FormField;
use super::form::Form;
use super::sign_in_form::refused;
use super::use_step::use_step;
use crate::kit::{Button, ButtonKind, Toast, use_toaster};
use device::account::Field;
use serde_json::{Value, json};
use yew::prelude::*;

/// The form in which the password is changed, behind a button.
#[component]
pub(super) fn ChangePassword() -> Html {
    let open = use_state_eq(|| false);
    let form = use_state_eq(Form::default);
    use_step("#password", *open);
    let toaster = use_toaster();
    let to = |shown: bool| {
        let (open, form) = (open.setter(), form.setter());
        Callback::from(move |_: MouseEvent| {
            form.set(Form::default());
            open.set(shown);
        })
    };
    if !*open {
        return html! {
            <>
                <p class="muted">{ "With another one your other devices are signed out. What you wrote on them stays there and is sent when you sign in again." }</p>
                <div class="storage-buttons"><Button onclick={to(true)}>{ "Change the password" }</Button></div>
            </>
        };
    }
    let written = &form.written;
    let asked = json!({ "current": written.password, "password": written.new_password });
    let changed = {
        let open = open.setter();
        move |_: Option<Value>| {
            open.set(false);
            toaster.iter().for_each(|toaster| toaster.show(Toast::done("Your password is another one now.")));
        }
    };
    let change = ask(&form, "change_password", asked, changed);
    html! {
        <form class="sign" onsubmit={submit(change)} novalidate=true>
            <FormField field={Field::Password} label="Password up to now" form={form.clone()} autocomplete="current-password" />
            <FormField field={Field::NewPassword} label="New password" form={form.clone()} autocomplete="new-password" help="At least 8 characters. Four words make a good one." />
            { refused(&form) }
            <div class="sign-foot"><Button kind={ButtonKind::Primary} submit=true busy={form.busy}>{ "Change the password" }</Button><Button onclick={to(false)}>{ "Not now" }</Button></div>
        </form>
    }
}
