//! Jobs for threads that are kept for them, in the order they come, so that the window never waits for the disk.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use domain::base::Refusal;
use tokio::sync::oneshot;

use crate::failure;

type Job = Box<dyn FnOnce() + Send>;

/// The door to some threads. They end when it is dropped and everything is done.
pub(crate) struct Queue {
    jobs: mpsc::Sender<Job>,
}

impl Queue {
    /// Starts the threads. One thread does its jobs one after another; more begin them in order.
    pub(crate) fn start(threads: usize) -> Self {
        let (jobs, waiting) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..threads {
            let waiting = Arc::clone(&waiting);
            std::thread::spawn(move || {
                while let Some(job) = next(&waiting) {
                    // A bug costs one answer, not all that follow: the store has rolled back what it was doing.
                    std::panic::catch_unwind(AssertUnwindSafe(job)).ok();
                }
            });
        }
        Self { jobs }
    }

    /// Has something done that nobody waits for.
    pub(crate) fn send(&self, work: impl FnOnce() + Send + 'static) -> Result<(), Refusal> {
        self.jobs.send(Box::new(work)).map_err(|_| failure::closing())
    }

    /// Has something done, and returns what came of it.
    pub(crate) async fn done<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let (reply, answer) = oneshot::channel();
        // Nobody waits any more when the window is gone; what was written stays written.
        self.send(move || drop(reply.send(work())))?;
        answer.await.map_err(|_| failure::bug())
    }
}

fn next(waiting: &Mutex<mpsc::Receiver<Job>>) -> Option<Job> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
