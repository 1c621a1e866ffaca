//! The way in: when to ask, and what each answer means. A pull waits for what is to be sent only while one push follows another
//! quickly, and not for long: each shows what became of them all, and what still waits is done again on top of it.

use super::answer::Answer;
use super::backoff;
use super::decide::{Engine, Turn};
use super::device::{Absorbed, Device};
use super::event::{Alarm, Effect, ReqId};
use super::gate::Gate;
use super::lane::Lane;
use super::random::{Random, client_id};
use super::time::{Now, Steady};
use device::sync::{Stop, Trouble};
use domain::base::Span;
use domain::sync::{PullPage, PullRequest, SyncRefusal};

/// How often one asks with the window in front and nobody to tell that there is something.
const WATCHED: Span = Span::seconds(30);

/// How often one asks although the server would tell; give or take a fifth.
const TOLD: Span = Span::seconds(60);

/// How often one asks behind other windows.
const BEHIND: Span = Span::seconds(300);

/// How long a pull waits for a push that follows one which was answered.
const HELD: Span = Span(500);

/// For so many pushes it waits at most.
const HELD_FOR: u32 = 10;

/// How often a version that is too old asks whether it still is.
const TOO_OLD: Span = Span::hours(1);

/// Everything about receiving.
#[derive(Debug)]
pub(super) struct Pulling {
    pub(super) lane: Lane<Asked>,
    /// There is something, or may be.
    is_wanted: bool,
    /// Everything was here at this time.
    complete_at: Steady,
    /// How far the next regular pull is from its time, from -100 to 100 of what it may be.
    chance: i64,
    /// This version may not receive; it asks again at this time.
    too_old_until: Option<Steady>,
    /// How many rows came since everything was here.
    rows: u64,
    /// Another page is to come.
    is_paging: bool,
    /// How many pushes were answered since one asked.
    answered: u32,
    /// While a push is under way, nothing is asked before.
    held_until: Steady,
}

/// What has to be remembered of a pull that is under way.
#[derive(Debug)]
pub(super) struct Asked {
    request: PullRequest,
    /// How many pushes had been answered when it was sent.
    answers: u64,
}

impl Pulling {
    pub(super) fn new() -> Self {
        Self {
            lane: Lane::new(),
            is_wanted: true,
            complete_at: Steady::default(),
            chance: 0,
            too_old_until: None,
            rows: 0,
            is_paging: false,
            answered: 0,
            held_until: Steady::default(),
        }
    }

    pub(super) fn want(&mut self) {
        self.is_wanted = true;
    }

    /// A push was answered: what became of it is asked, after those that follow it at once.
    pub(super) fn want_after_push(&mut self, now: Steady) {
        self.want();
        self.answered += 1;
        self.held_until = if self.answered < HELD_FOR { now + HELD } else { now };
    }

    pub(super) fn insist(&mut self, now: Steady) {
        self.want();
        self.too_old_until = None;
        self.lane.insist(now);
    }

    pub(super) fn give_up(&mut self, now: Now, random: &mut dyn Random) {
        let was_flying = self.lane.is_flying();
        self.lane.give_up(now, random);
        self.is_wanted |= was_flying && !self.lane.is_flying();
    }

    pub(super) fn is_paging(&self) -> bool {
        self.is_paging
    }

    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    pub(super) fn is_too_old(&self) -> bool {
        self.too_old_until.is_some()
    }

    fn due_at(&self, gate: Gate, pace: Span, is_pushing: bool) -> Steady {
        let regular = self.complete_at + pace + Span(pace.0 * self.chance / 500);
        let due = gate.looks_at().unwrap_or(if self.is_wanted { Steady::default() } else { regular });
        let held_until = if is_pushing { self.held_until } else { Steady::default() };
        due.max(self.too_old_until.unwrap_or_default()).max(held_until)
    }

    pub(super) fn wakes_at(&self, gate: Gate, pace: Span, is_pushing: bool) -> Steady {
        self.lane.lost_at().unwrap_or_else(|| self.lane.free_at().max(self.due_at(gate, pace, is_pushing)))
    }

    fn complete(&mut self, now: Steady, random: &mut dyn Random) {
        self.complete_at = now;
        self.chance = backoff::by_chance(Span(200), random).0 - 100;
        self.too_old_until = None;
        self.rows = 0;
        self.is_paging = false;
    }
}

impl Engine {
    /// Returns how often to ask when nothing happens.
    pub(super) fn pace(&self) -> Span {
        match (self.is_focused, self.listening.is_open()) {
            (_, true) => TOLD,
            (true, false) => WATCHED,
            (false, false) => BEHIND,
        }
    }

    pub(super) fn start_pull<D: Device + ?Sized>(&mut self, turn: &mut Turn<'_, D>) {
        let now = turn.now.steady;
        let is_pushing = self.push.lane.is_flying();
        if !self.pull.lane.is_free(now) || self.pull.due_at(self.gate, self.pace(), is_pushing) > now {
            return;
        }
        match turn.device.pull_request() {
            Ok(request) => {
                let id = self.next_request();
                let asked = Asked { request: request.clone(), answers: self.push.answers() };
                (self.pull.is_wanted, self.pull.answered) = (false, 0);
                self.gate.look(now);
                self.pull.lane.send(id, asked, now);
                turn.effects.push(Effect::SendPull(id, request));
            }
            Err(error) => self.pull_failed_here(&error, turn),
        }
    }

    pub(super) fn pull_answered<D: Device + ?Sized>(
        &mut self,
        id: ReqId,
        answer: Answer<Box<PullPage>>,
        turn: &mut Turn<'_, D>,
    ) {
        let Some(asked) = self.pull.lane.land(id) else { return };
        let now = turn.now;
        match answer {
            Answer::Given(page) => return self.page_came(&asked, *page, turn),
            Answer::Refused(refusal) => return self.pull_refused(refusal, turn),
            Answer::SignIn => self.gate = Gate::sign_in(now.steady),
            Answer::Closed => self.stop(Stop::AccountClosed, turn),
            Answer::Nothing => self.pull.lane.fail(Trouble::Unreachable, now, turn.random),
            Answer::Failing => self.pull.lane.fail(Trouble::Failing, now, turn.random),
            Answer::TooLarge | Answer::Strange => {
                self.pull.lane.fail(Trouble::NotOurServer, now, turn.random);
            }
            Answer::Busy { after } => self.pull.lane.turned_away(after, now, turn.random),
        }
        self.pull.want();
    }

    fn page_came<D: Device + ?Sized>(&mut self, asked: &Asked, page: PullPage, turn: &mut Turn<'_, D>) {
        self.met_the_server(turn);
        if page.end.more && page.end.cursors == asked.request.cursors {
            turn.alarm(Alarm::NoEnd);
            self.pull.want();
            return self.pull.lane.fail(Trouble::Failing, turn.now, turn.random);
        }
        let rows = page.rows.len() as u64;
        let spare = client_id(turn.random);
        match turn.device.absorb(&asked.request, page, spare, turn.now.wall) {
            Ok(absorbed) => self.absorbed(asked, rows, absorbed, turn),
            Err(error) => self.pull_failed_here(&error, turn),
        }
    }

    fn absorbed<D: Device + ?Sized>(
        &mut self,
        asked: &Asked,
        rows: u64,
        absorbed: Absorbed,
        turn: &mut Turn<'_, D>,
    ) {
        self.pull.lane.succeed();
        self.pull.is_wanted |= absorbed.stale || absorbed.more;
        if absorbed.stale {
            return;
        }
        self.pull.rows += rows;
        self.pull.is_paging = absorbed.more;
        if !absorbed.tables.is_empty() {
            turn.effects.push(Effect::TablesChanged(absorbed.tables));
        }
        if absorbed.renamed {
            turn.alarm(Alarm::Reminted);
            return self.begin_again(turn);
        }
        if !absorbed.more {
            // With something to send, only an answer to that shows whether all is well.
            if self.standing.waiting == 0 {
                self.mends = 0;
            }
            self.pull.complete(turn.now.steady, turn.random);
            self.push.confirmed(asked.answers);
        }
    }

    fn pull_refused<D: Device + ?Sized>(&mut self, refusal: SyncRefusal, turn: &mut Turn<'_, D>) {
        match refusal {
            SyncRefusal::Epoch { epoch } => self.change_history(epoch, turn),
            SyncRefusal::ClientIdConflict | SyncRefusal::Gap { .. } => self.remint(turn),
            SyncRefusal::WrongUser => self.stop(Stop::OtherPerson, turn),
            SyncRefusal::UpdateRequired { .. } => {
                self.met_the_server(turn);
                self.pull.lane.succeed();
                self.pull.too_old_until = Some(turn.now.steady + TOO_OLD);
                self.pull.want();
            }
            SyncRefusal::UnknownKind { .. } | SyncRefusal::Unreadable { .. } => {
                turn.alarm(Alarm::Refused(refusal));
                self.pull.want();
                self.pull.lane.fail(Trouble::Failing, turn.now, turn.random);
            }
        }
    }
}
