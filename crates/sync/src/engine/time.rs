//! Two kinds of time. Whoever sets the computer's clock a year ahead must not keep a change from being sent, so everything
//! that is waited for is counted by a clock that nobody can set.

use domain::base::{Instant, Span};
use std::ops::{Add, Sub};

/// A moment on a clock that only goes forward, in milliseconds since some beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Steady(pub u64);

/// What both clocks show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The clock that only goes forward: for everything that is waited for.
    pub steady: Steady,
    /// The computer's clock, right or wrong: for what people read.
    pub wall: Instant,
}

impl Add<Span> for Steady {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(u64::try_from(span.0).unwrap_or_default()))
    }
}

impl Sub for Steady {
    type Output = Span;
    fn sub(self, earlier: Self) -> Span {
        Span(i64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(i64::MAX))
    }
}
