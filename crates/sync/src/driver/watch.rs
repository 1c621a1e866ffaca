//! Whether the computer slept. A connection does not say so: after a night it looks as open as before. The clocks do: one of
//! them goes on in sleep, or the thread was not woken for far longer than it asked for.

use domain::base::Span;

use crate::engine::{Now, Steady};

/// How often one has to look, so that sleep is noticed within five seconds of its end.
pub(super) const EVERY: Span = Span::seconds(4);

/// A gap of so much more than there should be is sleep. Somebody who sets the clock looks the same, and costs one pull.
const GAP: Span = Span::seconds(10);

/// Remembers when it looked.
#[derive(Debug)]
pub(super) struct Watch {
    last: Now,
}

impl Watch {
    pub(super) fn from(now: Now) -> Self {
        Self { last: now }
    }

    /// Returns when to look again at the latest.
    pub(super) fn looks_at(&self) -> Steady {
        self.last.steady + EVERY
    }

    /// Looks, and returns whether the computer slept since the last time.
    pub(super) fn slept(&mut self, now: Now) -> bool {
        let steady = now.steady - self.last.steady;
        let wall = now.wall - self.last.wall;
        self.last = now;
        wall.0 - steady.0 > GAP.0 || steady.0 - EVERY.0 > GAP.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::Instant;

    #[test]
    fn sleep_is_a_gap_between_the_clocks_or_in_both() {
        let at = |steady: i64, wall: i64| Now {
            steady: Steady(u64::try_from(steady).unwrap() * 1_000),
            wall: Instant(1_795_510_800_000 + wall * 1_000),
        };
        let cases = [
            // seconds on the steady clock and on the wall, and whether that was sleep
            (4, 4, false),
            (4, 12, false),
            (4, 28_804, true),
            (28_804, 28_804, true),
            (13, 13, false),
            (4, -28_800, false),
            (4, 31_536_000, true),
        ];
        for (steady, wall, slept) in cases {
            let mut watch = Watch::from(at(0, 0));
            assert_eq!(watch.slept(at(steady, wall)), slept, "{steady} {wall}");
            assert!(!watch.slept(at(steady + 4, wall + 4)), "it is told once");
        }
    }
}
