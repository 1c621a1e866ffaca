//! Whether the server lives, and whether it can work.

use crate::{Problem, State};
use axum::extract;
use std::sync::Arc;

/// Answers as long as the process does.
#[expect(clippy::unused_async, reason = "what answers a request is asynchronous")]
pub(super) async fn alive() -> &'static str {
    "alive\n"
}

/// Answers well only while the store can be read and nobody asked the server to end, so that whoever shares out requests
/// sends them elsewhere.
pub(super) async fn ready(
    extract::State(state): extract::State<Arc<State>>,
) -> Result<&'static str, Problem> {
    if state.is_ending() {
        return Err(Problem::busy());
    }
    state.read(|store| store.roles_of(store::SYSTEM)).await??;
    Ok("ready\n")
}
