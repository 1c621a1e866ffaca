//! How much the server does at a time.

use serde::Deserialize;
use std::time::Duration;
use store::engine::Dialect;

/// How many wait for the one writer of a file at the same time: so many that they share its transactions.
const SHARING: usize = 64;

/// The lanes into the store.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lanes {
    /// How many read at the same time.
    pub readers: usize,
    /// How many write at the same time on PostgreSQL. A file has one writer, which those who wait share.
    pub writers: usize,
    /// How many more may wait, on each lane.
    pub queue: usize,
    /// How long somebody waits for their turn, in milliseconds.
    pub patience_ms: u64,
}

impl Default for Lanes {
    fn default() -> Self {
        Self { readers: 4, writers: 8, queue: 1_024, patience_ms: 5_000 }
    }
}

impl Lanes {
    /// Returns how long somebody waits for their turn.
    #[must_use]
    pub const fn patience(&self) -> Duration {
        Duration::from_millis(self.patience_ms)
    }

    /// Returns how many write at the same time on an engine.
    #[must_use]
    pub const fn writers_of(&self, dialect: Dialect) -> usize {
        match dialect {
            Dialect::Sqlite => SHARING,
            Dialect::Postgres => self.writers,
        }
    }
}
