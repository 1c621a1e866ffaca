//! One section's story, told as deeds: what the client writes, asks and changes, and what mentors do.
//!
//! [`times`] says when, [`client`] and [`mentor`] say what; [`Teller::tell`] puts them into their order.

mod client;
mod mentor;
pub(crate) mod times;

use crate::cast::{Actor, Client};
use crate::contents::Place;
use crate::corpus::{Comment, Phrases, Set, Voice};
use crate::identity::new_id;
use crate::plot::{Ending, Plot};
use crate::random::Random;
use crate::script::Deed;
use domain::base::{Instant, PersonId, Span, ZoneId};
use domain::command::Command;
use domain::enrolments::{EnrolmentId, ItemId};
use domain::reviews::{ClaimId, CommentId, Held, Outcome, ReviewId, ReviewsCommand, SubmissionId};
use times::Round;

/// Who takes part in a story, and in what.
pub(crate) struct Thread<'a> {
    pub(crate) client: &'a Client,
    pub(crate) mentor: &'a Actor,
    /// Who takes over from the mentor, where somebody does.
    pub(crate) second: &'a Actor,
    pub(crate) place: &'a Place,
    pub(crate) enrolment: EnrolmentId,
    /// The texts, in the client's words.
    pub(crate) set: &'a Set,
}

/// Tells stories.
pub(crate) struct Teller<'a> {
    pub(crate) random: &'a mut Random,
    pub(crate) end: Instant,
    pub(crate) phrases: &'a Phrases,
    pub(crate) thread: Thread<'a>,
    pub(crate) deeds: Vec<Deed>,
    items: Vec<ItemId>,
    sent: Vec<(CommentId, Comment)>,
}

impl<'a> Teller<'a> {
    pub(crate) fn new(
        random: &'a mut Random,
        end: Instant,
        phrases: &'a Phrases,
        thread: Thread<'a>,
    ) -> Self {
        Self { random, end, phrases, thread, deeds: Vec::new(), items: Vec::new(), sent: Vec::new() }
    }

    /// Tells the whole story.
    pub(crate) fn tell(&mut self, plot: &Plot, rounds: &[Round]) {
        let asked = rounds.first().map_or(self.end, |round| round.asked);
        self.write_first(asked);
        for (number, round) in rounds.iter().enumerate() {
            let last = number + 1 == rounds.len();
            let reviewed = if plot.withdrawn { number.saturating_sub(1) } else { number };
            if let Some(ended) = self.previous_end(plot, rounds, number) {
                self.rework(reviewed.saturating_sub(1), ended, round.asked);
            }
            let submission = self.ask(plot, reviewed, round, last);
            if last {
                self.last_round(plot, reviewed, round, submission);
            } else if plot.withdrawn && number == 0 {
                self.cancel(submission, round);
            } else {
                self.complete_round(reviewed, round, submission, Outcome::ChangesRequested);
            }
        }
    }

    /// Returns when the feedback came that the client answers with this round.
    fn previous_end(&self, plot: &Plot, rounds: &[Round], number: usize) -> Option<Instant> {
        let before = rounds.get(number.checked_sub(1)?)?;
        if plot.withdrawn && number == 1 { None } else { before.ended }
    }

    fn last_round(&mut self, plot: &Plot, number: usize, round: &Round, submission: SubmissionId) {
        match plot.ending {
            Ending::Fresh | Ending::Waiting | Ending::Preferred => {}
            Ending::Cancelled => self.cancel(submission, round),
            Ending::CancelledHeld => {
                self.claim(submission, round.claimed);
                self.cancel(submission, round);
            }
            Ending::Returned => {
                let held = self.claim(submission, round.claimed);
                if let Some(turn) = round.turn {
                    self.by_mentor(turn, ReviewsCommand::Release { held });
                }
            }
            Ending::Claimed => {
                self.claim(submission, round.claimed);
            }
            Ending::Drafted | Ending::Closing | Ending::Lapsed => {
                let held = self.claim(submission, round.claimed);
                self.draft(plot, number, round, held);
            }
            Ending::Extended => {
                let held = self.claim(submission, round.claimed);
                self.draft(plot, number, round, held);
                if let Some(turn) = round.turn {
                    self.by_mentor(turn, ReviewsCommand::Extend { held });
                }
            }
            Ending::Overtaken => {
                let held = self.claim(submission, round.claimed);
                self.draft(plot, number, round, held);
                if let Some(turn) = round.turn {
                    self.begin_changes(number, turn);
                }
            }
            Ending::TakenOver => {
                let held = self.claim(submission, round.claimed);
                self.draft(plot, number, round, held);
                self.take_over(held, round);
            }
            Ending::Rescued => {
                let held = self.claim(submission, round.claimed);
                self.draft(plot, number, round, held);
                let held = self.take_over(held, round);
                let again = Round { claimed: round.turn, ..*round };
                self.complete(number, &again, held, Outcome::Approved);
            }
            Ending::Asked => {
                self.complete_round(number, round, submission, Outcome::ChangesRequested);
            }
            Ending::Begun => {
                self.complete_round(number, round, submission, Outcome::ChangesRequested);
                if let Some(ended) = round.ended {
                    self.begin_changes_after(number, ended);
                }
            }
            Ending::Approved => {
                self.complete_round(number, round, submission, Outcome::Approved);
                self.thank(round);
            }
            Ending::Amended => {
                let review = self.complete_round(number, round, submission, Outcome::Approved);
                self.thank(round);
                self.amend(review, round);
            }
        }
    }

    fn voice(&self) -> Voice<'a> {
        let client = self.thread.client;
        Voice { language: &self.thread.set.language, circle: client.circle() }
    }

    fn push(&mut self, at: Instant, actor: PersonId, zone: &ZoneId, command: impl Into<Command>) {
        self.deeds.push(Deed { at, actor, zone: zone.clone(), command: command.into() });
    }

    fn by_client(&mut self, at: Instant, command: impl Into<Command>) {
        let actor = &self.thread.client.actor;
        self.push(at, actor.id, actor.zone(), command);
    }

    fn by_mentor(&mut self, at: Instant, command: impl Into<Command>) {
        let actor = self.thread.mentor;
        self.push(at, actor.id, actor.zone(), command);
    }

    /// Returns `count` moments of one sitting that begins at `from`, so many seconds apart.
    fn sitting(&mut self, from: Instant, count: usize, apart: std::ops::RangeInclusive<i64>) -> Vec<Instant> {
        let mut at = from;
        let mut moments = Vec::with_capacity(count);
        for _ in 0..count {
            moments.push(at);
            at = at + Span(self.random.within(apart.start() * 1_000..=apart.end() * 1_000));
        }
        moments
    }

    /// Returns `count` moments of one sitting that is over shortly before `to`, but begins after `from`.
    fn sitting_before(
        &mut self,
        from: Instant,
        to: Instant,
        count: usize,
        apart: std::ops::RangeInclusive<i64>,
    ) -> Vec<Instant> {
        let room = (to - from).0.max(0) / 1_000;
        let steps = i64::try_from(count).unwrap_or(i64::MAX).saturating_add(1);
        let most = (room / steps).clamp(0, *apart.end());
        let moments = self.sitting(Instant(0), count, most.min(*apart.start())..=most);
        let length = moments.last().copied().unwrap_or_default();
        let pause = Span(self.random.within(0..=most * 1_000).max(1));
        moments.into_iter().map(|moment| Instant(to.0 - pause.0 - length.0 + moment.0)).collect()
    }

    fn new_id(&mut self, at: Instant) -> uuid::Uuid {
        new_id(self.random, at)
    }

    fn new_claim(&mut self, at: Instant) -> ClaimId {
        ClaimId(self.new_id(at))
    }

    fn new_review(&mut self, at: Instant) -> ReviewId {
        ReviewId(self.new_id(at))
    }

    fn held(submission: SubmissionId, claim: ClaimId) -> Held {
        Held { submission, claim }
    }
}
