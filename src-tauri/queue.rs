//! Jobs for threads that are kept for them, in the order they come, so that the window never waits for the disk.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use domain::base::Refusal;
use tokio::sync::oneshot;

use crate::failure;

type Job = Box<dyn FnOnce() + Send>;

/// The door to some threads. They end when it is closed or dropped, and everything is done.
pub(crate) struct Queue {
    open: Mutex<Open>,
}

/// What a queue holds until it is closed.
#[derive(Default)]
struct Open {
    jobs: Option<mpsc::Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Queue {
    /// Starts the threads. One thread does its jobs one after another; more begin them in order.
    pub(crate) fn start(threads: usize) -> Self {
        let (jobs, waiting) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let threads = (0..threads).map(|_| {
            let waiting = Arc::clone(&waiting);
            thread::spawn(move || {
                while let Some(job) = next(&waiting) {
                    // A bug costs one answer, not all that follow: the store has rolled back what it was doing.
                    std::panic::catch_unwind(AssertUnwindSafe(job)).ok();
                }
            })
        });
        Self { open: Mutex::new(Open { jobs: Some(jobs), threads: threads.collect() }) }
    }

    /// Has something done that nobody waits for.
    pub(crate) fn send(&self, work: impl FnOnce() + Send + 'static) -> Result<(), Refusal> {
        let open = self.open();
        let jobs = open.jobs.as_ref().ok_or_else(failure::closing)?;
        jobs.send(Box::new(work)).map_err(|_| failure::closing())
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

    /// Takes no more jobs, and returns when all that were sent are done and the threads have ended.
    pub(crate) fn close(&self) {
        let Open { jobs, threads } = std::mem::take(&mut *self.open());
        drop(jobs);
        for thread in threads {
            // A job that panics is caught on its thread.
            thread.join().ok();
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        self.close();
    }
}

fn next(waiting: &Mutex<mpsc::Receiver<Job>>) -> Option<Job> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
