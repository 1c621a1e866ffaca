//! Traces for a collector (OpenTelemetry): a span for each request, and one within it for each time that it asks the store.
//! A span has the route as it is listed, the method, the status and how long it took. Nothing of who asked or what: spans are
//! made here alone, out of the program's own words, and the log has no way into them.
//!
//! They are there where the program was built with the feature `otel` and told of a collector. Both kinds of [`Traces`] are
//! used in the same way.

#[cfg(feature = "otel")]
mod collector;
#[cfg(not(feature = "otel"))]
mod off;
#[cfg(feature = "otel")]
mod on;

#[cfg(not(feature = "otel"))]
pub use off::Traces;
#[cfg(feature = "otel")]
pub use on::Traces;
