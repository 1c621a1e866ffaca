//! What wakes everybody who waits to try again: a network is back, somebody signed in, a person asks for it.

use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// The bell.
#[derive(Default)]
pub(super) struct Bell {
    rung: Cell<u32>,
    waiting: RefCell<Vec<Waker>>,
}

impl Bell {
    /// Wakes everybody who waits.
    pub(super) fn ring(&self) {
        self.rung.set(self.rung.get().wrapping_add(1));
        self.waiting.take().into_iter().for_each(Waker::wake);
    }

    /// Waits until it rings.
    pub(super) async fn rings(&self) {
        let before = self.rung.get();
        poll_fn(|context| {
            if self.rung.get() != before {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// Waits until it rings, but no longer than so many milliseconds.
    pub(super) async fn rings_within(&self, milliseconds: u32) {
        let over = Rc::new(Cell::new(false));
        let waker: Rc<RefCell<Option<Waker>>> = Rc::default();
        let _timer = Timeout::new(milliseconds, {
            let (over, waker) = (over.clone(), waker.clone());
            move || {
                over.set(true);
                waker.take().into_iter().for_each(Waker::wake);
            }
        });
        let before = self.rung.get();
        poll_fn(|context| {
            if over.get() || self.rung.get() != before {
                return Poll::Ready(());
            }
            waker.replace(Some(context.waker().clone()));
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}
