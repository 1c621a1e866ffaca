//! Who is to be told that something changed. A poke says in which buckets, never what, so it may be lost: whoever is told
//! pulls, and whoever is not pulls a little later.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tokio::sync::{Notify, broadcast};

/// How many pokes a slow listener may be behind.
const BEHIND: usize = 64;

/// The buckets in which something changed, and for each of them the tables.
pub type Changed = BTreeMap<String, BTreeSet<String>>;

/// What everybody who listens is told.
pub type Poke = Arc<Changed>;

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
    pub fn tell(&self, changed: Changed) {
        if !changed.is_empty() {
            // Nobody may be listening.
            drop(self.pokes.send(Arc::new(changed)));
        }
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Poke> {
        self.pokes.subscribe()
    }
}
