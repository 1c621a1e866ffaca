//! Spans, from their beginning to the queue of what a collector is sent.

use super::collector;
use crate::config;
use axum::response::Response;
use opentelemetry::trace::{FutureExt, SpanKind, Status, TraceContextExt, Tracer, TracerProvider};
use opentelemetry::{Context, KeyValue};
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
use std::time::Duration;

/// How long the end of the server waits for what a collector was not sent yet.
const FAREWELL: Duration = Duration::from_secs(5);

/// What a collector hears of requests; nothing where there is none.
#[derive(Debug)]
pub struct Traces(Option<Told>);

#[derive(Debug)]
struct Told {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
}

impl Traces {
    /// Tells nobody.
    pub(crate) const fn none() -> Self {
        Self(None)
    }

    /// Begins to tell the collector that is configured. To be called on a thread that may wait.
    ///
    /// # Errors
    /// When it could never be told.
    pub fn of(config: &config::Traces) -> Result<Self, String> {
        let Some(endpoint) = &config.endpoint else { return Ok(Self::none()) };
        let provider = collector::provider(endpoint)?;
        let tracer = provider.tracer(collector::NAME);
        Ok(Self(Some(Told { provider, tracer })))
    }

    /// Answers a request within a span of its own. A stream counts as answered when it begins.
    pub(crate) async fn request(
        &self,
        method: &str,
        route: &str,
        answered: impl Future<Output = Response>,
    ) -> Response {
        let Some(Told { tracer, .. }) = &self.0 else { return answered.await };
        let span = tracer
            .span_builder(format!("{method} {route}"))
            .with_kind(SpanKind::Server)
            .with_attributes([
                KeyValue::new("http.request.method", method.to_owned()),
                KeyValue::new("http.route", route.to_owned()),
            ])
            // Whoever asks has no say in what is told: what their headers say of a trace is not looked at.
            .start_with_context(tracer, &Context::new());
        let within = Context::new().with_span(span);
        let response = answered.with_context(within.clone()).await;
        let status = response.status();
        let span = within.span();
        span.set_attribute(KeyValue::new("http.response.status_code", i64::from(status.as_u16())));
        if status.is_server_error() {
            span.set_status(Status::error(""));
        }
        span.end();
        response
    }

    /// Does a part of what a request asks for within a span of its own. What the server does by itself has none.
    pub(crate) async fn part<T>(&self, name: &'static str, done: impl Future<Output = T>) -> T {
        let Some(Told { tracer, .. }) = &self.0 else { return done.await };
        let request = Context::current();
        if !request.has_active_span() {
            return done.await;
        }
        let span = tracer.span_builder(name).start_with_context(tracer, &request);
        // It ends with this, also when nobody waits for it any more.
        done.with_context(request.with_span(span)).await
    }

    /// Sends what was not sent yet, for a few seconds at most. To be called on a thread that may wait.
    pub fn end(&self) {
        let Some(Told { provider, .. }) = &self.0 else { return };
        if provider.shutdown_with_timeout(FAREWELL).is_err() {
            tracing::warn!("traces.cut_off: the collector did not take the last of them");
        }
    }
}
