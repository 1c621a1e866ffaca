//! Whatever happens: it never stops trying, never has two requests of a kind under way, never spins.

use super::fake::Bench;
use super::*;
use domain::base::{Instant, Span};
use domain::sync::{Epoch, PullPage, PullRequest, PushReply, PushRequest, SyncRefusal};
use proptest::prelude::*;

const YEAR: Span = Span::days(365);

#[derive(Debug, Clone)]
enum Happening {
    Plain(Event),
    Commit(Span),
    /// Time passes, and the engine is woken as often as it wants.
    Pass(Span),
    /// The computer sleeps: only the clock on the wall goes on.
    Jump(Span),
    PushServed,
    PullServed,
    /// The server did it, and its answer is lost; whether the engine hears of that.
    PushReplyLost(bool),
    PushAnswered(Answer<PushReply>),
    PullAnswered(Answer<Box<PullPage>>),
    /// An old answer comes once more.
    PushAgain,
    PullAgain,
    Restored,
    Cloned,
    Others(i64),
    Ill(Option<bool>),
}

fn refusal() -> impl Strategy<Value = SyncRefusal> {
    prop_oneof![
        Just(SyncRefusal::ClientIdConflict),
        Just(SyncRefusal::Gap { expect: 3 }),
        Just(SyncRefusal::UnknownKind { n: 2 }),
        Just(SyncRefusal::WrongUser),
        Just(SyncRefusal::UpdateRequired { min_schema: 9 }),
        Just(SyncRefusal::Epoch { epoch: Epoch::of(9) }),
    ]
}

fn failing<T: Clone + std::fmt::Debug + 'static>() -> impl Strategy<Value = Answer<T>> {
    prop_oneof![
        4 => Just(Answer::Nothing),
        1 => Just(Answer::Strange),
        1 => Just(Answer::Busy { after: None }),
        1 => (0..120_i64).prop_map(|seconds| Answer::Busy { after: Some(Span::seconds(seconds)) }),
        2 => Just(Answer::Failing),
        1 => Just(Answer::SignIn),
        1 => Just(Answer::Closed),
        1 => Just(Answer::TooLarge),
        2 => refusal().prop_map(Answer::Refused),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    let plain = prop::sample::select(vec![
        Event::Tick,
        Event::NetUp,
        Event::NetDown,
        Event::Resume,
        Event::Focus(true),
        Event::Focus(false),
        Event::Poke,
        Event::EventsOpened,
        Event::EventsClosed,
        Event::EventsTurnedAway(Span::seconds(7)),
        Event::AuthChanged,
        Event::SyncNow,
        Event::Flush,
    ]);
    prop_oneof![
        4 => plain.prop_map(Happening::Plain),
        4 => (0..6_i64).prop_map(|seconds| Happening::Commit(Span::seconds(seconds))),
        4 => (1..400_000_i64).prop_map(|ms| Happening::Pass(Span(ms))),
        1 => prop::sample::select(vec![YEAR, Span(-YEAR.0), Span::hours(1), Span::hours(-1)]).prop_map(Happening::Jump),
        4 => Just(Happening::PushServed),
        4 => Just(Happening::PullServed),
        2 => any::<bool>().prop_map(Happening::PushReplyLost),
        2 => failing().prop_map(Happening::PushAnswered),
        2 => failing().prop_map(Happening::PullAnswered),
        1 => Just(Happening::PushAgain),
        1 => Just(Happening::PullAgain),
        1 => Just(Happening::Restored),
        1 => Just(Happening::Cloned),
        1 => (0..30_i64).prop_map(Happening::Others),
        1 => prop::option::of(any::<bool>()).prop_map(Happening::Ill),
    ]
}

/// A bench whose every step is watched.
struct Watched {
    bench: Bench,
    /// What is under way, and since when.
    push: Option<(ReqId, Steady)>,
    pull: Option<(ReqId, Steady)>,
    newest: u64,
    /// What was sent before, for whoever answers it late.
    pushes: Vec<(ReqId, PushRequest)>,
    pulls: Vec<(ReqId, PullRequest)>,
}

impl Watched {
    fn new(seed: u64) -> Self {
        let bench = Bench::new(seed);
        let mut watched =
            Self { bench, push: None, pull: None, newest: 0, pushes: Vec::new(), pulls: Vec::new() };
        watched.look();
        watched
    }

    fn do_step(&mut self, event: Event) {
        match &event {
            Event::PushAnswer(id, _) => self.push = self.push.filter(|(flying, _)| flying != id),
            Event::PullAnswer(id, _) => self.pull = self.pull.filter(|(flying, _)| flying != id),
            Event::Resume => (self.push, self.pull) = (None, None),
            _ => {}
        }
        self.bench.step(event);
        self.look();
    }

    fn look(&mut self) {
        let now = self.bench.now.steady;
        let sleep = self.bench.sleep();
        assert!(Span(0) < sleep && sleep <= LONGEST, "it sleeps for {sleep:?}");
        // A request counts as lost after four minutes.
        let is_lost = |since: Steady| now - since >= Span::seconds(240);
        for effect in self.bench.done.clone() {
            match effect {
                Effect::Alarm(Alarm::Reminted | Alarm::OtherHistory) => (self.push, self.pull) = (None, None),
                Effect::SendPush(id, request) => {
                    assert!(self.push.is_none_or(|(_, since)| is_lost(since)), "two pushes at once");
                    assert!(id.0 > self.newest, "a number was used twice");
                    assert!(!request.entries.is_empty(), "an empty push");
                    (self.push, self.newest) = (Some((id, now)), id.0);
                    self.pushes.push((id, request));
                }
                Effect::SendPull(id, request) => {
                    assert!(self.pull.is_none_or(|(_, since)| is_lost(since)), "two pulls at once");
                    assert!(id.0 > self.newest, "a number was used twice");
                    (self.pull, self.newest) = (Some((id, now)), id.0);
                    self.pulls.push((id, request));
                }
                _ => {}
            }
        }
    }

    /// Wakes the engine as often as it wants for a while. `serve` answers everything at once.
    fn pass(&mut self, span: Span, serve: bool) {
        let end = self.bench.now.steady + span;
        let mut wakes = 0;
        loop {
            while serve && (self.bench.push.is_some() || self.bench.pull.is_some()) {
                self.happen(Happening::PushServed);
                self.happen(Happening::PullServed);
                wakes += 1;
                assert!(wakes < 5_000, "it spins");
            }
            if self.bench.wake_at > end {
                break;
            }
            wakes += 1;
            assert!(wakes < 5_000, "it spins");
            let to_wake = self.bench.sleep();
            self.bench.pass(to_wake);
            self.do_step(Event::Tick);
        }
        let rest = end - self.bench.now.steady;
        self.bench.pass(rest);
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Plain(event) => self.do_step(event),
            Happening::Commit(after) => {
                self.bench.commit(after);
                self.look();
            }
            Happening::Pass(span) => self.pass(span, false),
            Happening::Jump(span) => self.bench.now.wall = self.bench.now.wall + span,
            Happening::PushServed => {
                let Some((id, request)) = self.bench.push.take() else { return };
                let answer = self.bench.server.push(&request);
                self.do_step(Event::PushAnswer(id, answer));
            }
            Happening::PullServed => {
                let Some((id, request)) = self.bench.pull.take() else { return };
                let answer = self.bench.server.pull(&request);
                self.do_step(Event::PullAnswer(id, answer));
            }
            Happening::PushReplyLost(is_heard_of) => {
                let Some((id, request)) = self.bench.push.take() else { return };
                self.bench.server.push(&request);
                if is_heard_of {
                    self.do_step(Event::PushAnswer(id, Answer::Nothing));
                }
            }
            Happening::PushAnswered(mut answer) => {
                let Some((id, request)) = self.bench.push.take() else { return };
                if let Answer::Refused(SyncRefusal::UnknownKind { n }) = &mut answer {
                    // It took what came before, so it says this of the first: it took nothing.
                    *n = request.entries[0].n;
                }
                self.do_step(Event::PushAnswer(id, answer));
            }
            Happening::PullAnswered(answer) => {
                let Some((id, _)) = self.bench.pull.take() else { return };
                self.do_step(Event::PullAnswer(id, answer));
            }
            Happening::PushAgain => {
                let Some((id, request)) = self.pushes.first().cloned() else { return };
                let answer = self.bench.server.push(&request);
                self.forget(id);
                self.do_step(Event::PushAnswer(id, answer));
            }
            Happening::PullAgain => {
                let Some((id, request)) = self.pulls.first().cloned() else { return };
                let answer = self.bench.server.pull(&request);
                self.forget(id);
                self.do_step(Event::PullAnswer(id, answer));
            }
            Happening::Restored => {
                self.bench.server.decided.clear();
                self.bench.server.epoch = Epoch::of(u128::from(self.newest) + 100);
            }
            // Somebody else uses this client's id.
            Happening::Cloned => {
                let client = self.bench.device.client;
                let ours = self.bench.server.decided.entry(client).or_default();
                ours.push(domain::base::CommandId(uuid::Uuid::from_u128(
                    u128::MAX - u128::from(self.newest),
                )));
            }
            Happening::Others(changes) => self.bench.server.seq += changes,
            Happening::Ill(ill) => self.bench.device.ill = ill,
        }
    }

    fn forget(&mut self, id: ReqId) {
        self.bench.push.take_if(|(flying, _)| *flying == id);
        self.bench.pull.take_if(|(flying, _)| *flying == id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn after_whatever_happens_everything_is_sent_within_minutes_and_by_timers_alone(
        seed in any::<u64>(),
        happenings in prop::collection::vec(happening(), 0..60),
    ) {
        let mut watched = Watched::new(seed);
        let mut may_be_stopped = false;
        for happening in happenings {
            may_be_stopped |= matches!(
                happening,
                Happening::PushAnswered(Answer::Closed | Answer::Refused(SyncRefusal::WrongUser))
                    | Happening::PullAnswered(Answer::Closed | Answer::Refused(SyncRefusal::WrongUser
                        | SyncRefusal::UpdateRequired { .. }))
            );
            watched.happen(happening);
        }
        watched.bench.device.ill = None;
        let patience = if may_be_stopped { Span::hours(2) } else { Span::seconds(20 * 60) };
        watched.pass(patience, true);
        let Bench { device, server, .. } = &watched.bench;
        prop_assert!(device.queue.is_empty(), "{} are still here", device.queue.len());
        prop_assert!(device.kept.iter().all(|id| server.known.contains(id)), "something was lost");
        prop_assert!(watched.bench.engine.has_sent_all());
    }
}

#[test]
fn a_clock_that_is_set_back_by_a_year_keeps_nothing_from_being_sent() {
    let mut bench = Bench::synced(3);
    bench.commit(Span::seconds(5));
    bench.now.wall = bench.now.wall + Span(-YEAR.0);
    bench.wake();
    assert!(bench.push.is_some());
    assert!(bench.now.wall < Instant(1_795_510_800_000));
}
