//! What needs attention, asked for again whenever synchronisation stands otherwise.

use crate::backend::{here, read};
use crate::hooks::QueryState;
use device::attention::AttentionItem;
use device::sync::EVENT;
use domain::base::{Code, Refusal};
use serde_json::json;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Returns what needs attention, the newest first, and what asks again.
#[hook]
pub(super) fn use_attention() -> (QueryState<Vec<AttentionItem>>, Callback<()>) {
    let state = use_state_eq(|| QueryState::Pending);
    let again = {
        let state = state.setter();
        use_callback((), move |(), ()| {
            let state = state.clone();
            spawn_local(async move {
                state.set(match ask().await {
                    Ok(items) => QueryState::Ready(Rc::new(items)),
                    Err(refusal) => QueryState::Failed(refusal),
                });
            });
        })
    };
    use_effect_with((), {
        let again = again.clone();
        move |()| {
            again.emit(());
            let told = here().on_news(EVENT, Rc::new(move |_| again.emit(())));
            move || drop(told)
        }
    });
    ((*state).clone(), again)
}

async fn ask() -> Result<Vec<AttentionItem>, Refusal> {
    let answer = here().device("attention", json!({})).await?;
    read(answer).map_err(|error| {
        Refusal::new(Code::UnknownKind, "This list could not be read.")
            .hint("Update the application. Nothing on it is lost.")
            .detail(error.to_string().into())
    })
}
