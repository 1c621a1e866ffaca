//! Whether the server lives, and whether it can work.

use crate::{Problem, State, figures};
use axum::extract;
use axum::http::{HeaderName, HeaderValue, header};
use std::sync::Arc;

/// Answers as long as the process does.
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
    state.look(|store| store.newest_change()).await??;
    Ok("ready\n")
}

/// Returns the figures.
pub(super) async fn figures() -> Result<([(HeaderName, HeaderValue); 1], String), Problem> {
    const TEXT: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    let figures = figures::text().ok_or_else(Problem::bug)?;
    Ok(([(header::CONTENT_TYPE, TEXT)], figures))
}
