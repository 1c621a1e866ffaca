//! The commands of the shell about accounts.

use crate::backend::{here, read};
use domain::base::{Code, Refusal};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Calls a command and reads its answer.
///
/// # Errors
/// What the shell refused with; and that a browser has no accounts of its own.
pub(super) async fn call<T: DeserializeOwned>(command: &'static str, arguments: Value) -> Result<T, Refusal> {
    let answer = here().device(command, arguments).await?;
    read(answer).map_err(|error| {
        Refusal::new(Code::UnknownKind, "Only the desktop application does this.")
            .hint("Open it on your computer.")
            .detail(error.to_string().into())
    })
}
