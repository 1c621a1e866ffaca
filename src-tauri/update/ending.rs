//! What is under way when the program ends: what can be cut short is, and the rest is waited for.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use tokio::sync::watch;

/// The end of the program, before and after it has come.
pub(super) struct Ending {
    over: watch::Sender<bool>,
}

/// Somebody at work. The end waits until this is dropped.
pub(super) struct AtWork {
    over: watch::Receiver<bool>,
}

impl Ending {
    /// An end that has not come.
    pub(super) fn open() -> Self {
        Self { over: watch::Sender::new(false) }
    }

    /// Lets somebody begin; nobody after the end.
    pub(super) fn begin(&self) -> Option<AtWork> {
        let at_work = AtWork { over: self.over.subscribe() };
        let over = *at_work.over.borrow();
        (!over).then_some(at_work)
    }

    /// Lets nobody begin any more, and returns when everybody has stopped.
    pub(super) async fn come(&self) {
        self.over.send_replace(true);
        self.over.closed().await;
    }
}

impl AtWork {
    /// Does something that may stop anywhere. When the end comes first it goes no further, and returns nothing.
    pub(super) async fn until_the_end<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        let mut over = pin!(self.over.wait_for(|over| *over));
        let mut work = pin!(work);
        poll_fn(|context| {
            if over.as_mut().poll(context).is_ready() {
                return Poll::Ready(None);
            }
            work.as_mut().poll(context).map(Some)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use tauri::async_runtime::block_on;

    use super::*;

    #[test]
    fn the_end_waits_for_whoever_is_at_work_and_lets_nobody_begin_after_it() {
        let ending = Ending::open();
        let mut at_work = ending.begin().unwrap();
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                // Only the end wakes this one, so that the other thread waits by now.
                assert!(block_on(at_work.until_the_end(pending::<()>())).is_none());
                done.store(true, Ordering::SeqCst);
                drop(at_work);
            });
            block_on(ending.come());
            assert!(done.load(Ordering::SeqCst), "it did not wait");
        });
        assert!(ending.begin().is_none());
    }

    #[test]
    fn work_that_is_done_before_the_end_is_whole() {
        let ending = Ending::open();
        assert_eq!(block_on(ending.begin().unwrap().until_the_end(ready(7))), Some(7));
        block_on(ending.come());
    }
}
