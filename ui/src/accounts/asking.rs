//! Forms in which somebody who is signed in asks the server for something: one at a time, with what is wrong beside its field.

use super::calls::call;
use super::form::{Form, go_on, place};
use device::account::{Answer, Field};
use domain::accounts::AccountCode;
use domain::base::Refusal;
use serde_json::Value;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Returns what asks the server, and shows in the form what it refuses.
pub(super) fn ask<T: serde::de::DeserializeOwned + 'static>(
    form: &UseStateHandle<Form>,
    command: &'static str,
    arguments: Value,
    then: impl Fn(T) + 'static,
) -> Callback<()> {
    let (form, then) = (form.clone(), Rc::new(then));
    Callback::from(move |()| {
        if form.busy {
            return;
        }
        let sent = form.sent();
        form.set(sent.clone());
        let (form, then, arguments, place) = (form.setter(), then.clone(), arguments.clone(), place());
        spawn_local(async move {
            match call(command, arguments).await {
                Ok(answer) => {
                    form.set(Form::default());
                    then(answer);
                }
                Err(refusal) => {
                    let next = sent.answered(&Ok(wrong(&refusal)));
                    form.set(next.clone());
                    go_on(&next, place);
                }
            }
        });
    })
}

/// Returns what is wrong, beside the field of the code or the password where it is about one.
fn wrong(refusal: &Refusal) -> Answer {
    let field = match AccountCode::of(refusal) {
        Some(AccountCode::WrongCode | AccountCode::SecondFactorNeeded) => Some(Field::Code),
        Some(AccountCode::WrongCredentials) => Some(Field::Password),
        Some(AccountCode::WeakPassword) => Some(Field::NewPassword),
        _ => None,
    };
    Answer::Wrong { field, message: refusal.message.clone(), hint: refusal.hint.clone() }
}

/// Returns what sends a form.
pub(super) fn submit(send: Callback<()>) -> Callback<SubmitEvent> {
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        send.emit(());
    })
}
