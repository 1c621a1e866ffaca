//! One step: what happened is noted, then everything that may be started is started, and what has to be known is told.

use super::device::{Device, DeviceError as _, Standing};
use super::event::{Alarm, Effect, Event, ReqId, Step};
use super::gate::Gate;
use super::listen::Listening;
use super::pull::Pulling;
use super::push::Pushing;
use super::random::{Random, client_id};
use super::time::{Now, Steady};
use device::sync::{Stop, SyncStatus, Trouble};
use domain::base::{Instant, Span};
use domain::sync::Epoch;

/// The longest that the engine lets itself sleep.
pub const LONGEST: Span = Span::seconds(300);

/// The device's side of the protocol.
#[derive(Debug)]
pub struct Engine {
    pub(super) requests: u64,
    pub(super) gate: Gate,
    pub(super) push: Pushing,
    pub(super) pull: Pulling,
    pub(super) listening: Listening,
    pub(super) is_focused: bool,
    pub(super) standing: Standing,
    pub(super) last_contact: Option<Instant>,
    /// How often the device took another identity or history without an answer between that made sense.
    pub(super) mends: u32,
    pub(super) told: Option<SyncStatus>,
}

/// What is at hand during a step.
pub(super) struct Turn<'a, D: ?Sized> {
    pub(super) now: Now,
    pub(super) random: &'a mut dyn Random,
    pub(super) device: &'a mut D,
    pub(super) effects: Vec<Effect>,
}

impl<D: ?Sized> Turn<'_, D> {
    pub(super) fn alarm(&mut self, alarm: Alarm) {
        self.effects.push(Effect::Alarm(alarm));
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine {
    /// Returns an engine that was told nothing yet. Its first step is a [`Event::Tick`], when the application starts.
    #[must_use]
    pub fn new() -> Self {
        Self {
            requests: 0,
            gate: Gate::Open,
            push: Pushing::new(),
            pull: Pulling::new(),
            listening: Listening::new(),
            is_focused: false,
            standing: Standing::default(),
            last_contact: None,
            mends: 0,
            told: None,
        }
    }

    /// Takes notice of an event and says what to do. Any event may come at any time, also an answer twice, late or never.
    pub fn step<D: Device + ?Sized>(
        &mut self,
        now: Now,
        event: Event,
        random: &mut dyn Random,
        device: &mut D,
    ) -> Step {
        let mut turn = Turn { now, random, device, effects: Vec::new() };
        self.notice(event, &mut turn);
        self.push.lane.give_up(now, turn.random);
        self.pull.give_up(now, turn.random);
        self.look_at_the_file(&mut turn);
        self.start_push(&mut turn);
        self.start_pull(&mut turn);
        self.listen(&mut turn);
        self.report(&mut turn);
        Step { wake_at: self.wake_at(now.steady), effects: turn.effects }
    }

    /// Returns whether everything that was done here was answered by the server, as far as this session knows: when the
    /// application may end without leaving anything behind that could still be sent.
    #[must_use]
    pub fn has_sent_all(&self) -> bool {
        self.standing.waiting == 0 || (self.push.found_nothing() && !self.push.lane.is_flying())
    }

    /// Returns whether something is being sent now. If not, it cannot be, or there is nothing.
    #[must_use]
    pub fn is_sending(&self) -> bool {
        self.push.lane.is_flying()
    }

    fn notice<D: Device + ?Sized>(&mut self, event: Event, turn: &mut Turn<'_, D>) {
        let now = turn.now.steady;
        match event {
            Event::Tick => {}
            Event::LocalCommit => self.push.touch(),
            Event::NetUp => self.reconnect(now),
            Event::NetDown => self.rest_without_network(turn),
            Event::Resume => {
                self.push.lane.forget_flight();
                self.pull.lane.forget_flight();
                self.listening.reopen(now);
                self.reconnect(now);
            }
            Event::Focus(focused) => {
                if focused && !self.is_focused {
                    self.push.lane.wake(now);
                    self.pull.lane.wake(now);
                    self.listening.wake(now);
                }
                self.is_focused = focused;
            }
            Event::Poke => self.pull.want(),
            Event::EventsOpened => {
                self.listening.opened();
                // What was said while nobody listened was not heard.
                self.pull.want();
            }
            Event::EventsClosed => self.listening.closed(turn.now, turn.random),
            Event::EventsTurnedAway(after) => self.listening.turned_away(after, turn.now, turn.random),
            Event::PushAnswer(id, answer) => self.push_answered(id, answer, turn),
            Event::PullAnswer(id, answer) => self.pull_answered(id, answer, turn),
            Event::AuthChanged => {
                self.listening.reopen(now);
                self.insist(now);
            }
            Event::SyncNow => {
                self.push.flush();
                self.insist(now);
            }
            Event::Flush => self.push.flush(),
        }
    }

    fn reconnect(&mut self, now: Steady) {
        self.push.lane.wake(now);
        self.pull.lane.wake(now);
        self.pull.want();
        self.listening.wake(now);
    }

    fn insist(&mut self, now: Steady) {
        self.gate = Gate::Open;
        self.push.lane.insist(now);
        self.push.look_again();
        self.pull.insist(now);
        self.listening.wake(now);
    }

    /// The system may be wrong about the network, so this is a rest and not an end.
    fn rest_without_network<D: ?Sized>(&mut self, turn: &mut Turn<'_, D>) {
        let later = turn.now.steady + LONGEST;
        self.push.lane.wait_until(later);
        self.pull.lane.wait_until(later);
        self.pull.lane.worry(Trouble::Unreachable, turn.now.wall);
        self.pull.want();
    }

    fn look_at_the_file<D: Device + ?Sized>(&mut self, turn: &mut Turn<'_, D>) {
        match turn.device.standing() {
            Ok(standing) => self.standing = standing,
            // What was known last is what is told; whatever needs the file next fails for itself.
            Err(error) => turn.alarm(Alarm::Storage(error.to_string())),
        }
    }

    /// Notes an answer that only a server of ours can have given.
    pub(super) fn met_the_server<D: ?Sized>(&mut self, turn: &Turn<'_, D>) {
        self.last_contact = Some(turn.now.wall);
        self.gate = Gate::Open;
    }

    pub(super) fn stop<D: ?Sized>(&mut self, why: Stop, turn: &Turn<'_, D>) {
        self.gate = Gate::stopped(why, turn.now.steady);
    }

    pub(super) fn next_request(&mut self) -> ReqId {
        self.requests += 1;
        ReqId(self.requests)
    }

    /// Goes on as another client.
    pub(super) fn remint<D: Device + ?Sized>(&mut self, turn: &mut Turn<'_, D>) {
        turn.alarm(Alarm::Reminted);
        let client = client_id(turn.random);
        match turn.device.rename(client) {
            Ok(()) => self.begin_again(turn),
            Err(error) => self.push_failed_here(&error, turn),
        }
    }

    /// Begins again under another history of the server.
    pub(super) fn change_history<D: Device + ?Sized>(&mut self, epoch: Epoch, turn: &mut Turn<'_, D>) {
        turn.alarm(Alarm::OtherHistory);
        let client = client_id(turn.random);
        match turn.device.epoch_changed(epoch, client) {
            Ok(tables) => {
                turn.effects.push(Effect::TablesChanged(tables));
                self.begin_again(turn);
            }
            Err(error) => self.pull_failed_here(&error, turn),
        }
    }

    /// Whoever has to begin again and again, without anything between that makes sense, does it with pauses.
    pub(super) fn begin_again<D: ?Sized>(&mut self, turn: &mut Turn<'_, D>) {
        // What is under way was asked by somebody who is no more.
        self.push.lane.forget_flight();
        self.pull.lane.forget_flight();
        self.push.begin_again();
        self.pull.want();
        self.mends = self.mends.saturating_add(1);
        if self.mends > 1 {
            self.push.lane.fail(Trouble::Failing, turn.now, turn.random);
            self.pull.lane.fail(Trouble::Failing, turn.now, turn.random);
        }
    }

    pub(super) fn push_failed_here<D: Device + ?Sized>(&mut self, error: &D::Error, turn: &mut Turn<'_, D>) {
        turn.alarm(Alarm::Storage(error.to_string()));
        if error.is_permanent() {
            self.push.lane.block(Trouble::Storage, turn.now);
        } else {
            self.push.lane.fail(Trouble::Storage, turn.now, turn.random);
        }
    }

    pub(super) fn pull_failed_here<D: Device + ?Sized>(&mut self, error: &D::Error, turn: &mut Turn<'_, D>) {
        turn.alarm(Alarm::Storage(error.to_string()));
        self.pull.want();
        if error.is_permanent() {
            self.pull.lane.block(Trouble::Storage, turn.now);
        } else {
            self.pull.lane.fail(Trouble::Storage, turn.now, turn.random);
        }
    }

    fn wake_at(&self, now: Steady) -> Steady {
        let push = self.gate.is_open().then(|| self.push.wakes_at(self.standing.waiting)).flatten();
        let pull = Some(self.pull.wakes_at(self.gate, self.pace(), self.push.lane.is_flying()));
        let soonest =
            [push, pull, self.listening.wakes_at(self.is_listening_wanted())].into_iter().flatten().min();
        soonest.unwrap_or(now + LONGEST).clamp(now + Span(1), now + LONGEST)
    }
}
