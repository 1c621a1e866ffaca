//! The computer's clock. The only place in the application that reads it; everything below is told the time.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::base::Instant;

/// Returns the time. A clock set before 1970 counts as 1970.
#[expect(clippy::disallowed_methods, reason = "the one home of the clock")]
pub(crate) fn now() -> Instant {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
}
