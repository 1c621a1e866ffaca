//! What only the shell or the server knows, asked when a component appears.

use super::calls::call;
use crate::hooks::QueryState;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Asks a command that takes nothing, and keeps its answer. Returns what asks once more, too.
#[hook]
pub(super) fn use_call<T>(command: &'static str) -> (QueryState<T>, Callback<()>)
where
    T: DeserializeOwned + PartialEq + 'static,
{
    let state = use_state_eq(|| QueryState::<T>::Pending);
    let again = {
        let state = state.setter();
        use_callback(command, move |(), command| {
            let (state, command) = (state.clone(), *command);
            spawn_local(async move {
                state.set(match call(command, json!({})).await {
                    Ok(told) => QueryState::Ready(Rc::new(told)),
                    Err(refusal) => QueryState::Failed(refusal),
                });
            });
        })
    };
    use_effect_with(again.clone(), |again| again.emit(()));
    ((*state).clone(), again)
}
