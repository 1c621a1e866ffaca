//! A computer that slept, on clocks that the test sets.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use domain::base::Instant;
use domain::sync::{PullPage, PullRequest, PushReply, PushRequest};
use tokio::runtime;
use tokio::sync::mpsc;
use tokio::time::{Instant as Moment, sleep};

use super::super::run::Running;
use super::super::{Heard, Parts, Transport};
use crate::engine::Answer;
use crate::engine::fake::{List, Memory, Seeded};

/// A server whose connections die without a word when the computer sleeps.
#[derive(Clone)]
struct Half {
    memory: Memory,
    pulls: Arc<AtomicUsize>,
    begun_anew: Arc<AtomicUsize>,
}

impl Transport for Half {
    async fn push(&self, request: PushRequest) -> Answer<PushReply> {
        self.memory.clone().push(&request)
    }

    async fn pull(&self, request: PullRequest) -> Answer<Box<PullPage>> {
        self.pulls.fetch_add(1, Ordering::Relaxed);
        self.memory.pull(&request)
    }

    async fn listen(&self, heard: impl Fn(Heard) + Send + Sync) {
        heard(Heard::Opened);
        std::future::pending::<()>().await;
    }

    fn begin_anew(&self) {
        self.begun_anew.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn after_a_night_it_asks_within_five_seconds_over_a_new_connection() {
    let wall = Arc::new(AtomicI64::new(1_795_510_800_000));
    let half = Half { memory: Memory::new(), pulls: Arc::default(), begun_anew: Arc::default() };
    let runtime = runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let (messages, inbox) = mpsc::unbounded_channel();
        let (clock, began) = (Arc::clone(&wall), Moment::now());
        let parts = Parts {
            device: List::new(),
            transport: half.clone(),
            clock: Box::new(move || {
                let since = i64::try_from(began.elapsed().as_millis()).unwrap();
                Instant(clock.load(Ordering::Relaxed) + since)
            }),
            random: Box::new(Seeded(1)),
            news: Box::new(drop),
        };
        let running = tokio::spawn(Running::new(parts, messages.downgrade()).run(inbox));
        sleep(Duration::from_secs(20)).await;
        let before = half.pulls.load(Ordering::Relaxed);
        assert_eq!(half.begun_anew.load(Ordering::Relaxed), 0);
        wall.fetch_add(8 * 3_600_000, Ordering::Relaxed);
        sleep(Duration::from_secs(5)).await;
        assert_eq!(half.begun_anew.load(Ordering::Relaxed), 1);
        assert!(half.pulls.load(Ordering::Relaxed) > before, "it asked");
        drop(messages);
        running.await.unwrap();
    });
}
