//! What the shell answers about this device, once.

use crate::backend::{self, read};
use domain::base::Refusal;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Asks a command of the device when the component appears. `None` while it is on its way.
#[hook]
pub(super) fn use_device<T: DeserializeOwned + 'static>(
    command: &'static str,
) -> UseStateHandle<Option<Result<T, Refusal>>> {
    let state = use_state(|| None);
    {
        let state = state.setter();
        use_effect_with(command, move |command| {
            let command = *command;
            spawn_local(async move { state.set(Some(ask(command, json!({})).await)) });
        });
    }
    state
}

/// Asks a command of the device.
///
/// # Errors
/// When it refuses, or answers what is not understood here.
pub(super) async fn ask<T: DeserializeOwned>(command: &'static str, arguments: Value) -> Result<T, Refusal> {
    let answer = backend::here().device(command, arguments).await?;
    read(answer).map_err(|_| not_here())
}

fn not_here() -> Refusal {
    Refusal::new(domain::base::Code::Invalid, "This can only be seen in the application itself.")
        .hint("Open Wrap It Up on your computer.")
}
