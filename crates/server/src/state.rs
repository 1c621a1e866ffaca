//! What every request can reach.

use crate::accounts::{Accounts, Sealing};
use crate::clock::Clock;
use crate::hub::Hub;
use crate::lanes::Lane;
use crate::random::Random;
use crate::traces::Traces;
use crate::web::Web;
use crate::{Config, Problem};
use domain::base::Instant;
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;
use store::Store;
use tokio::sync::watch;

/// What has the store: the store itself, or a test's world.
pub type Keeper = Arc<dyn Borrow<Store> + Send + Sync>;

/// How many of the server's own looks may wait.
const LOOKS: usize = 16;

/// The server's parts.
pub struct State {
    /// How it was set up.
    pub config: Config,
    /// Who is to be told that something changed.
    pub hub: Hub,
    /// The interface for browsers, where it is served.
    pub web: Option<Web>,
    /// What accounts need besides the store.
    pub accounts: Accounts,
    /// What a collector hears of requests.
    pub(crate) traces: Traces,
    clock: Clock,
    random: Random,
    keeper: Keeper,
    reads: Lane,
    writes: Lane,
    /// For the server's own short looks, which must not wait for others.
    looks: Lane,
    ending: watch::Sender<bool>,
}

impl State {
    /// Puts the parts together.
    #[must_use]
    pub fn new(config: Config, keeper: Keeper, clock: Clock, random: Random) -> Self {
        let lanes = &config.lanes;
        let dialect = store_of(&keeper).engine().dialect();
        let reads = Lane::new(lanes.readers, lanes.queue, lanes.patience());
        let writes = Lane::new(lanes.writers_of(dialect), lanes.queue, lanes.patience());
        let looks = Lane::new(1, LOOKS, lanes.patience());
        let ending = watch::Sender::new(false);
        let accounts = Accounts::new(&random);
        let (hub, web, traces) = (Hub::default(), None, Traces::none());
        Self { config, hub, web, accounts, traces, clock, random, keeper, reads, writes, looks, ending }
    }

    /// Serves the interface that the configuration names.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn with_web(mut self) -> std::io::Result<Self> {
        self.web = self.config.web.as_deref().map(Web::read).transpose()?;
        Ok(self)
    }

    /// Seals what has to stay readable with a key that outlives the process.
    #[must_use]
    pub fn sealed_with(mut self, sealing: Sealing) -> Self {
        self.accounts.seal_with(sealing);
        self
    }

    /// Tells a collector of requests.
    #[must_use]
    pub fn traced_by(mut self, traces: Traces) -> Self {
        self.traces = traces;
        self
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
        let keeper = self.keeper.clone();
        self.traces.part("store.read", self.reads.run(move || question(store_of(&keeper)))).await
    }

    /// Asks the store something short that the server itself wants to know, however many others read.
    ///
    /// # Errors
    /// When the store can't keep up even with that, or there was a panic.
    pub async fn look<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let keeper = self.keeper.clone();
        self.looks.run(move || question(store_of(&keeper))).await
    }

    /// Has the store change something, on the lane of those who write.
    ///
    /// # Errors
    /// When the lane is full, or there was a panic.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Store) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let (keeper, news) = (self.keeper.clone(), self.hub.news());
        let write = move || {
            // Said when it is done, whether or not somebody waits for it still, and whatever came of it.
            let _said = news;
            change(store_of(&keeper))
        };
        self.traces.part("store.write", self.writes.run(write)).await
    }

    /// Returns the store, for what has a thread of its own.
    #[must_use]
    pub fn store(&self) -> &Store {
        store_of(&self.keeper)
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

fn store_of(keeper: &Keeper) -> &Store {
    (**keeper).borrow()
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("config", &self.config).finish_non_exhaustive()
    }
}
