//! The commands of the shell about the file.

use crate::backend::{here, read};
use domain::base::{Code, Refusal};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Calls a command and reads its answer.
///
/// # Errors
/// What the shell refused with; and that a browser has no file.
pub(super) async fn call<T: DeserializeOwned>(command: &'static str, arguments: Value) -> Result<T, Refusal> {
    let answer = here().device(command, arguments).await?;
    read(answer).map_err(|error| {
        Refusal::new(Code::UnknownKind, "Only the desktop application keeps a file.")
            .hint("Open it on your computer to see where your file is.")
            .detail(error.to_string().into())
    })
}

/// Calls a command whose answer says nothing.
///
/// # Errors
/// What the shell refused with.
pub(super) async fn look_again() -> Result<(), Refusal> {
    here().device("look_again", json!({})).await.map(drop)
}
