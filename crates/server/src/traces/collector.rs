//! The way to a collector: spans wait in a queue that has an end and are sent by a thread of their own, over HTTP (OTLP). A
//! request never waits for it: where the queue is full or the collector gone, spans are lost and nothing else is.

use opentelemetry_otlp::{Protocol, RetryPolicy, SpanExporter as Sender, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{
    BatchConfigBuilder, BatchSpanProcessor, SdkTracerProvider, SpanData, SpanExporter,
};
use reqwest::blocking::Client;
use reqwest::redirect::Policy;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What the server is called in traces, unless `OTEL_SERVICE_NAME` says otherwise.
pub(super) const NAME: &str = "wrapitup-server";

/// How many spans wait at most: a few megabytes.
const QUEUE: usize = 4_096;
/// How many are sent at a time.
const BATCH: usize = 512;
/// How long a span waits for others.
const PAUSE: Duration = Duration::from_secs(2);
/// How long the collector may take for an answer.
const PATIENCE: Duration = Duration::from_secs(4);

/// Returns what sends spans to the collector at an address.
pub(super) fn provider(endpoint: &str) -> Result<SdkTracerProvider, String> {
    let queue = BatchConfigBuilder::default()
        .with_max_queue_size(QUEUE)
        .with_max_export_batch_size(BATCH)
        .with_scheduled_delay(PAUSE)
        .build();
    let way = Way { sender: sender(endpoint)?, lost: AtomicBool::new(false) };
    let processor = BatchSpanProcessor::builder(way).with_batch_config(queue).build();
    Ok(SdkTracerProvider::builder().with_resource(resource()).with_span_processor(processor).build())
}

/// Says who tells this: the program, and what the operator adds in `OTEL_RESOURCE_ATTRIBUTES`.
fn resource() -> Resource {
    let resource = Resource::builder();
    if std::env::var_os("OTEL_SERVICE_NAME").is_some() {
        return resource.build();
    }
    resource.with_service_name(NAME).build()
}

fn sender(endpoint: &str) -> Result<Sender, String> {
    let is_address = |scheme| endpoint.strip_prefix(scheme).is_some_and(|rest: &str| !rest.is_empty());
    if !["http://", "https://"].into_iter().any(is_address) {
        return Err("traces.endpoint has to be an address that begins with http:// or https://".to_owned());
    }
    let client = Client::builder().timeout(PATIENCE).redirect(Policy::none()).build();
    let client = client.map_err(|_| "nothing can be sent from here")?;
    let sender = Sender::builder()
        .with_http()
        .with_http_client(client)
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
        .with_timeout(PATIENCE)
        // What waits longer is better lost than told late.
        .with_retry_policy(RetryPolicy::disabled())
        .build();
    sender.map_err(|_| "the address of the collector makes no sense".to_owned())
}

/// Sends spans, and writes down when the collector is lost and when it is back.
#[derive(Debug)]
struct Way {
    sender: Sender,
    lost: AtomicBool,
}

impl SpanExporter for Way {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let spans = u64::try_from(batch.len()).unwrap_or(u64::MAX);
        let sent = self.sender.export(batch).await;
        let outcome = if sent.is_ok() { "sent" } else { "lost" };
        metrics::counter!("wrapitup_spans_total", "outcome" => outcome).increment(spans);
        match (sent.is_ok(), self.lost.swap(sent.is_err(), Ordering::Relaxed)) {
            (false, false) => tracing::warn!("traces.lost: the collector does not take them"),
            (true, true) => tracing::info!("traces.sent_again"),
            (true, false) | (false, true) => {}
        }
        sent
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.sender.shutdown_with_timeout(timeout)
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.sender.set_resource(resource);
    }
}
