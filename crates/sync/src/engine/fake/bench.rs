//! A bench that leads an engine between a device and a server.

use super::{List, Memory, Seeded};
use crate::engine::{Alarm, Answer, Effect, Engine, Event, Now, ReqId, Steady};
use ::device::sync::{SyncState, SyncStatus, Trouble};
use domain::base::{CommandId, Instant, Span};
use domain::sync::{PullPage, PullRequest, PushReply, PushRequest};
use uuid::Uuid;

/// An engine between a device and a server.
#[derive(Debug)]
pub(crate) struct Bench {
    pub(crate) engine: Engine,
    pub(crate) device: List,
    pub(crate) server: Memory,
    pub(crate) random: Seeded,
    pub(crate) now: Now,
    pub(crate) wake_at: Steady,
    /// Requests without an answer yet.
    pub(crate) push: Option<(ReqId, PushRequest)>,
    pub(crate) pull: Option<(ReqId, PullRequest)>,
    pub(crate) status: Option<SyncStatus>,
    pub(crate) alarms: Vec<Alarm>,
    /// What was done in the last step, statuses aside.
    pub(crate) done: Vec<Effect>,
    made: u128,
}

impl Bench {
    /// Returns one whose application was just started; its first pull is on its way.
    pub(crate) fn new(seed: u64) -> Self {
        let now = Now { steady: Steady(1_000), wall: Instant(1_795_510_800_000) };
        let mut bench = Self {
            engine: Engine::new(),
            device: List::new(),
            server: Memory::new(),
            random: Seeded(seed),
            now,
            wake_at: now.steady,
            push: None,
            pull: None,
            status: None,
            alarms: Vec::new(),
            done: Vec::new(),
            made: 0,
        };
        bench.step(Event::Tick);
        bench
    }

    /// Returns one where everything is as it should be.
    pub(crate) fn synced(seed: u64) -> Self {
        let mut bench = Self::new(seed);
        bench.settle();
        bench.step(Event::EventsOpened);
        bench.settle();
        bench
    }

    pub(crate) fn step(&mut self, event: Event) {
        let step = self.engine.step(self.now, event, &mut self.random, &mut self.device);
        self.wake_at = step.wake_at;
        self.done.clear();
        for effect in step.effects {
            match effect.clone() {
                Effect::SendPush(id, request) => self.push = Some((id, request)),
                Effect::SendPull(id, request) => self.pull = Some((id, request)),
                Effect::Status(status) => self.status = Some(status),
                Effect::Alarm(alarm) => self.alarms.push(alarm),
                Effect::OpenEvents | Effect::CloseEvents | Effect::TablesChanged(_) => {}
            }
            if !matches!(effect, Effect::Status(_)) {
                self.done.push(effect);
            }
        }
    }

    pub(crate) fn pass(&mut self, span: Span) {
        self.now = Now { steady: self.now.steady + span, wall: self.now.wall + span };
    }

    /// Lets time pass until the engine wants to be woken, and wakes it.
    pub(crate) fn wake(&mut self) {
        self.pass(self.wake_at - self.now.steady);
        self.step(Event::Tick);
    }

    /// Does something that is due after this span.
    pub(crate) fn commit(&mut self, after: Span) {
        self.made += 1;
        let id = CommandId(Uuid::from_u128(self.made));
        self.device.queue_at(id, self.now.wall + after);
        self.step(Event::LocalCommit);
    }

    pub(crate) fn answer_push(&mut self, answer: Answer<PushReply>) {
        let (id, _) = self.push.take().expect("a push is on its way");
        self.step(Event::PushAnswer(id, answer));
    }

    pub(crate) fn answer_pull(&mut self, answer: Answer<Box<PullPage>>) {
        let (id, _) = self.pull.take().expect("a pull is on its way");
        self.step(Event::PullAnswer(id, answer));
    }

    /// Lets the server answer the push.
    pub(crate) fn serve_push(&mut self) {
        let answer = self.server.push(&self.push.as_ref().expect("a push is on its way").1);
        self.answer_push(answer);
    }

    /// Lets the server answer the pull.
    pub(crate) fn serve_pull(&mut self) {
        let answer = self.server.pull(&self.pull.as_ref().expect("a pull is on its way").1);
        self.answer_pull(answer);
    }

    /// Lets the server answer whatever is asked, until nothing is.
    pub(crate) fn settle(&mut self) {
        for _ in 0..1_000 {
            if self.push.is_some() {
                self.serve_push();
            } else if self.pull.is_some() {
                self.serve_pull();
            } else {
                return;
            }
        }
        panic!("it goes on without end");
    }

    /// Wakes the engine until it sends something; whatever it asks is answered.
    pub(crate) fn wake_until_a_push(&mut self) {
        while self.push.is_none() {
            if self.pull.is_some() {
                self.serve_pull();
            } else {
                self.wake();
            }
        }
    }

    pub(crate) fn state(&self) -> &SyncState {
        &self.status.as_ref().expect("a status was told").state
    }

    pub(crate) fn trouble(&self) -> Option<Trouble> {
        self.status.as_ref().and_then(|status| status.trouble)
    }

    /// Returns how long the engine wants to sleep.
    pub(crate) fn sleep(&self) -> Span {
        self.wake_at - self.now.steady
    }
}
