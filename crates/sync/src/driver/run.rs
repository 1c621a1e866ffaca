//! What runs on the driver's thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use domain::base::{Instant, Span};
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, spawn};
use tokio::time::{Instant as Moment, sleep_until};

use super::watch::Watch;
use super::{Ended, Heard, News, Parts, Transport};
use crate::engine::{Alarm, Device, Effect, Engine, Event, Now, Random, Steady};

/// How long nothing is tried after a bug.
const AFTER_A_BUG: Span = Span::seconds(60);

/// What the thread is told.
#[derive(Debug)]
pub(super) enum Message {
    /// Something happened.
    Event(Event),
    /// The listener of this number heard something.
    Heard(u64, Heard),
    /// The listener of this number hears no more.
    Deaf(u64),
    /// End, after sending what can be sent in so long.
    Close(Duration),
}

/// An engine, and what it needs to act.
pub(super) struct Running<D, T> {
    engine: Engine,
    device: D,
    transport: Arc<T>,
    clock: Box<dyn Fn() -> Instant + Send>,
    random: Box<dyn Random + Send>,
    news: Box<dyn FnMut(News) + Send>,
    own: mpsc::WeakUnboundedSender<Message>,
    began: Moment,
    wake_at: Steady,
    push: Task,
    pull: Task,
    ear: Task,
    /// The number of the listener that counts; what an earlier one says late does not.
    listener: u64,
    /// Until when what can be sent is sent, once the driver is to end.
    closes_at: Option<Moment>,
}

/// Something that runs beside the engine. The next one ends the one before.
#[derive(Default)]
struct Task(Option<AbortHandle>);

impl Task {
    fn replace(&mut self, with: Option<AbortHandle>) {
        if let Some(before) = std::mem::replace(&mut self.0, with) {
            before.abort();
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.replace(None);
    }
}

impl<D: Device, T: Transport> Running<D, T> {
    pub(super) fn new(parts: Parts<D, T>, own: mpsc::WeakUnboundedSender<Message>) -> Self {
        let Parts { device, transport, clock, random, news } = parts;
        Self {
            engine: Engine::new(),
            device,
            transport: Arc::new(transport),
            clock,
            random,
            news,
            own,
            began: Moment::now(),
            wake_at: Steady::default(),
            push: Task::default(),
            pull: Task::default(),
            ear: Task::default(),
            listener: 0,
            closes_at: None,
        }
    }

    /// Runs until it is told to end, or nobody is left to tell it anything.
    pub(super) async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Message>) -> Ended {
        self.began = Moment::now();
        let mut watch = Watch::from(self.now());
        self.step(Event::Tick);
        while !self.is_over() {
            let next = self.moment(self.wake_at.min(watch.looks_at()));
            let next = self.closes_at.map_or(next, |end| end.min(next));
            let message = tokio::select! {
                message = inbox.recv() => match message {
                    Some(message) => Some(message),
                    None => break,
                },
                () = sleep_until(next) => None,
            };
            if watch.slept(self.now()) {
                self.resume();
            }
            match message {
                Some(message) => self.hear(message),
                None if self.wake_at <= self.now().steady => self.step(Event::Tick),
                None => {}
            }
        }
        if self.engine.has_sent_all() { Ended::SentAll } else { Ended::LeftSome }
    }

    /// Once the driver is to end, it does when nothing is being sent: what cannot be sent now is not waited for.
    fn is_over(&self) -> bool {
        self.closes_at.is_some_and(|end| end <= Moment::now() || !self.engine.is_sending())
    }

    fn hear(&mut self, message: Message) {
        match message {
            Message::Event(Event::Resume) => self.resume(),
            Message::Event(event) => {
                if event == Event::NetUp {
                    self.transport.begin_anew();
                }
                self.step(event);
            }
            Message::Heard(listener, heard) if listener == self.listener => self.step(match heard {
                Heard::Opened => Event::EventsOpened,
                Heard::Poke => Event::Poke,
                Heard::TurnedAway(after) => Event::EventsTurnedAway(after),
            }),
            Message::Deaf(listener) if listener == self.listener => self.step(Event::EventsClosed),
            Message::Heard(..) | Message::Deaf(_) => {}
            Message::Close(patience) => {
                self.closes_at = Some(Moment::now() + patience);
                self.step(Event::Flush);
            }
        }
    }

    fn resume(&mut self) {
        self.push.replace(None);
        self.pull.replace(None);
        self.transport.begin_anew();
        self.step(Event::Resume);
    }

    fn step(&mut self, event: Event) {
        let now = self.now();
        let stepping = || self.engine.step(now, event, &mut *self.random, &mut self.device);
        match catch_unwind(AssertUnwindSafe(stepping)) {
            Ok(step) => {
                self.wake_at = step.wake_at;
                step.effects.into_iter().for_each(|effect| self.act(effect));
            }
            Err(_) => self.begin_again(now),
        }
    }

    /// A bug costs a while and not everything that would be sent afterwards: the file rolled back what it was doing.
    fn begin_again(&mut self, now: Now) {
        self.engine = Engine::new();
        self.wake_at = now.steady + AFTER_A_BUG;
        (self.news)(News::Alarm(Alarm::Bug));
    }

    fn act(&mut self, effect: Effect) {
        let transport = Arc::clone(&self.transport);
        let own = self.own.clone();
        match effect {
            Effect::SendPush(id, request) => {
                let sending = spawn(async move {
                    let answer = transport.push(request).await;
                    tell(&own, Message::Event(Event::PushAnswer(id, answer)));
                });
                self.push.replace(Some(sending.abort_handle()));
            }
            Effect::SendPull(id, request) => {
                let asking = spawn(async move {
                    let answer = transport.pull(request).await;
                    tell(&own, Message::Event(Event::PullAnswer(id, answer)));
                });
                self.pull.replace(Some(asking.abort_handle()));
            }
            Effect::OpenEvents => self.listen(),
            Effect::CloseEvents => {
                self.listener += 1;
                self.ear.replace(None);
            }
            Effect::TablesChanged(tables) => (self.news)(News::Tables(tables)),
            Effect::Status(status) => (self.news)(News::Status(status)),
            Effect::Alarm(alarm) => (self.news)(News::Alarm(alarm)),
        }
    }

    fn listen(&mut self) {
        self.listener += 1;
        let (transport, own, listener) = (Arc::clone(&self.transport), self.own.clone(), self.listener);
        let listening = spawn(async move {
            transport.listen(|heard| tell(&own, Message::Heard(listener, heard))).await;
            tell(&own, Message::Deaf(listener));
        });
        self.ear.replace(Some(listening.abort_handle()));
    }

    fn now(&self) -> Now {
        let since = self.began.elapsed().as_millis();
        Now { steady: Steady(u64::try_from(since).unwrap_or(u64::MAX)), wall: (self.clock)() }
    }

    fn moment(&self, steady: Steady) -> Moment {
        self.began + Duration::from_millis(steady.0)
    }
}

/// Tells the engine's thread something; when it has ended, nobody needs to know.
fn tell(own: &mpsc::WeakUnboundedSender<Message>, message: Message) {
    if let Some(own) = own.upgrade() {
        own.send(message).ok();
    }
}
