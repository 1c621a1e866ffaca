//! What the server takes from strangers: how long they may take, how much they may send, how many they may be.

use serde::Deserialize;
use std::time::Duration;

/// The limits. Times are in milliseconds, sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// How many connections at a time; further ones are told to come back.
    pub connections: usize,
    /// How long somebody may take to say what they want, from the moment that the server could hear it.
    pub header_ms: u64,
    /// How long a body may pause.
    pub body_pause_ms: u64,
    /// How long an answer may be kept waiting by whoever reads it.
    pub write_pause_ms: u64,
    /// How long a request may take as a whole; streams excepted.
    pub request_ms: u64,
    /// How large a body may be as it was sent, unless its route takes less.
    pub body: usize,
    /// How large it may be when it is unpacked.
    pub unpacked_body: usize,
    /// How often a stream says that it is still there.
    pub heartbeat_ms: u64,
    /// How often the server looks whether another one changed something (PostgreSQL only).
    pub look_ms: u64,
    /// How long what runs may go on when the server ends.
    pub ending_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            header_ms: 10_000,
            body_pause_ms: 10_000,
            write_pause_ms: 20_000,
            request_ms: 60_000,
            body: 6_000_000,
            unpacked_body: 6_000_000,
            heartbeat_ms: 20_000,
            look_ms: 250,
            ending_ms: 15_000,
        }
    }
}

impl Limits {
    /// Returns how long somebody may take to say what they want.
    #[must_use]
    pub const fn header(&self) -> Duration {
        Duration::from_millis(self.header_ms)
    }

    /// Returns how long a body may pause.
    #[must_use]
    pub const fn body_pause(&self) -> Duration {
        Duration::from_millis(self.body_pause_ms)
    }

    /// Returns how long an answer may be kept waiting by whoever reads it.
    #[must_use]
    pub const fn write_pause(&self) -> Duration {
        Duration::from_millis(self.write_pause_ms)
    }

    /// Returns how long a request may take.
    #[must_use]
    pub const fn request(&self) -> Duration {
        Duration::from_millis(self.request_ms)
    }

    /// Returns how often a stream says that it is still there.
    #[must_use]
    pub const fn heartbeat(&self) -> Duration {
        Duration::from_millis(self.heartbeat_ms)
    }

    /// Returns how often the server looks whether another one changed something.
    #[must_use]
    pub const fn look(&self) -> Duration {
        Duration::from_millis(self.look_ms)
    }

    /// Returns how long what runs may go on when the server ends.
    #[must_use]
    pub const fn ending(&self) -> Duration {
        Duration::from_millis(self.ending_ms)
    }
}
