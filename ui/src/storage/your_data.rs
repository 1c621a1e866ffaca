//! Taking one's data along, as a file.

use super::restoring::{Step, refused};
use crate::backend::here;
use crate::hooks::use_session;
use crate::kit::{Button, Icon, Toast, use_toaster};
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The ways to take one's data along.
#[component]
pub(super) fn YourData() -> Html {
    let step = use_state_eq(|| Step::Idle);
    let (session, toaster) = (use_session(), use_toaster());
    let busy = *step == Step::Busy;
    let export = |form: &'static str| {
        let (step, toaster, viewer) = (step.setter(), toaster.clone(), session.me.id);
        Callback::from(move |_: MouseEvent| {
            step.set(Step::Busy);
            let (step, toaster) = (step.clone(), toaster.clone());
            spawn_local(async move {
                let answer = here().device("export_data", json!({ "viewer": viewer, "form": form })).await;
                step.set(match answer {
                    Ok(name) => {
                        // Without a name no file was chosen.
                        if let Some(name) = name.as_str() {
                            let said = format!("Your data is in {name}.");
                            toaster.iter().for_each(|toaster| toaster.show(Toast::done(said.clone())));
                        }
                        Step::Idle
                    }
                    Err(refusal) => Step::Refused(refusal),
                });
            });
        })
    };
    html! {
        <section class="storage-part">
            <h2>{ "Your data" }</h2>
            <p class="muted">{ format!("What is {}’s own: answers, private ones too, and what was written in reviews. Pages are to read, print and keep; a document holds all of it, for other programs; a table holds each text with its question, for a spreadsheet. Keep the file somewhere safe: nothing in it is hidden.", session.me.name) }</p>
            <div class="storage-buttons">
                <Button icon={Icon::Download} {busy} onclick={export("pdf")}>{ "Export pages to print (PDF)" }</Button>
                <Button icon={Icon::Download} {busy} onclick={export("json")}>{ "Export a document (JSON)" }</Button>
                <Button icon={Icon::Download} {busy} onclick={export("csv")}>{ "Export a table (CSV)" }</Button>
            </div>
            { refused(&step) }
        </section>
    }
}
