//! The operating system's randomness, for the one thing of the device's side that needs it: names and pauses by chance.

use crate::engine::Random;

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(
        clippy::expect_used,
        reason = "a system without randomness could not have opened a connection either"
    )]
    fn next(&mut self) -> u64 {
        getrandom::u64().expect("BUG: the system has no randomness")
    }
}
