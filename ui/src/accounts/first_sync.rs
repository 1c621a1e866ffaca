//! What is shown while the first of a person's data are on their way to this device: from the first piece on, which says
//! who they are, the application can be used.

use super::before::own_account;
use super::use_account::use_account;
use crate::frame::{Page, preparing};
use crate::hooks::QueryState;
use crate::sync::{arriving, use_sync};
use device::account::Using;
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

/// The first of a person's data are on their way.
#[component]
fn FirstSync() -> Html {
    let (account, _) = use_account();
    let sync = use_sync();
    let name = match &account {
        QueryState::Ready(view) => match &view.using {
            Using::Account(account) => account.name.clone(),
            Using::Nobody | Using::Sample => String::new(),
        },
        QueryState::Pending | QueryState::Failed(_) => String::new(),
    };
    let title = if name.is_empty() { "Welcome".to_owned() } else { format!("Welcome, {name}") };
    html! {
        <Page title="Your work is on its way here">
            <div class="column" aria-busy="true"><div class="first-start">
                <h1 class="title">{ title }</h1>
                <p class="lede" role="status">{ arriving(sync.as_ref()) }</p>
                <i class="first-start-line" aria-hidden="true"></i>
            </div></div>
        </Page>
    }
}
