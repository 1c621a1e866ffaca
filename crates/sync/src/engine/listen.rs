//! Listening to the server's events. What they say may be lost without harm: a pull now and then finds everything.

use super::backoff;
use super::random::Random;
use super::time::{Now, Steady};
use domain::base::Span;

/// How long one waits to hear whether the events can be heard.
const PATIENCE: Span = Span::seconds(60);

/// How it stands with the server's events.
#[derive(Debug)]
pub(super) struct Listening {
    ear: Ear,
    failures: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ear {
    /// Not listening; the next attempt is made at this time.
    Deaf(Steady),
    /// To be listened to anew, whatever there is.
    Anew,
    /// An attempt is being made, until this time.
    Opening(Steady),
    /// Listening.
    Open,
}

/// What to do about the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turned {
    On,
    Off,
}

impl Listening {
    pub(super) fn new() -> Self {
        Self { ear: Ear::Deaf(Steady::default()), failures: 0 }
    }

    pub(super) fn is_open(&self) -> bool {
        self.ear == Ear::Open
    }

    pub(super) fn opened(&mut self) {
        // Said by an attempt that counts no more, it opens nothing.
        if matches!(self.ear, Ear::Opening(_)) {
            self.ear = Ear::Open;
            self.failures = 0;
        }
    }

    pub(super) fn closed(&mut self, now: Now, random: &mut dyn Random) {
        if matches!(self.ear, Ear::Opening(_) | Ear::Open) {
            self.failures = self.failures.saturating_add(1);
            self.ear = Ear::Deaf(now.steady + backoff::pause(self.failures, random));
        }
    }

    /// Stays away for as long as the server asks.
    pub(super) fn turned_away(&mut self, asked: Span, now: Now, random: &mut dyn Random) {
        self.closed(now, random);
        if let Ear::Deaf(until) = self.ear {
            self.ear = Ear::Deaf(until.max(now.steady + backoff::asked(asked, random)));
        }
    }

    /// Listens anew: what is open may be a connection that died without a word.
    pub(super) fn reopen(&mut self, now: Steady) {
        self.failures = 0;
        self.ear = match self.ear {
            Ear::Deaf(_) => Ear::Deaf(now),
            Ear::Anew | Ear::Opening(_) | Ear::Open => Ear::Anew,
        };
    }

    pub(super) fn wake(&mut self, now: Steady) {
        self.failures = 0;
        if matches!(self.ear, Ear::Deaf(_)) {
            self.ear = Ear::Deaf(now);
        }
    }

    /// Says whether to begin or to end listening.
    pub(super) fn turn(&mut self, wanted: bool, now: Now, random: &mut dyn Random) -> Option<Turned> {
        if matches!(self.ear, Ear::Opening(until) if until <= now.steady) {
            self.closed(now, random);
        }
        match (wanted, self.ear) {
            (true, Ear::Deaf(at)) if at > now.steady => None,
            (true, Ear::Deaf(_) | Ear::Anew) => {
                self.ear = Ear::Opening(now.steady + PATIENCE);
                Some(Turned::On)
            }
            (false, Ear::Anew | Ear::Opening(_) | Ear::Open) => {
                self.ear = Ear::Deaf(now.steady);
                Some(Turned::Off)
            }
            (true, Ear::Opening(_) | Ear::Open) | (false, Ear::Deaf(_)) => None,
        }
    }

    pub(super) fn wakes_at(&self, wanted: bool) -> Option<Steady> {
        match self.ear {
            Ear::Deaf(at) | Ear::Opening(at) => wanted.then_some(at),
            Ear::Anew | Ear::Open => None,
        }
    }
}
