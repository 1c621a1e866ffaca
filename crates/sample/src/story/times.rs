//! When the steps of a story happen, drawn backwards from how it ends.

use crate::agenda::Hold;
use crate::clock::{MINUTE, before, between};
use crate::plot::{Ending, Plot};
use crate::random::Random;
use domain::base::{Instant, PersonId, Span, ZoneId};

/// How long a claim lasts in the journeys of the sample.
pub(crate) const LEASE: Span = Span::hours(72);

/// One round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Round {
    /// When the client asked.
    pub(crate) asked: Instant,
    /// When a mentor took it, if one did.
    pub(crate) claimed: Option<Instant>,
    /// When something happened in between: given back, more time taken, taken over, changed by the client.
    pub(crate) turn: Option<Instant>,
    /// When it was completed or taken back, if it was.
    pub(crate) ended: Option<Instant>,
}

/// Who acts where, and as of when.
pub(crate) struct Draw<'a> {
    pub(crate) random: &'a mut Random,
    pub(crate) end: Instant,
    pub(crate) client: &'a ZoneId,
    pub(crate) mentor: &'a ZoneId,
    /// The longest time that mentors usually take over a review.
    pub(crate) longest: Span,
}

impl Draw<'_> {
    /// Returns the rounds of a story, first to last.
    pub(crate) fn rounds(&mut self, plot: &Plot) -> Vec<Round> {
        let mut rounds = vec![self.last(plot)];
        for number in (1..plot.rounds).rev() {
            let next = rounds.last().map_or(self.end, |round| round.asked);
            let round = if plot.withdrawn && number == 1 {
                let ended = self.client_between(before(next, Span::days(3)), before(next, MINUTE));
                self.cancelled(ended)
            } else {
                let ended = self.mentor_between(before(next, Span::days(7)), before(next, Span::hours(6)));
                self.completed(ended)
            };
            rounds.push(round);
        }
        rounds.reverse();
        rounds
    }

    fn last(&mut self, plot: &Plot) -> Round {
        use Ending as E;
        let (from, to) = plot.hours_ago();
        let (from, to) = (before(self.end, Span::hours(from)), before(self.end, Span::hours(to)));
        let to = to.min(before(self.end, Span(12 * MINUTE.0)));
        match plot.ending {
            E::Fresh | E::Waiting | E::Preferred => {
                let asked = self.client_between(from, to);
                Round { asked, claimed: None, turn: None, ended: None }
            }
            E::Claimed | E::Drafted | E::Closing | E::Lapsed => {
                let claimed = self.mentor_between(from, to);
                self.taken(claimed, None)
            }
            E::Returned => {
                let turn = self.mentor_between(from, to);
                let claimed = self.claim_before(turn);
                self.taken(claimed, Some(turn))
            }
            E::TakenOver => {
                let claimed = self.mentor_between(from, to);
                let turn = self.mentor_between(claimed + LEASE + MINUTE, before(self.end, Span::hours(2)));
                self.taken(claimed, Some(turn))
            }
            E::Extended => {
                let claimed = self.mentor_between(from, to);
                let soon = (claimed + Span::hours(40)).max(before(self.end, Span::hours(60)));
                let turn = self.mentor_between(soon, claimed + Span::hours(71));
                self.taken(claimed, Some(turn))
            }
            E::Overtaken => {
                let claimed = self.mentor_between(from, to);
                let turn = self.client_between(claimed + Span::hours(4), before(self.end, Span::hours(1)));
                self.taken(claimed, Some(turn))
            }
            E::Asked | E::Begun | E::Approved | E::Amended => {
                let ended = self.mentor_between(from, to);
                self.completed(ended)
            }
            E::Rescued => {
                let ended = self.mentor_between(from, to);
                let turn = self.mentor_between(before(ended, Span::hours(20)), before(ended, Span::hours(1)));
                let lapsed = before(turn, LEASE);
                let claimed = self.mentor_between(before(lapsed, Span::hours(30)), before(lapsed, MINUTE));
                Round { ended: Some(ended), ..self.taken(claimed, Some(turn)) }
            }
            E::Cancelled => {
                let ended = self.client_between(from, to);
                self.cancelled(ended)
            }
            E::CancelledHeld => {
                let ended = self.client_between(from, to);
                let claimed =
                    self.mentor_between(before(ended, Span::hours(30)), before(ended, Span::hours(1)));
                Round { ended: Some(ended), ..self.taken(claimed, None) }
            }
        }
    }

    fn completed(&mut self, ended: Instant) -> Round {
        let claimed = self.claim_before(ended);
        Round { ended: Some(ended), ..self.taken(claimed, None) }
    }

    fn cancelled(&mut self, ended: Instant) -> Round {
        let asked = self.client_between(before(ended, Span::hours(40)), before(ended, Span(20 * MINUTE.0)));
        Round { asked, claimed: None, turn: None, ended: Some(ended) }
    }

    fn taken(&mut self, claimed: Instant, turn: Option<Instant>) -> Round {
        let hours = match self.random.below(100) {
            0..50 => (10, 1),
            50..85 => (36, 10),
            _ => (70, 36),
        };
        let (from, to) = (before(claimed, Span::hours(hours.0)), before(claimed, Span::hours(hours.1)));
        Round { asked: self.client_between(from, to), claimed: Some(claimed), turn, ended: None }
    }

    fn claim_before(&mut self, ended: Instant) -> Instant {
        let (from, to) = match self.random.below(100) {
            0..40 => (Span::hours(5), Span::hours(1)),
            40..80 => (Span::hours(24), Span::hours(5)),
            _ => (Span::hours(60), Span::hours(24)),
        };
        let shorter = |span: Span, least: i64| span.min(self.longest).max(Span::hours(least));
        let (from, to) = (shorter(from, 2), shorter(to, 1));
        self.mentor_between(before(ended, from), before(ended, to))
    }

    fn client_between(&mut self, from: Instant, to: Instant) -> Instant {
        between(self.random, self.client, from, to)
    }

    fn mentor_between(&mut self, from: Instant, to: Instant) -> Instant {
        between(self.random, self.mentor, from, to)
    }
}

/// Returns what the mentors hold in a story, where `second` takes over from `first`.
pub(crate) fn holds(plot: &Plot, rounds: &[Round], first: PersonId, second: PersonId) -> Vec<Hold> {
    let mut holds = Vec::new();
    for round in rounds {
        let Some(claimed) = round.claimed else { continue };
        let mut hold = Hold { mentor: first, from: claimed, until: round.ended.unwrap_or(claimed + LEASE) };
        if let Some(turn) = round.turn {
            if plot.ending == Ending::Returned {
                hold.until = turn;
            } else if plot.ending == Ending::Extended {
                hold.until = turn + LEASE;
            } else if matches!(plot.ending, Ending::TakenOver | Ending::Rescued) {
                let until = round.ended.unwrap_or(turn + LEASE);
                holds.push(Hold { mentor: second, from: turn, until });
                hold.until = claimed + LEASE;
            }
        }
        holds.push(hold);
    }
    holds
}
