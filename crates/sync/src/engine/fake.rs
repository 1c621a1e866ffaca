//! A device whose file is a list, a server whose memory is another, and a bench that leads an engine between them.

use super::*;
use domain::base::{CommandId, Instant, PersonId, Span, ZoneId};
use domain::command::Envelope;
use domain::rows::Table;
use domain::sync::{
    ClientId, Epoch, Head, Outcome, PullEnd, PullPage, PullRequest, PushEntry, PushReply, PushRequest,
    SCHEMA, Settled, SyncRefusal,
};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;
use uuid::Uuid;

/// Random bits of a seed.
#[derive(Debug)]
pub(crate) struct Seeded(pub(crate) u64);

impl Random for Seeded {
    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[derive(Debug, Error)]
#[error("the disk is ill")]
pub(crate) struct Ill {
    permanent: bool,
}

impl DeviceError for Ill {
    fn is_permanent(&self) -> bool {
        self.permanent
    }
}

/// A command on the device.
#[derive(Debug, Clone)]
pub(crate) struct Queued {
    pub(crate) id: CommandId,
    pub(crate) due: Instant,
    is_sent: bool,
}

/// A device whose file is a list.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) client: ClientId,
    pub(crate) epoch: Option<Epoch>,
    pub(crate) queue: Vec<Queued>,
    pub(crate) kept: BTreeSet<CommandId>,
    /// The number of the first entry of the queue.
    pub(crate) first_n: i64,
    cursor: i64,
    complete: bool,
    pub(crate) attention: u64,
    /// How it fails now: permanently or not.
    pub(crate) ill: Option<bool>,
}

impl List {
    /// Returns one that never met a server.
    pub(crate) fn new() -> Self {
        Self {
            client: ClientId(Uuid::from_u128(7)),
            epoch: None,
            queue: Vec::new(),
            kept: BTreeSet::new(),
            first_n: 1,
            cursor: 0,
            complete: false,
            attention: 0,
            ill: None,
        }
    }

    /// Queues a command that is due at this time.
    pub(crate) fn queue_at(&mut self, id: CommandId, due: Instant) {
        self.queue.push(Queued { id, due, is_sent: false });
    }

    /// Queues a command that is due whatever the time.
    pub(crate) fn queue_now(&mut self, id: CommandId) {
        self.queue_at(id, Instant(0));
    }

    fn well(&self) -> Result<(), Ill> {
        self.ill.map_or(Ok(()), |permanent| Err(Ill { permanent }))
    }

    fn numbered(&self) -> impl Iterator<Item = (i64, &Queued)> {
        (self.first_n..).zip(&self.queue)
    }
}

impl Device for List {
    type Error = Ill;

    fn next_push(&mut self, wish: &Wish) -> Result<Option<PushRequest>, Ill> {
        self.well()?;
        let Some(epoch) = self.epoch else { return Ok(None) };
        let is_due = |queued: &Queued| queued.is_sent || wish.due == Due::All || queued.due <= wish.now;
        let last = self.numbered().filter(|(_, queued)| is_due(queued)).map(|(n, _)| n).last();
        let due = self.numbered().filter(|(n, _)| *n > wish.after && Some(*n) <= last);
        let entries: Vec<PushEntry> =
            due.take(wish.most).map(|(n, queued)| PushEntry { n, envelope: envelope(queued.id) }).collect();
        for entry in &entries {
            let place = usize::try_from(entry.n - self.first_n).unwrap();
            self.queue[place].is_sent = true;
        }
        let request = PushRequest {
            client_id: self.client,
            epoch,
            schema: SCHEMA,
            device: "laptop".to_owned(),
            entries,
        };
        Ok((!request.entries.is_empty()).then_some(request))
    }

    fn pull_request(&mut self) -> Result<PullRequest, Ill> {
        self.well()?;
        Ok(PullRequest {
            client_id: self.client,
            epoch: self.epoch,
            schema: SCHEMA,
            cursors: [("u:1".to_owned(), self.cursor)].into(),
            fresh: BTreeSet::new(),
            after_n: self.first_n - 1,
            max_bytes: 1_000,
        })
    }

    fn absorb(
        &mut self,
        request: &PullRequest,
        page: PullPage,
        spare: ClientId,
        _now: Instant,
    ) -> Result<Absorbed, Ill> {
        if *request != self.pull_request()? {
            return Ok(Absorbed { stale: true, ..Absorbed::default() });
        }
        self.epoch = Some(page.head.epoch);
        self.cursor = page.end.cursors["u:1"];
        let mine: BTreeMap<i64, CommandId> = self.numbered().map(|(n, queued)| (n, queued.id)).collect();
        let next_n = self.first_n + i64::try_from(mine.len()).unwrap();
        let is_other = mine.get(&page.end.last_n).is_some_and(|mine| page.end.last_id != Some(*mine));
        if is_other || page.end.last_n >= next_n {
            self.rename(spare)?;
            return Ok(Absorbed { renamed: true, ..Absorbed::default() });
        }
        if !page.end.more {
            self.complete = true;
            while self.first_n <= page.end.last_n && !self.queue.is_empty() {
                self.kept.insert(self.queue.remove(0).id);
                self.first_n += 1;
            }
        }
        Ok(Absorbed { more: page.end.more, ..Absorbed::default() })
    }

    fn epoch_changed(&mut self, epoch: Epoch, spare: ClientId) -> Result<BTreeSet<Table>, Ill> {
        self.rename(spare)?;
        (self.epoch, self.cursor, self.complete) = (Some(epoch), 0, false);
        Ok(Table::ALL.iter().copied().collect())
    }

    fn rename(&mut self, spare: ClientId) -> Result<(), Ill> {
        self.well()?;
        (self.client, self.first_n) = (spare, 1);
        Ok(())
    }

    fn standing(&mut self) -> Result<Standing, Ill> {
        self.well()?;
        Ok(Standing {
            waiting: self.queue.len() as u64,
            oldest: None,
            due_at: self.queue.iter().filter(|queued| !queued.is_sent).map(|queued| queued.due).min(),
            attention: self.attention,
            complete: self.complete,
        })
    }
}

fn envelope(id: CommandId) -> Envelope {
    Envelope {
        id,
        actor: PersonId(Uuid::from_u128(1)),
        at: Instant(0),
        zone: ZoneId::utc(),
        base_rev: None,
        kind: "test".to_owned(),
        v: 1,
        args: serde_json::Value::Null,
    }
}

/// A server whose memory is a list.
#[derive(Debug, Clone)]
pub(crate) struct Memory {
    pub(crate) epoch: Epoch,
    pub(crate) decided: BTreeMap<ClientId, Vec<CommandId>>,
    pub(crate) known: BTreeSet<CommandId>,
    /// How many changes of others there are.
    pub(crate) seq: i64,
}

impl Memory {
    /// Returns one where somebody else did something once.
    pub(crate) fn new() -> Self {
        Self { epoch: Epoch::of(1), decided: BTreeMap::new(), known: BTreeSet::new(), seq: 1 }
    }

    pub(crate) fn push(&mut self, request: &PushRequest) -> Answer<PushReply> {
        if request.epoch != self.epoch {
            return Answer::Refused(SyncRefusal::Epoch { epoch: self.epoch });
        }
        let decided = self.decided.entry(request.client_id).or_default();
        let mut results = Vec::new();
        for entry in &request.entries {
            let place = usize::try_from(entry.n - 1).unwrap();
            match decided.get(place) {
                Some(id) if *id != entry.envelope.id => {
                    return Answer::Refused(SyncRefusal::ClientIdConflict);
                }
                Some(_) => {}
                None if place > decided.len() => {
                    let expect = i64::try_from(decided.len()).unwrap() + 1;
                    return Answer::Refused(SyncRefusal::Gap { expect });
                }
                None => {
                    decided.push(entry.envelope.id);
                    self.known.insert(entry.envelope.id);
                }
            }
            results.push(Settled { n: entry.n, id: entry.envelope.id, outcome: Outcome::Applied });
        }
        Answer::Given(PushReply { last_n: i64::try_from(decided.len()).unwrap(), results })
    }

    pub(crate) fn pull(&self, request: &PullRequest) -> Answer<Box<PullPage>> {
        if request.epoch.is_some_and(|epoch| epoch != self.epoch) {
            return Answer::Refused(SyncRefusal::Epoch { epoch: self.epoch });
        }
        let decided = self.decided.get(&request.client_id);
        let (last_n, last_id) = decided
            .map_or((0, None), |decided| (i64::try_from(decided.len()).unwrap(), decided.last().copied()));
        // A page moves on by at most ten changes.
        let to = self.seq.min(request.cursors["u:1"] + 10);
        Answer::Given(Box::new(PullPage {
            head: Head {
                epoch: self.epoch,
                buckets: ["u:1".to_owned()].into(),
                reset: BTreeSet::new(),
                server_schema: SCHEMA,
                now: Instant(0),
            },
            rows: Vec::new(),
            gone: Vec::new(),
            end: PullEnd {
                cursors: [("u:1".to_owned(), to)].into(),
                more: to < self.seq,
                last_n,
                last_id,
                results: Vec::new(),
                digests: BTreeMap::new(),
            },
        }))
    }
}

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
    pub(crate) status: Option<::device::sync::SyncStatus>,
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

    pub(crate) fn state(&self) -> &::device::sync::SyncState {
        &self.status.as_ref().expect("a status was told").state
    }

    pub(crate) fn trouble(&self) -> Option<::device::sync::Trouble> {
        self.status.as_ref().and_then(|status| status.trouble)
    }

    /// Returns how long the engine wants to sleep.
    pub(crate) fn sleep(&self) -> Span {
        self.wake_at - self.now.steady
    }
}
