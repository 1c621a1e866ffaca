//! The end of an account. It says first what becomes of what was written.

use super::asking::{ask, submit};
use super::before::keep_farewell;
use super::entering::begin_anew;
use super::field::FormField;
use super::form::Form;
use super::sign_in_form::refused;
use crate::kit::{Button, ButtonKind, Dialog, Icon};
use device::account::Field;
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The button that ends the account, and the question before it.
#[component]
pub(super) fn DeleteAccount() -> Html {
    let open = use_state_eq(|| false);
    let form = use_state_eq(Form::default);
    let show = |shown: bool| {
        let (open, form) = (open.setter(), form.setter());
        Callback::from(move |()| {
            form.set(Form::default());
            open.set(shown);
        })
    };
    let code = form.written.code.trim();
    let mut asked = json!({ "password": form.written.password });
    if let Some(fields) = asked.as_object_mut().filter(|_| !code.is_empty()) {
        fields.insert("code".to_owned(), code.into());
    }
    let delete = ask(&form, "delete_account", asked, |_: Option<Value>| {
        keep_farewell();
        spawn_local(async {
            // The page has nobody to show anything of any more, whatever is answered.
            begin_anew().await.ok();
        });
    });
    let foot = html! {
        <>
            <Button onclick={show(false).reform(|_: MouseEvent| ())}>{ "Keep the account" }</Button>
            <Button kind={ButtonKind::Danger} busy={form.busy} onclick={delete.reform(|_: MouseEvent| ())}>{ "Delete the account" }</Button>
        </>
    };
    html! {
        <>
            <p class="muted">{ "Your journeys and answers are deleted. A review or comment that you wrote for somebody else stays theirs, without your name." }</p>
            <div class="storage-buttons"><Button kind={ButtonKind::Danger} icon={Icon::Trash2} onclick={show(true).reform(|_: MouseEvent| ())}>{ "Delete the account…" }</Button></div>
            <Dialog open={*open} title="Delete your account?" on_close={show(false)} {foot}>
                <form class="storage-asked sign" onsubmit={submit(delete.clone())} novalidate=true>
                    <p>{ "This can’t be taken back. Download your data first if you want to keep it." }</p>
                    <FormField field={Field::Password} label="Password" form={form.clone()} autocomplete="current-password" />
                    // Whoever has a second step is asked for its code once the password is right.
                    if form.wants_code {
                        <FormField field={Field::Code} label="Code" form={form.clone()} autocomplete="one-time-code" help="Six digits from your authenticator application, or one of your recovery codes." />
                    }
                    { refused(&form) }
                    // So that Enter in a field sends it: the buttons stand outside.
                    <button type="submit" class="only-read-aloud" tabindex="-1">{ "Delete the account" }</button>
                </form>
            </Dialog>
        </>
    }
}
