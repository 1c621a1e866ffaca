//! The operating system's randomness. The only place in the server that asks for it; everything below is given what it
//! needs.

use std::sync::Arc;

/// Something that fills bytes at random: the operating system, or a test.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// Returns the operating system's randomness.
///
/// # Panics
/// Filling panics when the system has none: nothing secret could be made.
#[must_use]
pub fn system() -> Random {
    Arc::new(fill)
}

#[expect(
    clippy::expect_used,
    reason = "without randomness no token is a secret, and no request may be answered"
)]
fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("BUG: the system has no randomness");
}
