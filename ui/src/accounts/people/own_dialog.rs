//! What is asked before an admin changes what they themselves may do: it signs them out.

use super::deeds::Deed;
use super::visit_dialog::unsaved;
use crate::accounts::asking::ask;
use crate::accounts::entering::begin_anew;
use crate::accounts::form::Form;
use crate::accounts::sign_in_form::refused;
use crate::kit::{Button, ButtonKind, Dialog};
use crate::saving::is_all_saved;
use domain::accounts::PersonLine;
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`OwnDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct OwnDialogProps {
    /// What is to be done.
    pub(super) deed: Deed,
    /// Their own account.
    pub(super) person: PersonLine,
    /// It wants to be closed.
    pub(super) on_close: Callback<()>,
}

/// The dialog, open as long as it is there.
#[component]
pub(super) fn OwnDialog(props: &OwnDialogProps) -> Html {
    let form = use_state_eq(Form::default);
    let (command, _) = props.deed.command();
    let change = ask(&form, command, props.deed.arguments(&props.person), |_: Option<Value>| {
        spawn_local(async {
            // The page has nobody to show anything of any more, whatever is answered.
            begin_anew().await.ok();
        });
    });
    let change =
        {
            let form = form.clone();
            Callback::from(move |_: MouseEvent| {
                if is_all_saved() { change.emit(()) } else { form.set(form.answered(&Ok(unsaved()))) }
            })
        };
    let foot = html! {
        <>
            <Button onclick={props.on_close.reform(|_: MouseEvent| ())}>{ "Leave it as it is" }</Button>
            <Button kind={ButtonKind::Primary} busy={form.busy} onclick={change}>{ "Change it, and sign out" }</Button>
        </>
    };
    html! {
        <Dialog open=true title="You are signed out by this" on_close={props.on_close.clone()} {foot}>
            <div class="storage-asked">
                <p>{ format!("{} You are signed out everywhere, and sign in anew.", props.deed.asked()) }</p>
                { refused(&form) }
            </div>
        </Dialog>
    }
}
