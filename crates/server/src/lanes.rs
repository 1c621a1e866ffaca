//! The way into the store, whose calls keep a thread until they are done. Reading and writing have a lane each, so that
//! neither starves the other; a lane takes so many at a time, lets so many wait, and turns everybody else away at once.

use crate::Problem;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// One lane.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Places for those who work and those who wait.
    places: Arc<Semaphore>,
    /// Places for those who work.
    working: Arc<Semaphore>,
    /// How long somebody waits for their turn.
    patience: Duration,
}

impl Lane {
    /// Returns a lane on which `width` work and `queue` wait, each at most for `patience`.
    #[must_use]
    pub fn new(width: usize, queue: usize, patience: Duration) -> Self {
        let places = Arc::new(Semaphore::new(width.saturating_add(queue).min(Semaphore::MAX_PERMITS)));
        Self { places, working: Arc::new(Semaphore::new(width)), patience }
    }

    /// Does something that takes its thread, and returns what came of it. Once it began it goes on, even if nobody waits
    /// for it any more.
    ///
    /// # Errors
    /// When there is no place on the lane, the turn did not come in time, or the work panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| Problem::busy())?;
        let turn = timeout(self.patience, self.working.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(Problem::busy()) };
        let done = spawn_blocking(move || {
            // Both end with the work, not with whoever waits for it.
            let _until_done = (place, turn);
            work()
        });
        done.await.map_err(|_panicked| Problem::bug())
    }
}
