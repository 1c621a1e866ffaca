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
    insisted: Cell<u32>,
    waiting: RefCell<Vec<Waker>>,
}

impl Bell {
    /// Wakes everybody who waits, unless a server asked for it.
    pub(super) fn ring(&self) {
        self.rung.set(self.rung.get().wrapping_add(1));
        self.waiting.take().into_iter().for_each(Waker::wake);
    }

    /// Wakes everybody who waits, whoever asked for it: the person wants it now.
    pub(super) fn insist(&self) {
        self.insisted.set(self.insisted.get().wrapping_add(1));
        self.ring();
    }

    /// Waits until it rings.
    pub(super) async fn rings(&self) {
        self.waits(&self.rung, &Cell::new(false), &RefCell::default()).await;
    }

    /// Waits until it rings, but no longer than so many milliseconds.
    pub(super) async fn rings_within(&self, milliseconds: u32) {
        self.waits_within(&self.rung, milliseconds).await;
    }

    /// Waits for so many milliseconds, unless the person wants it now. Returns whether they did.
    pub(super) async fn is_insisted_within(&self, milliseconds: u32) -> bool {
        milliseconds > 0 && self.waits_within(&self.insisted, milliseconds).await
    }

    async fn waits_within(&self, counted: &Cell<u32>, milliseconds: u32) -> bool {
        let over = Rc::new(Cell::new(false));
        let waker: Rc<RefCell<Option<Waker>>> = Rc::default();
        let _timer = Timeout::new(milliseconds, {
            let (over, waker) = (over.clone(), waker.clone());
            move || {
                over.set(true);
                waker.take().into_iter().for_each(Waker::wake);
            }
        });
        self.waits(counted, &over, &waker).await
    }

    /// Waits until it was counted once more, or the time is over. Returns whether it was counted.
    async fn waits(&self, counted: &Cell<u32>, over: &Cell<bool>, waker: &RefCell<Option<Waker>>) -> bool {
        let before = counted.get();
        poll_fn(|context| {
            let is_counted = counted.get() != before;
            if is_counted || over.get() {
                return Poll::Ready(is_counted);
            }
            waker.replace(Some(context.waker().clone()));
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}
