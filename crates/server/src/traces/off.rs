//! No traces: the program was built without them.

use crate::config;
use axum::response::Response;

/// Nobody hears of any request.
#[derive(Debug, Clone, Copy)]
pub struct Traces;

impl Traces {
    /// Tells nobody.
    pub(crate) const fn none() -> Self {
        Self
    }

    /// Says so, if somebody expects traces.
    ///
    /// # Errors
    /// Never; the other kind may.
    pub fn of(config: &config::Traces) -> Result<Self, String> {
        if config.endpoint.is_some() {
            tracing::warn!(
                "traces.not_built: this program was built without traces (the feature `otel`), so a collector gets none"
            );
        }
        Ok(Self)
    }

    /// Answers a request.
    pub(crate) async fn request(
        &self,
        _method: &str,
        _route: &str,
        answered: impl Future<Output = Response>,
    ) -> Response {
        answered.await
    }

    /// Does a part of what a request asks for.
    pub(crate) async fn part<T>(&self, _name: &'static str, done: impl Future<Output = T>) -> T {
        done.await
    }

    /// Ends.
    pub fn end(&self) {}
}
