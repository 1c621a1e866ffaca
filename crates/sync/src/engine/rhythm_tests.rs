//! When it asks and sends if nothing goes wrong.

use super::fake::Bench;
use super::*;
use ::device::sync::SyncState;
use domain::base::Span;

fn opens(bench: &Bench) -> bool {
    bench.done.contains(&Effect::OpenEvents)
}

/// Returns how long it takes until the next pull.
fn until_a_pull(bench: &mut Bench) -> Span {
    let began = bench.now.steady;
    while bench.pull.is_none() {
        bench.wake();
    }
    bench.now.steady - began
}

#[test]
fn the_first_pull_is_sent_at_once_and_pages_follow_one_another() {
    let mut bench = Bench::new(1);
    bench.server.seq = 35;
    assert_eq!(bench.state(), &SyncState::FirstSync { rows: 0 });
    let mut pages = 0;
    while bench.pull.is_some() {
        bench.serve_pull();
        pages += 1;
    }
    assert_eq!((pages, bench.state()), (4, &SyncState::Synced));
}

#[test]
fn that_not_everything_has_come_is_told_also_without_a_network() {
    let mut bench = Bench::new(1);
    let incomplete = |bench: &Bench| bench.status.as_ref().map(|status| status.incomplete);
    bench.server.seq = 35;
    bench.serve_pull();
    bench.step(Event::NetDown);
    assert!(matches!(bench.state(), SyncState::Offline { .. }), "{:?}", bench.state());
    assert_eq!(incomplete(&bench), Some(true));
    bench.step(Event::NetUp);
    bench.settle();
    bench.step(Event::NetDown);
    assert_eq!(incomplete(&bench), Some(false));
}

#[test]
fn a_text_waits_five_seconds_for_more_of_it_unless_it_is_finished() {
    let mut bench = Bench::synced(1);
    bench.commit(Span::seconds(5));
    assert!(bench.push.is_none());
    assert_eq!((bench.sleep(), bench.state()), (Span::seconds(5), &SyncState::Sending));
    bench.wake();
    assert!(bench.push.is_some());
    bench.settle();
    bench.commit(Span::seconds(5));
    bench.step(Event::Flush);
    assert!(bench.push.is_some());
    bench.settle();
    bench.commit(Span::seconds(5));
    assert!(bench.push.is_none(), "a flush is for what was there");
}

#[test]
fn it_asks_every_half_minute_in_front_every_minute_when_told_and_seldom_behind() {
    let cases =
        [(true, false, 24..=36), (true, true, 48..=72), (false, true, 48..=72), (false, false, 240..=360)];
    for (focused, told, seconds) in cases {
        let mut bench = Bench::synced(5);
        bench.step(Event::Focus(focused));
        bench.settle();
        if !told {
            bench.step(Event::EventsClosed);
        }
        let waited = until_a_pull(&mut bench);
        // Listening is tried again meanwhile, and nobody says that it works.
        assert!(seconds.contains(&(waited.0 / 1_000)), "{focused} {told}: {waited:?}");
    }
}

#[test]
fn a_poke_leads_to_a_pull_also_when_one_is_under_way() {
    let mut bench = Bench::synced(1);
    bench.step(Event::Poke);
    assert!(bench.pull.is_some());
    bench.step(Event::Poke);
    bench.serve_pull();
    assert!(bench.pull.is_some(), "what was poked about may be newer than the answer");
    bench.serve_pull();
    assert!(bench.pull.is_none());
}

#[test]
fn events_are_listened_to_once_the_server_was_met_and_again_after_a_while() {
    let mut bench = Bench::new(1);
    assert!(!opens(&bench), "nothing is known of the server yet");
    bench.serve_pull();
    assert!(opens(&bench));
    bench.step(Event::EventsOpened);
    assert!(bench.pull.is_some(), "what was said before was not heard");
    bench.settle();
    bench.step(Event::EventsClosed);
    while !opens(&bench) {
        bench.wake();
        bench.pull = None;
    }
    // Nobody says whether it works.
    bench.done.clear();
    let began = bench.now.steady;
    while !opens(&bench) {
        bench.wake();
        bench.pull = None;
    }
    assert!(bench.now.steady - began <= Span::seconds(70));
}

#[test]
fn events_are_not_asked_for_again_before_the_server_wishes() {
    let mut bench = Bench::new(1);
    bench.serve_pull();
    assert!(opens(&bench));
    bench.done.clear();
    let began = bench.now.steady;
    bench.step(Event::EventsTurnedAway(Span::seconds(50)));
    bench.step(Event::EventsClosed);
    while !opens(&bench) {
        bench.wake();
        bench.pull = None;
    }
    let waited = bench.now.steady - began;
    assert!((Span::seconds(50)..=Span::seconds(56)).contains(&waited), "{waited:?}");
}

#[test]
fn after_sleep_everything_is_begun_anew_at_once_and_old_answers_do_nothing() {
    let mut bench = Bench::synced(1);
    bench.commit(Span(0));
    bench.step(Event::Poke);
    let (push, pull) = (bench.push.take().unwrap(), bench.pull.take().unwrap());
    bench.pass(Span::hours(8));
    bench.step(Event::Resume);
    assert!(opens(&bench) && bench.push.is_some() && bench.pull.is_some());
    let answer = bench.server.push(&push.1);
    bench.step(Event::PushAnswer(push.0, answer));
    let answer = bench.server.pull(&pull.1);
    bench.step(Event::PullAnswer(pull.0, answer));
    assert_eq!(bench.device.queue.len(), 1, "an answer from before was taken");
    bench.settle();
    assert_eq!((bench.device.kept.len(), bench.state()), (1, &SyncState::Synced));
}

#[test]
fn without_a_network_it_rests_and_begins_when_there_is_one() {
    let mut bench = Bench::synced(1);
    bench.step(Event::NetDown);
    bench.commit(Span(0));
    assert!(bench.push.is_none());
    assert!(matches!(bench.state(), SyncState::Offline { .. }));
    bench.step(Event::NetUp);
    assert!(bench.push.is_some() && bench.pull.is_some());
    bench.settle();
    assert_eq!(bench.state(), &SyncState::Synced);
}

#[test]
fn a_system_that_is_wrong_about_the_network_costs_five_minutes() {
    let mut bench = Bench::synced(1);
    bench.step(Event::NetDown);
    bench.commit(Span(0));
    let began = bench.now.steady;
    while bench.push.is_none() {
        bench.wake();
    }
    assert!(bench.now.steady - began <= LONGEST);
}

#[test]
fn a_window_that_comes_to_the_front_ends_a_pause() {
    let mut bench = Bench::synced(1);
    bench.commit(Span(0));
    for _ in 0..12 {
        while bench.push.is_none() {
            bench.wake();
        }
        bench.answer_push(Answer::Nothing);
    }
    bench.pull = None;
    bench.push = None;
    bench.step(Event::Focus(true));
    assert!(bench.push.is_some());
}

#[test]
fn a_status_is_told_only_when_it_is_another_one() {
    let mut bench = Bench::synced(1);
    let step = bench.engine.step(bench.now, Event::Tick, &mut bench.random, &mut bench.device);
    assert_eq!(step.effects, []);
}

#[test]
fn while_one_push_follows_another_a_pull_waits_and_shows_what_became_of_them_all() {
    let mut bench = Bench::synced(1);
    // The first is sent alone, as nothing else is there yet.
    for _ in 0..301 {
        bench.commit(Span(0));
    }
    for _ in 0..3 {
        bench.serve_push();
        assert!(bench.push.is_some() && bench.pull.is_none(), "the next one is under way");
    }
    bench.serve_push();
    assert!(bench.push.is_none() && bench.pull.is_some(), "nothing more is to be sent");
    bench.serve_pull();
    assert_eq!((bench.device.queue.len(), bench.state()), (0, &SyncState::Synced));
}

#[test]
fn a_pull_waits_for_ten_pushes_and_half_a_second_at_most() {
    let mut bench = Bench::synced(1);
    for _ in 0..1_500 {
        bench.commit(Span(0));
    }
    for _ in 0..9 {
        bench.serve_push();
        assert!(bench.pull.is_none());
    }
    bench.serve_push();
    assert!(bench.push.is_some() && bench.pull.is_some(), "ten are enough");
    bench.serve_pull();
    bench.serve_push();
    assert!(bench.push.is_some() && bench.pull.is_none());
    let began = bench.now.steady;
    while bench.pull.is_none() {
        bench.wake();
    }
    assert_eq!(bench.now.steady - began, Span(500), "the push takes long");
}
