//! Whether the server may be spoken to at all. A closed gate keeps everything; from time to time a pull looks whether it can
//! be opened, so that not even this waits for a certain event.

use super::time::Steady;
use device::sync::Stop;
use domain::base::Span;

/// How often one looks whether a sign-in counts again.
const SIGN_IN: Span = Span::seconds(300);

/// How often one looks whether an account may be used again.
const STOPPED: Span = Span::hours(1);

/// Whether the server may be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gate {
    /// It may.
    Open,
    /// It wants to know who asks; a pull looks again at this time.
    SignIn(Steady),
    /// It will have nothing to do with this person; a pull looks again at this time.
    Stopped(Stop, Steady),
}

impl Gate {
    pub(super) fn sign_in(now: Steady) -> Self {
        Self::SignIn(now + SIGN_IN)
    }

    pub(super) fn stopped(why: Stop, now: Steady) -> Self {
        Self::Stopped(why, now + STOPPED)
    }

    pub(super) fn is_open(self) -> bool {
        self == Self::Open
    }

    /// Returns when a pull looks whether it can be opened; none when it is open.
    pub(super) fn looks_at(self) -> Option<Steady> {
        match self {
            Self::Open => None,
            Self::SignIn(at) | Self::Stopped(_, at) => Some(at),
        }
    }

    /// Notes that a pull looks now.
    pub(super) fn look(&mut self, now: Steady) {
        match *self {
            Self::Open => {}
            Self::SignIn(_) => *self = Self::sign_in(now),
            Self::Stopped(why, _) => *self = Self::stopped(why, now),
        }
    }
}
