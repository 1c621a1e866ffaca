//! The computer's clock. The only place in the server that reads it; everything below is told the time.

use domain::base::Instant;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Something that tells the time: the computer's clock, or a test's.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Returns the computer's clock. One set before 1970 counts as 1970.
#[must_use]
pub fn system() -> Clock {
    Arc::new(now)
}

#[expect(clippy::disallowed_methods, reason = "the one home of the clock")]
fn now() -> Instant {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
}
