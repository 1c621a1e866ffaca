//! What is shown while the first of a person's data are on their way to this device: from the first piece on, which says
//! who they are, the application can be used. Where nothing comes it says why, and there is always another way to go.

use super::before::own_account;
use super::entering::enter;
use super::start_page::others;
use super::use_account::use_account;
use crate::frame::{Page, preparing};
use crate::hooks::QueryState;
use crate::kit::{Toast, use_toaster};
use crate::routes::{Route, go_to};
use crate::sync::{BestWay, Coming, Way, arriving, is_arriving, use_sync};
use device::account::Using;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// There is nothing of anybody yet: with an account it is on its way here, without one the sample workspace is being made.
#[component]
pub(crate) fn Waiting() -> Html {
    if own_account().is_some() {
        html! { <FirstSync /> }
    } else {
        preparing()
    }
}

/// The first of a person's data are on their way, or can't come.
#[component]
fn FirstSync() -> Html {
    let (account, _) = use_account();
    let sync = use_sync();
    let leave = use_leaving();
    let name = match &account {
        QueryState::Ready(view) => match &view.using {
            Using::Account(account) => account.name.clone(),
            Using::Nobody | Using::Sample => String::new(),
        },
        QueryState::Pending | QueryState::Failed(_) => String::new(),
    };
    let heading = if name.is_empty() { "Welcome".to_owned() } else { format!("Welcome, {name}") };
    let comes = is_arriving(sync.as_ref());
    let title = if comes { "Your work is on its way here" } else { "Your work is not here yet" };
    let said = arriving(sync.as_ref(), Coming::All);
    // There is nothing in the file yet that could be taken along.
    let stuck = sync.filter(|status| !comes && Way::of(&status.state) != Way::File);
    html! {
        <Page {title}>
            <div class="column" aria-busy={comes.to_string()}><div class="first-start">
                <h1 class="title">{ heading }</h1>
                <p class="lede" role="status">{ said }</p>
                if comes { <i class="first-start-line" aria-hidden="true"></i> }
                <div class="storage-buttons">
                    if let Some(status) = stuck { <BestWay {status} on_go={Callback::from(|to: Route| go_to(&to))} /> }
                    { others(leave) }
                </div>
            </div></div>
        </Page>
    }
}

/// Returns what leads to the first page, where one can sign in to another account or look around. Nothing is lost by it.
#[hook]
fn use_leaving() -> Callback<MouseEvent> {
    let toaster = use_toaster();
    Callback::from(move |_: MouseEvent| {
        let toaster = toaster.clone();
        spawn_local(async move {
            if let (Err(refusal), Some(toaster)) = (enter("use_nobody", json!({})).await, toaster) {
                toaster.show(Toast::error(refusal.message, refusal.hint));
            }
        });
    })
}
