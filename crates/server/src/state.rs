//! What every request can reach.

use crate::clock::Clock;
use crate::hub::Hub;
use crate::lanes::Lane;
use crate::random::Random;
use crate::{Config, Problem};
use domain::base::Instant;
use std::fmt;
use std::sync::Arc;
use store::Store;
use tokio::sync::watch;

/// The server's parts.
pub struct State {
    /// How it was set up.
    pub config: Config,
    /// Who is to be told that something changed.
    pub hub: Hub,
    clock: Clock,
    random: Random,
    store: Arc<Store>,
    reads: Lane,
    writes: Lane,
    ending: watch::Sender<bool>,
}

impl State {
    /// Puts the parts together.
    #[must_use]
    pub fn new(config: Config, store: Arc<Store>, clock: Clock, random: Random) -> Self {
        let lanes = &config.lanes;
        let reads = Lane::new(lanes.readers, lanes.queue, lanes.patience());
        let writes = Lane::new(lanes.writers_of(store.engine().dialect()), lanes.queue, lanes.patience());
        let ending = watch::Sender::new(false);
        Self { config, hub: Hub::default(), clock, random, store, reads, writes, ending }
    }

    /// Returns the time.
    #[must_use]
    pub fn now(&self) -> Instant {
        (self.clock)()
    }

    /// Returns so many random bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    /// Asks the store something, on the lane of those who read.
    ///
    /// # Errors
    /// When the lane is full, or there was a panic.
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let store = self.store.clone();
        self.reads.run(move || question(&store)).await
    }

    /// Has the store change something, on the lane of those who write.
    ///
    /// # Errors
    /// When the lane is full, or there was a panic.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let store = self.store.clone();
        let done = self.writes.run(move || change(&store)).await;
        self.hub.wrote();
        done
    }

    /// Returns the store, for what has a thread of its own.
    #[must_use]
    pub const fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// Begins to end: nobody new is let in, whoever listens is sent away, what runs may finish.
    pub fn end(&self) {
        self.ending.send_replace(true);
    }

    /// Waits until the server begins to end.
    pub async fn ending(&self) {
        // The sender lives in here.
        drop(self.ending.subscribe().wait_for(|ending| *ending).await);
    }

    /// Whether the server is about to end.
    #[must_use]
    pub fn is_ending(&self) -> bool {
        *self.ending.borrow()
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("config", &self.config).finish_non_exhaustive()
    }
}
