//! The way to the store, which may be shut: another window may have the file, or the disk be full. Then whoever comes
//! next tries again; whoever comes while it is being opened waits, and shares what comes of that. And the file may be
//! replaced: then everybody who is inside leaves first, and whoever comes waits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use domain::base::Refusal;
use store::Store;

use crate::failure;

/// The store, or why it cannot be opened.
pub(crate) type Opened = Result<Store, Refusal>;

/// Somebody's stay with the store.
pub(crate) struct Inside<'a> {
    door: &'a Door,
    /// There until this is dropped.
    store: Option<Arc<Store>>,
}

impl Inside<'_> {
    /// Returns the store.
    #[expect(clippy::expect_used, reason = "only leaving takes it away")]
    pub(crate) fn store(&self) -> &Store {
        self.store.as_deref().expect("BUG: somebody who left is still with the store")
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        // Under the lock, or whoever waits for the last to leave could look just before and never again.
        let _state = self.door.state();
        self.store = None;
        self.door.settled.notify_all();
    }
}

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
    pub(crate) fn store(&self) -> Result<Inside<'_>, Refusal> {
        let inside = |store| Inside { door: self, store: Some(store) };
        let mut state = self.state();
        loop {
            match &*state {
                State::Open(store) => return Ok(inside(Arc::clone(store))),
                State::Untried | State::Shut(_) => return self.try_to_open(state).map(inside),
                State::Opening => state = self.settled.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
            if let State::Shut(refusal) = &*state {
                return Err(refusal.clone());
            }
        }
    }

    /// Lets the file be replaced, and opens what is there then. The change gets the store that was open, if one was,
    /// alone, and has to close it before it touches the file.
    pub(crate) fn replace<T>(
        &self,
        change: impl FnOnce(Option<Store>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let (changed, opened) = self.exchange(change);
        // What went wrong first is the reason for the rest.
        changed.and_then(|changed| opened.map(|()| changed))
    }

    /// Lets another file be behind the door, as [`Door::replace`] does; returns what came of that, and of opening it.
    pub(crate) fn exchange<T>(
        &self,
        change: impl FnOnce(Option<Store>) -> Result<T, Refusal>,
    ) -> (Result<T, Refusal>, Result<(), Refusal>) {
        let mut state = self.state();
        while matches!(*state, State::Opening) {
            state = self.settled.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let mut leaving = match std::mem::replace(&mut *state, State::Opening) {
            State::Open(store) => Some(store),
            State::Untried | State::Opening | State::Shut(_) => None,
        };
        let mut alone = None;
        while let Some(store) = leaving.take() {
            match Arc::try_unwrap(store) {
                Ok(store) => alone = Some(store),
                Err(store) => {
                    leaving = Some(store);
                    state = self.settled.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
        drop(state);
        let changed =
            catch_unwind(AssertUnwindSafe(|| change(alone))).unwrap_or_else(|_| Err(failure::bug()));
        (changed, self.try_to_open(self.state()).map(drop))
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
