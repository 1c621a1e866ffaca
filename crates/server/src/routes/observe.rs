//! What is written down about every request: how it was asked, which row answered, how it ended, how long it took. Never
//! who asked, nor what.

use crate::State;
use axum::extract::{self, MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Writes down what became of a request.
pub(super) async fn observe(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    let route =
        request.extensions().get::<MatchedPath>().map_or("none".to_owned(), |path| path.as_str().to_owned());
    let began = state.now();
    let response = next.run(request).await;
    let took = (state.now() - began).0;
    let status = response.status().as_u16();
    if response.status().is_server_error() {
        tracing::warn!(%method, route, status, duration_ms = took, "request.failed");
    } else {
        tracing::info!(%method, route, status, duration_ms = took, "request.done");
    }
    response
}
