//! A few things that threads take turns with: reading connections, sessions with a server.

use std::{
    ops::{Deref, DerefMut},
    sync::{Condvar, Mutex, PoisonError},
};

/// Things to be taken, used and put back.
pub(super) struct Pool<T> {
    free: Mutex<Vec<T>>,
    returned: Condvar,
}

/// One thing taken from a pool; it goes back when this is dropped.
pub(super) struct Taken<'a, T> {
    pool: &'a Pool<T>,
    /// There until this is dropped.
    thing: Option<T>,
}

impl<T> Pool<T> {
    pub(super) const fn new(things: Vec<T>) -> Self {
        Self { free: Mutex::new(things), returned: Condvar::new() }
    }

    /// Takes one, waiting until there is one.
    pub(super) fn take(&self) -> Taken<'_, T> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(thing) = free.pop() {
                return Taken { pool: self, thing: Some(thing) };
            }
            free = self.returned.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<T> Drop for Taken<'_, T> {
    fn drop(&mut self) {
        if let Some(thing) = self.thing.take() {
            self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).push(thing);
            self.pool.returned.notify_one();
        }
    }
}

impl<T> Deref for Taken<'_, T> {
    type Target = T;

    #[expect(clippy::expect_used, reason = "only Drop takes the thing out")]
    fn deref(&self) -> &T {
        self.thing.as_ref().expect("BUG: a taken thing was used after it was put back")
    }
}

impl<T> DerefMut for Taken<'_, T> {
    #[expect(clippy::expect_used, reason = "only Drop takes the thing out")]
    fn deref_mut(&mut self) -> &mut T {
        self.thing.as_mut().expect("BUG: a taken thing was used after it was put back")
    }
}
