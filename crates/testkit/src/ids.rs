//! Ids for tests: different for every call, the same in every run, ordered by time.

use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// Makes ids.
#[derive(Debug, Default)]
pub(crate) struct Ids(AtomicU64);

impl Ids {
    pub(crate) fn next(&self) -> Uuid {
        let n = self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        // Version 7 with a counter for its time: unique and ascending.
        Uuid::from_u128((u128::from(n) << 80) | (0x7 << 76) | (0x8 << 60) | u128::from(n))
    }
}
