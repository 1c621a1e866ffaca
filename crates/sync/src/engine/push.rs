//! The way out: which commands to send, and what each answer means for them. A command leaves the file only when a pull
//! shows what became of it; an answer to a push says no more than that it need not be sent again for now.

use super::answer::Answer;
use super::decide::{Engine, LONGEST, Turn};
use super::device::{Device, Due, Standing, Wish};
use super::event::{Alarm, Effect, ReqId};
use super::gate::Gate;
use super::lane::Lane;
use super::time::{Now, Steady};
use device::sync::{Stop, Trouble};
use domain::base::{CommandId, Instant, Span};
use domain::sync::{PUSH_ENTRIES, PushReply, PushRequest, SyncRefusal};

/// The longest that a command waits for more of the same text. A command that is due later was written before somebody set
/// the clock back.
const COALESCE: Span = Span::seconds(5);

/// How long nothing is looked for after nothing was found, if nothing happens.
const IN_VAIN: Span = Span::seconds(60);

/// After so many failures of the server at the same command it is sent alone.
const ALONE_AFTER: u32 = 8;

/// Everything about sending.
#[derive(Debug)]
pub(super) struct Pushing {
    pub(super) lane: Lane<Sent>,
    /// How many pushes were answered.
    answers: u64,
    /// Commands up to this number were answered, and wait for a pull.
    answered_to: i64,
    /// The first command of the push that was answered last.
    answered_first: Option<CommandId>,
    /// The most commands of the next push.
    most: usize,
    /// Nothing waits for more of the same text.
    is_flushing: bool,
    /// Something was done here since one looked last.
    is_touched: bool,
    /// Nothing was found to send; it is looked again at this time.
    in_vain_until: Option<Steady>,
    /// The server failed at a push that began with this command, so often in a row.
    failed_at: Option<(CommandId, u32)>,
}

/// What has to be remembered of a push that is under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sent {
    first: i64,
    first_id: CommandId,
    last: i64,
    count: usize,
}

impl Pushing {
    pub(super) fn new() -> Self {
        Self {
            lane: Lane::new(),
            answers: 0,
            answered_to: 0,
            answered_first: None,
            most: PUSH_ENTRIES,
            is_flushing: false,
            is_touched: false,
            in_vain_until: None,
            failed_at: None,
        }
    }

    pub(super) fn answers(&self) -> u64 {
        self.answers
    }

    pub(super) fn look_again(&mut self) {
        self.in_vain_until = None;
    }

    pub(super) fn touch(&mut self) {
        self.is_touched = true;
        self.look_again();
    }

    pub(super) fn flush(&mut self) {
        self.is_flushing = true;
        self.look_again();
    }

    pub(super) fn found_nothing(&self) -> bool {
        self.in_vain_until.is_some() && !self.is_flushing
    }

    /// Forgets what is known of numbers: everything is numbered anew.
    pub(super) fn begin_again(&mut self) {
        self.answered_to = 0;
        self.answered_first = None;
        self.look_again();
    }

    /// A pull that was asked for after so many answers showed everything; what it did not confirm is sent again.
    pub(super) fn confirmed(&mut self, answers: u64) {
        if answers == self.answers {
            self.answered_to = 0;
        }
        self.look_again();
    }

    pub(super) fn wakes_at(&self, waiting: u64) -> Option<Steady> {
        if self.lane.is_flying() {
            return self.lane.lost_at();
        }
        (waiting > 0).then(|| self.lane.free_at().max(self.in_vain_until.unwrap_or_default()))
    }

    fn wish(&self, standing: Standing, wall: Instant) -> Wish {
        let set_back = standing.due_at.is_some_and(|due| due > wall + COALESCE);
        let due = if self.is_flushing || set_back { Due::All } else { Due::Ripe };
        Wish { now: wall, after: self.answered_to, most: self.most, due }
    }

    fn rest_empty(&mut self) {
        self.is_flushing = false;
        self.in_vain_until = None;
    }

    fn find_nothing(&mut self, standing: Standing, now: Now) {
        let wait = match standing.due_at {
            Some(due) if due > now.wall => Span((due - now.wall).0.min(COALESCE.0)),
            // Something may be held back behind what was sent and is not confirmed.
            Some(_) | None if self.is_touched => COALESCE,
            Some(_) | None => IN_VAIN,
        };
        (self.is_flushing, self.is_touched) = (false, false);
        self.in_vain_until = Some(now.steady + wait);
    }

    fn count_failure(&mut self, first: CommandId) {
        let times = match self.failed_at {
            Some((id, times)) if id == first => times.saturating_add(1),
            Some(_) | None => 1,
        };
        self.failed_at = Some((first, times));
        if times >= ALONE_AFTER {
            self.most = 1;
        }
    }
}

impl Sent {
    fn of(request: &PushRequest) -> Option<Self> {
        let (first, last) = (request.entries.first()?, request.entries.last()?);
        Some(Self { first: first.n, first_id: first.envelope.id, last: last.n, count: request.entries.len() })
    }
}

impl Engine {
    pub(super) fn start_push<D: Device + ?Sized>(&mut self, turn: &mut Turn<'_, D>) {
        let Now { steady, wall } = turn.now;
        if self.standing.waiting == 0 {
            return self.push.rest_empty();
        }
        let in_vain = self.push.in_vain_until.is_some_and(|until| until > steady);
        if !self.gate.is_open() || !self.push.lane.is_free(steady) || in_vain {
            return;
        }
        match turn.device.next_push(&self.push.wish(self.standing, wall)) {
            Ok(request) => match request.and_then(|request| Some((Sent::of(&request)?, request))) {
                Some((sent, request)) => {
                    let id = self.next_request();
                    self.push.look_again();
                    self.push.lane.send(id, sent, steady);
                    turn.effects.push(Effect::SendPush(id, request));
                }
                None => self.push.find_nothing(self.standing, turn.now),
            },
            Err(error) => self.push_failed_here(&error, turn),
        }
    }

    pub(super) fn push_answered<D: Device + ?Sized>(
        &mut self,
        id: ReqId,
        answer: Answer<PushReply>,
        turn: &mut Turn<'_, D>,
    ) {
        let Some(sent) = self.push.lane.land(id) else { return };
        let now = turn.now;
        match answer {
            Answer::Given(reply) => self.push_given(sent, &reply, turn),
            Answer::Nothing => self.push.lane.fail(Trouble::Unreachable, now, turn.random),
            Answer::Strange => self.push.lane.fail(Trouble::NotOurServer, now, turn.random),
            Answer::Busy { after } => self.push.lane.turned_away(after, now, turn.random),
            Answer::Failing => self.push_failing(sent, turn),
            Answer::SignIn => self.gate = Gate::sign_in(now.steady),
            Answer::Closed => self.stop(Stop::AccountClosed, turn),
            Answer::TooLarge => self.push_too_large(sent, turn),
            Answer::Refused(refusal) => self.push_refused(sent, refusal, turn),
        }
    }

    fn push_given<D: Device + ?Sized>(&mut self, sent: Sent, reply: &PushReply, turn: &mut Turn<'_, D>) {
        if reply.last_n < sent.first {
            return self.push_failing(sent, turn);
        }
        self.met_the_server(turn);
        self.mends = 0;
        self.pull.want_after_push(turn.now.steady);
        let push = &mut self.push;
        push.answers += 1;
        push.answered_to = reply.last_n.min(sent.last);
        push.failed_at = None;
        push.most = push.most.saturating_mul(2).min(PUSH_ENTRIES);
        if push.answered_first.replace(sent.first_id) == Some(sent.first_id) {
            turn.alarm(Alarm::NotKept);
            push.lane.fail(Trouble::Failing, turn.now, turn.random);
        } else {
            push.lane.succeed();
        }
    }

    fn push_failing<D: ?Sized>(&mut self, sent: Sent, turn: &mut Turn<'_, D>) {
        self.push.count_failure(sent.first_id);
        self.push.lane.fail(Trouble::Failing, turn.now, turn.random);
    }

    fn push_too_large<D: ?Sized>(&mut self, sent: Sent, turn: &mut Turn<'_, D>) {
        self.push.most = (sent.count / 2).max(1);
        if sent.count == 1 {
            turn.alarm(Alarm::TooLarge);
            self.push.lane.block(Trouble::Failing, turn.now);
        }
    }

    fn push_refused<D: Device + ?Sized>(&mut self, sent: Sent, refusal: SyncRefusal, turn: &mut Turn<'_, D>) {
        match refusal {
            SyncRefusal::Epoch { epoch } => self.change_history(epoch, turn),
            SyncRefusal::ClientIdConflict | SyncRefusal::Gap { .. } => self.remint(turn),
            SyncRefusal::UnknownKind { n } => {
                self.met_the_server(turn);
                self.pull.want();
                self.push.answers += 1;
                self.push.answered_to = n.clamp(sent.first, sent.last) - 1;
                self.push.lane.wait_until(turn.now.steady + LONGEST);
                self.push.lane.worry(Trouble::ServerTooOld, turn.now.wall);
            }
            SyncRefusal::WrongUser => self.stop(Stop::OtherPerson, turn),
            SyncRefusal::UpdateRequired { .. } | SyncRefusal::Unreadable { .. } => {
                turn.alarm(Alarm::Refused(refusal));
                self.push_failing(sent, turn);
            }
        }
    }
}
