//! One life: what happens when, in a time that costs nothing.

use std::collections::{BTreeMap, BTreeSet};

use domain::base::{CommandId, Instant, Span};
use store::testing::{as_told, may_see, queued};
use sync::engine::{Answer, Effect, Event, Random as _};

use crate::dice::Dice;
use crate::handset::{Handset, Knows};
use crate::network::{Letter, Sender};
use crate::oath::Oath;
use crate::people::Hand;
use crate::scene::{self, BEGINS, OWNERS};
use crate::server::Server;

/// How long things go wrong.
const FOUL: Span = Span::seconds(120);

/// How long it may take afterwards until everybody has everything.
const PATIENCE: Span = Span::seconds(30 * 60);

/// How much is done, and how much goes wrong.
const DEEDS: u64 = 40;
const TROUBLES: u64 = 16;

/// Whether the network fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weather {
    Foul,
    Fair,
}

/// How much is said about a life while it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    Nothing,
    Everything,
}

/// Something that happens at a certain time.
pub(crate) enum Happening {
    Wake { device: usize, start: u32, wake: u64 },
    Tell { device: usize, start: u32, event: Event },
    Arrive { device: usize, start: u32, letter: Letter, sender: Sender },
    Act,
    Trouble,
}

/// A mistake that is made on purpose, to see whether it is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Planted {
    /// None.
    Nothing,
    /// A restored server does not say that its history is another one.
    SameHistory,
    /// The server sends everybody what Bob may see.
    Leak,
    /// A push is thrown away, and the device is told that all is done.
    LostPush,
}

/// What a life came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Story {
    /// Stands for everything that happened.
    pub(crate) trace: u64,
    /// How long it took after the last trouble until all was well.
    pub(crate) virtual_minutes: u64,
}

/// A life.
pub(crate) struct Life {
    pub(crate) dice: Dice,
    pub(crate) weather: Weather,
    pub(crate) server: Server,
    pub(crate) handsets: Vec<Handset>,
    pub(crate) oath: Oath,
    /// The newest change that devices were told of.
    pub(crate) newest_change: i64,
    /// How many texts there are.
    pub(crate) texts: u64,
    ids: u64,
    since: Span,
    queue: BTreeMap<(Span, u64), Happening>,
    scheduled: u64,
    trace: u64,
    told: Told,
    pub(crate) planted: Planted,
    _folder: tempfile::TempDir,
}

/// Runs the life of a seed.
pub(crate) fn run(seed: u64, told: Told, planted: Planted) -> Result<Story, String> {
    let mut life = Life::begin(seed, told, planted);
    life.go_on_until(FOUL);
    life.weather = Weather::Fair;
    // Nobody tells the devices that all is well now: they find out by themselves.
    life.handsets.iter_mut().for_each(|handset| handset.is_offline = false);
    let mut end = FOUL;
    while !life.is_well() {
        end = Span(end.0 + 60_000);
        if end.0 > FOUL.0 + PATIENCE.0 {
            return Err(life.oath.broken().cloned().unwrap_or_else(|| life.what_is_not_well()));
        }
        life.go_on_until(end);
    }
    let virtual_minutes = u64::try_from((end.0 - FOUL.0) / 60_000).unwrap_or_default();
    life.judge().map(|trace| Story { trace, virtual_minutes })
}

impl Life {
    fn begin(seed: u64, told: Told, planted: Planted) -> Self {
        let mut dice = Dice::of(seed);
        let folder = scene::folder();
        let server = Server::start(scene::server_in(folder.path()));
        let handsets = OWNERS.into_iter().map(|person| {
            let knows = if dice.happens(10) { Knows::Nothing } else { Knows::Everything };
            let own = Dice::of(dice.next());
            Handset::new(person, knows, own)
        });
        let handsets = handsets.collect();
        let mut life = Self {
            dice,
            weather: Weather::Foul,
            server,
            handsets,
            oath: Oath::default(),
            newest_change: 0,
            texts: 0,
            ids: 1_000,
            since: Span(0),
            queue: BTreeMap::new(),
            scheduled: 0,
            trace: 0xCBF2_9CE4_8422_2325,
            told,
            planted,
            _folder: folder,
        };
        for device in 0..life.handsets.len() {
            life.tell(device, Event::Tick);
        }
        let last = u64::try_from(FOUL.0).expect("a while");
        for (happenings, count) in [(0, DEEDS), (1, TROUBLES)] {
            for _ in 0..count {
                let when = life.dice.span(0, last);
                life.later(when, if happenings == 0 { Happening::Act } else { Happening::Trouble });
            }
        }
        life
    }

    /// Returns the true time.
    pub(crate) fn now(&self) -> Instant {
        BEGINS + self.since
    }

    /// Takes down what happens, for comparing lives and for whoever looks at one.
    pub(crate) fn note(&mut self, what: impl FnOnce() -> String) {
        let what = what();
        if self.told == Told::Everything {
            println!("{:>9} {what}", self.since.0);
        }
        for byte in what.bytes().chain(self.since.0.to_le_bytes()) {
            self.trace = (self.trace ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
        }
    }

    pub(crate) fn later(&mut self, after: Span, happening: Happening) {
        self.scheduled += 1;
        self.queue.insert((Span(self.since.0 + after.0), self.scheduled), happening);
    }

    pub(crate) fn tell_later(&mut self, device: usize, after: Span, event: Event) {
        let start = self.handsets[device].starts;
        self.tell_start_later(device, start, after, event);
    }

    /// Tells a device something, unless it was started again by then.
    pub(crate) fn tell_start_later(&mut self, device: usize, start: u32, after: Span, event: Event) {
        self.later(after, Happening::Tell { device, start, event });
    }

    fn go_on_until(&mut self, end: Span) {
        while let Some(next) = self.queue.first_entry().filter(|next| next.key().0 <= end) {
            let ((since, _), happening) = next.remove_entry();
            self.since = since;
            self.happen(happening);
        }
        self.since = end;
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Wake { device, start, wake } => {
                let handset = &self.handsets[device];
                if (handset.starts, handset.wakes) == (start, wake) {
                    self.tell(device, Event::Tick);
                }
            }
            Happening::Tell { device, start, event } => {
                if self.handsets[device].starts == start {
                    self.tell(device, event);
                }
            }
            Happening::Arrive { device, start, letter, sender } => self.arrive(device, start, letter, sender),
            Happening::Act => self.act(),
            Happening::Trouble => self.trouble(),
        }
    }

    /// Somebody does something on a device.
    fn act(&mut self) {
        let count = self.handsets.len() as u64;
        let device = usize::try_from(self.dice.below(count)).expect("a device");
        let looks = self.dice.happens(20);
        let before = looks.then(|| as_told(self.handsets[device].store()));
        let at = self.now();
        let mut hand = Hand { dice: &mut self.dice, ids: &mut self.ids, texts: &mut self.texts, at };
        let done = hand.act(device, &self.handsets[device]);
        if let Some(before) = before {
            let is_same = as_told(self.handsets[device].store()) == before;
            self.oath.untouched(is_same, device);
        }
        if let Some(done) = done {
            self.note(|| format!("on device {device}: {} {:?}", done.what, done.typed));
            self.oath.done(done);
            self.tell(device, Event::LocalCommit);
        }
    }

    /// Tells a device's engine something, and does what it wants.
    pub(crate) fn tell(&mut self, device: usize, event: Event) {
        let what = in_words(&event);
        let page = match &event {
            Event::PullAnswer(_, Answer::Given(page)) => Some((page.clone(), self.waiting(device))),
            _ => None,
        };
        let (at, since) = (self.now(), self.since);
        let step = self.handsets[device].step(at, since, event);
        if let Some((page, before)) = page {
            let after = self.waiting(device);
            let left: BTreeSet<CommandId> = before.difference(&after).copied().collect();
            self.oath.left(&self.server, &page, &left);
        }
        let effects: Vec<String> = step.effects.iter().map(effect_in_words).collect();
        self.note(|| format!("device {device}: {what} -> {}", effects.join(", ")));
        for effect in step.effects {
            match effect {
                Effect::SendPush(id, request) => self.send(device, Letter::Push(id, request)),
                Effect::SendPull(id, request) => self.send(device, Letter::Pull(id, request)),
                Effect::OpenEvents => {
                    let soon = self.dice.span(20, 500);
                    let works = !self.handsets[device].is_offline && self.dice.happens(85);
                    self.tell_later(
                        device,
                        soon,
                        if works { Event::EventsOpened } else { Event::EventsClosed },
                    );
                }
                Effect::CloseEvents | Effect::TablesChanged(_) | Effect::Status(_) | Effect::Alarm(_) => {}
            }
        }
        let handset = &mut self.handsets[device];
        handset.wakes += 1;
        let (start, wake) = (handset.starts, handset.wakes);
        let wake_at = Span(i64::try_from(step.wake_at.0).expect("a time"));
        self.later(Span(wake_at.0 - self.since.0), Happening::Wake { device, start, wake });
    }

    fn waiting(&self, device: usize) -> BTreeSet<CommandId> {
        queued(self.handsets[device].store()).into_iter().collect()
    }

    /// Whether nothing waits anywhere and every device has the rows that it should.
    fn is_well(&self) -> bool {
        let history = self.server.store().history().expect("a history");
        self.handsets.iter().all(|handset| handset.history() == history && queued(handset.store()).is_empty())
            && (0..self.handsets.len()).all(|device| self.has_everything(device))
    }

    fn has_everything(&self, device: usize) -> bool {
        let handset = &self.handsets[device];
        let allowed = may_see(self.server.store(), handset.person);
        let mut rows = self.server.rows();
        rows.retain(|row| allowed.contains(&row.key()));
        rows == handset.rows()
    }

    fn what_is_not_well(&self) -> String {
        let mut wrong = Vec::new();
        for (device, handset) in self.handsets.iter().enumerate() {
            let waiting = queued(handset.store()).len();
            if handset.history() != self.server.store().history().expect("a history") {
                wrong.push(format!("8: device {device} has not noticed that the server was restored"));
            } else if waiting > 0 {
                wrong.push(format!("8: {waiting} commands are stuck on device {device}"));
            } else if !self.has_everything(device) {
                wrong.push(format!("1: device {device} has other rows than it should"));
            }
        }
        wrong.join("; ")
    }

    fn judge(mut self) -> Result<u64, String> {
        self.oath.judge(&self.server, &self.handsets);
        self.idle_pulls_are_small();
        match self.oath.broken() {
            Some(broken) => Err(broken.clone()),
            None => Ok(self.trace),
        }
    }

    /// A pull that brings nothing costs as much as there are buckets.
    fn idle_pulls_are_small(&mut self) {
        for device in 0..self.handsets.len() {
            let handset = &self.handsets[device];
            let asked = handset.question();
            let page = self.server.pull(handset.person, &asked, self.now()).expect("an answer");
            let buckets = page.head.buckets.len();
            let lines = page.lines().map(|line| serde_json::to_string(&line).expect("a line").len());
            let bytes: usize = lines.sum();
            self.oath.small(bytes <= 400 + 200 * buckets, || {
                format!("10: {bytes} bytes for nothing in {buckets} buckets")
            });
        }
    }
}

fn in_words(event: &Event) -> String {
    match event {
        Event::PushAnswer(id, answer) => format!("push {} answered {}", id.0, answer_in_words(answer)),
        Event::PullAnswer(id, answer) => format!("pull {} answered {}", id.0, answer_in_words(answer)),
        other => format!("{other:?}"),
    }
}

fn answer_in_words<T: std::fmt::Debug>(answer: &Answer<T>) -> String {
    format!("{answer:?}").chars().take(4_000).collect()
}

fn effect_in_words(effect: &Effect) -> String {
    match effect {
        Effect::SendPush(id, request) => {
            let sent: Vec<String> = request
                .entries
                .iter()
                .map(|entry| format!("{} {} {}", entry.n, entry.envelope.kind, entry.envelope.id))
                .collect();
            format!("push {} as {} [{}]", id.0, request.client_id, sent.join(", "))
        }
        Effect::SendPull(id, request) => format!("pull {} {request:?}", id.0),
        Effect::Status(status) => format!("{:?} {}", status.state, status.waiting),
        other => format!("{other:?}").chars().take(200).collect(),
    }
}
