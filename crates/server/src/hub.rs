//! Who is to be told that something changed. A poke says in which buckets, never what, so it may be lost: whoever is told
//! pulls, and whoever is not pulls a little later.

use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::{Notify, broadcast};

/// How many pokes a slow listener may be behind.
const BEHIND: usize = 64;

/// The buckets in which something changed.
pub type Poke = Arc<BTreeSet<String>>;

/// Brings pokes to everybody who listens.
#[derive(Debug)]
pub struct Hub {
    pokes: broadcast::Sender<Poke>,
    written: Notify,
}

impl Default for Hub {
    fn default() -> Self {
        Self { pokes: broadcast::Sender::new(BEHIND), written: Notify::new() }
    }
}

impl Hub {
    /// Says that something was written here, so that somebody looks what.
    pub fn wrote(&self) {
        self.written.notify_one();
    }

    /// Waits until something was written here.
    pub async fn written(&self) {
        self.written.notified().await;
    }

    /// Tells everybody who listens.
    pub fn tell(&self, buckets: BTreeSet<String>) {
        if !buckets.is_empty() {
            // Nobody may be listening.
            drop(self.pokes.send(Arc::new(buckets)));
        }
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Poke> {
        self.pokes.subscribe()
    }

    /// Returns how many listen.
    #[must_use]
    pub fn listeners(&self) -> usize {
        self.pokes.receiver_count()
    }
}
