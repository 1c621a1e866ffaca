//! Another address: it counts from when the link in the mail to it is followed.

use super::asking::{ask, submit};
use super::field::FormField;
use super::form::Form;
use super::sign_in_form::refused;
use super::use_step::use_step;
use crate::kit::{Button, ButtonKind};
use device::account::Field;
use serde_json::{Value, json};
use yew::prelude::*;

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    /// Nothing is asked.
    Closed,
    /// It is written.
    Open,
    /// A mail went to this address.
    Mailed(String),
}

/// The form in which the address is changed, behind a button.
#[component]
pub(super) fn ChangeEmail() -> Html {
    let step = use_state_eq(|| Step::Closed);
    let form = use_state_eq(Form::default);
    use_step("#address", (*step).clone());
    let to = |next: Step| {
        let (step, form) = (step.setter(), form.setter());
        Callback::from(move |_: MouseEvent| {
            form.set(Form::default());
            step.set(next.clone());
        })
    };
    let email = form.written.email.trim().to_owned();
    match &*step {
        Step::Closed => html! {
            <div class="storage-buttons"><Button onclick={to(Step::Open)}>{ "Change the address" }</Button></div>
        },
        Step::Open => {
            let asked = json!({ "email": email, "password": form.written.password });
            let mailed = {
                let step = step.setter();
                move |_: Option<Value>| step.set(Step::Mailed(email.clone()))
            };
            let change = ask(&form, "change_email", asked, mailed);
            html! {
                <form class="sign" onsubmit={submit(change)} novalidate=true>
                    <FormField field={Field::Email} label="New e-mail address" form={form.clone()} autocomplete="email" />
                    <FormField field={Field::Password} label="Password" form={form.clone()} autocomplete="current-password" />
                    { refused(&form) }
                    <div class="sign-foot"><Button kind={ButtonKind::Primary} submit=true busy={form.busy}>{ "Send a link to it" }</Button><Button onclick={to(Step::Closed)}>{ "Not now" }</Button></div>
                </form>
            }
        }
        Step::Mailed(email) => html! {
            <>
                <p role="status"><b>{ format!("A mail is on its way to {email}.") }</b>{ " Until you follow the link in it, you sign in with the address that you have now." }</p>
                <div class="storage-buttons"><Button onclick={to(Step::Closed)}>{ "Done" }</Button></div>
            </>
        },
    }
}
