//! The way to the store, which may be shut: another window may have the file, or the disk be full. Then whoever comes
//! next tries again; whoever comes while it is being opened waits, and shares what comes of that.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use domain::base::Refusal;
use store::Store;

use crate::failure;

/// The store, or why it cannot be opened.
pub(crate) type Opened = Result<Store, Refusal>;

/// A door that many threads go through.
pub(crate) struct Door {
    open: Box<dyn Fn() -> Opened + Send + Sync>,
    state: Mutex<State>,
    settled: Condvar,
}

enum State {
    Untried,
    Opening,
    Open(Arc<Store>),
    Shut(Refusal),
}

impl Door {
    /// Returns a door that is opened in this way, when somebody comes.
    pub(crate) fn new(open: impl Fn() -> Opened + Send + Sync + 'static) -> Self {
        Self { open: Box::new(open), state: Mutex::new(State::Untried), settled: Condvar::new() }
    }

    /// Opens the store, unless somebody has tried that before.
    pub(crate) fn open_first(&self) {
        let state = self.state();
        if matches!(*state, State::Untried) {
            // What comes of it is for those who come next; they try again if need be.
            drop(self.try_to_open(state));
        }
    }

    /// Returns the store. One that could not be opened before is tried again: whoever asks may have closed the other
    /// window, or made room on the disk.
    pub(crate) fn store(&self) -> Result<Arc<Store>, Refusal> {
        let mut state = self.state();
        loop {
            match &*state {
                State::Open(store) => return Ok(Arc::clone(store)),
                State::Untried | State::Shut(_) => return self.try_to_open(state),
                State::Opening => state = self.settled.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
            if let State::Shut(refusal) = &*state {
                return Err(refusal.clone());
            }
        }
    }

    fn try_to_open(&self, mut state: MutexGuard<'_, State>) -> Result<Arc<Store>, Refusal> {
        *state = State::Opening;
        drop(state);
        let opened = catch_unwind(AssertUnwindSafe(&self.open)).unwrap_or_else(|_| Err(failure::bug()));
        let opened = opened.map(Arc::new);
        *self.state() = match &opened {
            Ok(store) => State::Open(Arc::clone(store)),
            Err(refusal) => State::Shut(refusal.clone()),
        };
        self.settled.notify_all();
        opened
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
