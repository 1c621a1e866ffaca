//! Where the server's traces go.

use serde::Deserialize;

/// Where traces of requests go, if the program was built with them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Traces {
    /// A collector that takes OTLP over HTTP, such as `http://127.0.0.1:4318`; nowhere when it is not said.
    pub endpoint: Option<String>,
}
