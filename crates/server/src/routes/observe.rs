//! What is written down about every request: how it was asked, which row answered, how it ended, how long it took. Never
//! who asked, nor what.

use crate::State;
use axum::extract::{self, MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use tokio::time::Instant;

/// Writes down what became of a request.
pub(super) async fn observe(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
    next: Next,
) -> Response {
    let method = known(request.method());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".into(), |path| path.as_str().to_owned());
    let began = Instant::now();
    let response = state.traces.request(method, &route, next.run(request)).await;
    let took = began.elapsed();
    let status = response.status().as_u16();
    metrics::counter!("wrapitup_requests_total", "method" => method, "route" => route.clone(), "status" => status.to_string()).increment(1);
    metrics::histogram!("wrapitup_request_seconds", "route" => route.clone()).record(took);
    let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if response.status().is_server_error() {
        tracing::warn!(method, route, status, duration_ms, "request.failed");
    } else {
        tracing::info!(method, route, status, duration_ms, "request.done");
    }
    response
}

/// Returns the name of a method, and one name for all that nobody knows: a stranger may call theirs anything, as often as they
/// like, and every name would be a figure of its own.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "_OTHER",
    }
}

#[cfg(test)]
mod tests {
    use super::known;
    use axum::http::Method;

    #[test]
    fn a_method_that_nobody_knows_has_no_name_of_its_own() {
        for (method, expected) in
            [("GET", "GET"), ("DELETE", "DELETE"), ("get", "_OTHER"), ("HUSH", "_OTHER")]
        {
            assert_eq!(known(&Method::from_bytes(method.as_bytes()).unwrap()), expected);
        }
    }
}
