//! A server under test.

use super::client::Client;
use crate::{Config, State, figures, listen, routes, watch};
use domain::base::PersonId;
use domain::reviews::{ReviewList, ReviewOrder};
use domain::saved_views::{SavedViewsCommand, Shows};
use domain::sync::Epoch;
use std::borrow::Borrow;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use store::Store;
use store::engine::Dialect;
use store::testing::OnEngine;
use testkit::World;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// A server on a port of its own, over a world. It ends when this is dropped.
pub(super) struct Served {
    /// Goes first: a store must not be closed by what runs in here.
    runtime: Runtime,
    pub(super) state: Arc<State>,
    pub(super) world: Arc<Held>,
    pub(super) address: SocketAddr,
    listens: Option<JoinHandle<std::io::Result<()>>>,
}

/// Returns a command that anybody may send: a view of their own.
pub(super) fn save(world: &World, name: &str) -> SavedViewsCommand {
    let (list, sorted) = (ReviewList::Queue, ReviewOrder::Oldest);
    let shows = Shows { list, sorted, journey: String::new(), words: String::new() };
    SavedViewsCommand::Save { view: world.id(), name: name.to_owned(), shows }
}

/// A world that a server's store lives in.
pub(super) struct Held(pub(super) World);

impl Borrow<Store> for Held {
    fn borrow(&self) -> &Store {
        self.0.store()
    }
}

impl OnEngine for Served {
    fn on(dialect: Dialect) -> Self {
        Self::with(dialect, |_| {})
    }
}

impl Served {
    /// Starts a server that is set up otherwise than usual.
    pub(super) fn with(dialect: Dialect, set_up: impl FnOnce(&mut Config)) -> Self {
        figures::begin();
        let mut config = Config::default();
        // However slow the machine is, what a test hears is what happened.
        config.limits.heartbeat_ms = 600_000;
        set_up(&mut config);
        let world = Arc::new(Held(World::on(dialect)));
        world.0.store().begin_history(Epoch::of(1)).unwrap();
        let seen = world.0.store().newest_change().unwrap();
        let time = world.clone();
        let random = Arc::new(|bytes: &mut [u8]| bytes.fill(7));
        let state = State::new(config, world.clone(), Arc::new(move || time.0.now()), random);
        let state = Arc::new(state.with_web().unwrap());
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(listen::bind((Ipv4Addr::LOCALHOST, 0).into())).unwrap();
        let address = listener.local_addr().unwrap();
        let router = routes::routes(&state);
        let listens = runtime.spawn(listen::listen(state.clone(), listener, router));
        runtime.spawn(watch::watch(state.clone(), seen));
        Self { runtime, state, world, address, listens: Some(listens) }
    }

    /// Returns somebody who is not signed in.
    pub(super) fn nobody(&self) -> Client {
        Client::of(self.address)
    }

    /// Returns somebody who is signed in.
    pub(super) fn as_person(&self, person: PersonId) -> Client {
        self.nobody().saying("authorization", &format!("Test {person}"))
    }

    /// Begins something beside the test.
    pub(super) fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        self.runtime.spawn(work)
    }

    /// Does something and waits for it.
    pub(super) fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Tells the server to end, and waits until it has.
    pub(super) fn end(&mut self) {
        self.state.end();
        if let Some(listens) = self.listens.take() {
            self.runtime.block_on(listens).unwrap().unwrap();
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.end();
        }
    }
}
