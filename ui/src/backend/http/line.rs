//! A line in which one waits for one's turn: what was done first is sent first, and nothing overtakes it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// The line. A handle: clones share it.
#[derive(Clone, Default)]
pub(super) struct Line(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    given: u64,
    waiting: VecDeque<(u64, Option<Waker>)>,
}

/// A place in the line. It is given up when this is dropped.
pub(super) struct Place {
    line: Line,
    number: u64,
}

impl Line {
    /// Takes the last place.
    pub(super) fn place(&self) -> Place {
        let mut inner = self.0.borrow_mut();
        inner.given += 1;
        let number = inner.given;
        inner.waiting.push_back((number, None));
        Place { line: self.clone(), number }
    }
}

impl Place {
    /// Waits until everybody before has gone.
    pub(super) async fn turn(self) -> Self {
        poll_fn(|context| {
            let mut inner = self.line.0.borrow_mut();
            if inner.waiting.front().is_some_and(|(number, _)| *number == self.number) {
                return Poll::Ready(());
            }
            if let Some((_, waker)) = inner.waiting.iter_mut().find(|(number, _)| *number == self.number) {
                *waker = Some(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
        self
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let next = {
            let mut inner = self.line.0.borrow_mut();
            inner.waiting.retain(|(number, _)| *number != self.number);
            inner.waiting.front_mut().and_then(|(_, waker)| waker.take())
        };
        next.into_iter().for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::task::Context;

    #[test]
    fn nobody_overtakes_and_whoever_leaves_lets_the_next_one_go() {
        let line = Line::default();
        let (first, second, third) = (line.place(), line.place(), line.place());
        let mut context = Context::from_waker(Waker::noop());
        let mut third = pin!(third.turn());
        assert!(third.as_mut().poll(&mut context).is_pending());
        let mut second = Box::pin(second.turn());
        assert!(second.as_mut().poll(&mut context).is_pending());
        drop(first);
        assert!(third.as_mut().poll(&mut context).is_pending());
        let Poll::Ready(turn) = second.as_mut().poll(&mut context) else { panic!("it is their turn") };
        assert!(third.as_mut().poll(&mut context).is_pending());
        drop(turn);
        assert!(third.as_mut().poll(&mut context).is_ready());
    }
}
