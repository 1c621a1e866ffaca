//! One of the two directions, push and pull: at most one request is under way in each, and after a failure it rests.

use super::backoff;
use super::decide::LONGEST;
use super::event::ReqId;
use super::random::Random;
use super::time::{Now, Steady};
use device::sync::Trouble;
use domain::base::{Instant, Span};

/// How long a request may be under way before it counts as lost. The connection gives up far earlier; this is for when
/// nobody says so.
const PATIENCE: Span = Span::seconds(240);

/// So many times is often enough to speak of it.
const LASTING: u32 = 1_000;

/// One direction. `F` is what has to be remembered of a request.
#[derive(Debug)]
pub(super) struct Lane<F> {
    flight: Option<Flight<F>>,
    /// Nothing is tried before, by our own judgement.
    rests_until: Steady,
    /// Nothing is tried before, by the server's wish.
    asked_until: Steady,
    failures: u32,
    trouble: Option<Worry>,
}

#[derive(Debug)]
struct Flight<F> {
    id: ReqId,
    lost_at: Steady,
    about: F,
}

/// What is wrong, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Worry {
    pub(super) what: Trouble,
    pub(super) since: Instant,
    pub(super) times: u32,
}

impl<F> Lane<F> {
    pub(super) fn new() -> Self {
        Self {
            flight: None,
            rests_until: Steady::default(),
            asked_until: Steady::default(),
            failures: 0,
            trouble: None,
        }
    }

    pub(super) fn is_flying(&self) -> bool {
        self.flight.is_some()
    }

    pub(super) fn is_free(&self, now: Steady) -> bool {
        !self.is_flying() && self.free_at() <= now
    }

    /// Returns when the next request may be sent, if none is under way.
    pub(super) fn free_at(&self) -> Steady {
        self.rests_until.max(self.asked_until)
    }

    /// Returns when the request that is under way counts as lost.
    pub(super) fn lost_at(&self) -> Option<Steady> {
        self.flight.as_ref().map(|flight| flight.lost_at)
    }

    pub(super) fn send(&mut self, id: ReqId, about: F, now: Steady) {
        self.flight = Some(Flight { id, lost_at: now + PATIENCE, about });
    }

    /// Takes the request that this answers; nothing when it is another one than the one under way.
    pub(super) fn land(&mut self, id: ReqId) -> Option<F> {
        self.flight.take_if(|flight| flight.id == id).map(|flight| flight.about)
    }

    /// Counts a request that has been under way for too long as lost.
    pub(super) fn give_up(&mut self, now: Now, random: &mut dyn Random) {
        if self.flight.take_if(|flight| flight.lost_at <= now.steady).is_some() {
            self.fail(Trouble::Unreachable, now, random);
        }
    }

    pub(super) fn forget_flight(&mut self) {
        self.flight = None;
    }

    pub(super) fn succeed(&mut self) {
        self.failures = 0;
        self.trouble = None;
    }

    pub(super) fn fail(&mut self, what: Trouble, now: Now, random: &mut dyn Random) {
        self.failures = self.failures.saturating_add(1);
        self.rests_until = now.steady + backoff::pause(self.failures, random);
        self.worry(what, now.wall);
    }

    /// Rests because the server has too much to do: for as long as it asks, and a little longer by chance.
    pub(super) fn turned_away(&mut self, asked: Option<Span>, now: Now, random: &mut dyn Random) {
        self.fail(Trouble::Busy, now, random);
        if let Some(asked) = asked {
            // It is there and says when: whoever stayed away for minutes more would find others in their place again and again.
            self.rests_until = now.steady + backoff::pause_of(self.failures, backoff::TURNED_AWAY, random);
            self.asked_until = now.steady + backoff::asked(asked, random);
        }
    }

    /// Rests for as long as can be: nothing will be otherwise until somebody does something.
    pub(super) fn block(&mut self, what: Trouble, now: Now) {
        self.failures = self.failures.saturating_add(1);
        self.rests_until = now.steady + LONGEST;
        self.trouble = Some(Worry { what, since: now.wall, times: LASTING });
    }

    pub(super) fn wait_until(&mut self, moment: Steady) {
        self.rests_until = moment;
    }

    pub(super) fn worry(&mut self, what: Trouble, wall: Instant) {
        self.trouble = Some(match self.trouble {
            Some(worry) if worry.what == what => Worry { times: worry.times.saturating_add(1), ..worry },
            Some(Worry { since, .. }) if is_out_of_reach(what) => Worry { what, since, times: 1 },
            _ => Worry { what, since: wall, times: 1 },
        });
    }

    pub(super) fn trouble(&self) -> Option<Worry> {
        self.trouble
    }

    /// Tries again at once; a server's wish to be left alone still counts.
    pub(super) fn wake(&mut self, now: Steady) {
        self.failures = 0;
        self.rests_until = now;
    }

    /// Tries again at once, whatever the server wished: the person asks for it.
    pub(super) fn insist(&mut self, now: Steady) {
        self.wake(now);
        self.asked_until = now;
    }
}

fn is_out_of_reach(what: Trouble) -> bool {
    match what {
        Trouble::Unreachable | Trouble::Busy | Trouble::NotOurServer => true,
        Trouble::Failing | Trouble::ServerTooOld | Trouble::Storage => false,
    }
}
