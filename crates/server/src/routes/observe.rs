//! What is written down about every request: how it was asked, which row answered, how it ended, how long it took. Never
//! who asked, nor what.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;

/// Writes down what became of a request.
pub(super) async fn observe(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".into(), |path| path.as_str().to_owned());
    let began = Instant::now();
    let response = next.run(request).await;
    let took = began.elapsed();
    let status = response.status().as_u16();
    metrics::counter!("wrapitup_requests_total", "method" => method.to_string(), "route" => route.clone(), "status" => status.to_string()).increment(1);
    metrics::histogram!("wrapitup_request_seconds", "route" => route.clone()).record(took);
    let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if response.status().is_server_error() {
        tracing::warn!(%method, route, status, duration_ms, "request.failed");
    } else {
        tracing::info!(%method, route, status, duration_ms, "request.done");
    }
    response
}
