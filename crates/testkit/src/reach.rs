//! The way to servers of which any may answer: each request goes to the next one, as behind a proxy that knows nobody.

use domain::sync::{PullPage, PullRequest, PushReply, PushRequest};
use std::sync::atomic::{AtomicUsize, Ordering};
use sync::driver::{Heard, Http, Transport};
use sync::engine::Answer;

/// The way of one device.
pub struct Reach {
    servers: Vec<Http>,
    turn: AtomicUsize,
}

impl Reach {
    /// Returns the way to the servers at these addresses, as in `127.0.0.1:8090`, with a token.
    ///
    /// # Panics
    /// When they are none of this computer.
    #[must_use]
    pub fn to(addresses: &[String], token: &str) -> Self {
        let one = |address: &String| {
            let token = token.to_owned();
            Http::to(&format!("http://{address}"), Box::new(move || Some(token.clone())))
        };
        let servers = addresses.iter().map(|address| one(address).expect("a server of this computer"));
        Self { servers: servers.collect(), turn: AtomicUsize::new(0) }
    }

    fn next(&self) -> &Http {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % self.servers.len().max(1);
        self.servers.get(turn).expect("at least one server")
    }
}

impl Transport for Reach {
    async fn push(&self, request: PushRequest) -> Answer<PushReply> {
        self.next().push(request).await
    }

    async fn pull(&self, request: PullRequest) -> Answer<Box<PullPage>> {
        self.next().pull(request).await
    }

    async fn listen(&self, heard: impl Fn(Heard) + Send + Sync) {
        self.next().listen(heard).await;
    }

    fn begin_anew(&self) {
        self.servers.iter().for_each(Http::begin_anew);
    }
}
