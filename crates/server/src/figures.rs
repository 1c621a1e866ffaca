//! The figures of the server, for whoever watches it (Prometheus's text). Rows of the list of routes are named as they are
//! written there, so that no figure carries an id.

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

/// In seconds, from an answer at once to one that nobody waits for.
const DURATIONS: &[f64] =
    &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0];

/// Rows of a page.
const ROWS: &[f64] = &[0.0, 1.0, 10.0, 100.0, 1_000.0, 10_000.0];

static FIGURES: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Begins to count, once for the whole process.
pub fn begin() {
    figures();
}

/// Returns the figures as they are now; none when they could not be counted.
pub(crate) fn text() -> Option<String> {
    let figures = figures()?;
    figures.run_upkeep();
    Some(figures.render())
}

fn figures() -> Option<&'static PrometheusHandle> {
    FIGURES.get_or_init(install).as_ref()
}

fn install() -> Option<PrometheusHandle> {
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), DURATIONS)
        .and_then(|builder| builder.set_buckets_for_metric(Matcher::Suffix("_rows".to_owned()), ROWS));
    match builder {
        Ok(builder) => builder.install_recorder().ok(),
        Err(_) => None,
    }
}
