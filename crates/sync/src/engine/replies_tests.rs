//! Every answer that there is, and what the device and its person see of it.

use super::fake::Bench;
use super::*;
use ::device::sync::{Stop, SyncState, Trouble};
use domain::base::{Code, Refusal, Span};
use domain::sync::{Epoch, PUSH_ENTRIES, SyncRefusal};

const NOW: Span = Span(0);

/// Returns a bench with a change on its way out.
fn sending() -> Bench {
    let mut bench = Bench::synced(1);
    bench.commit(NOW);
    assert!(bench.push.is_some());
    bench
}

/// Returns a bench that asks whether there is something.
fn asking() -> Bench {
    let mut bench = Bench::synced(1);
    bench.step(Event::Poke);
    assert!(bench.pull.is_some());
    bench
}

#[test]
fn a_change_waits_until_a_pull_confirms_it() {
    let mut bench = sending();
    assert_eq!(bench.state(), &SyncState::Sending);
    bench.serve_push();
    assert!(bench.pull.is_some(), "the answer to a push leads to a pull");
    assert_eq!((bench.device.queue.len(), bench.state()), (1, &SyncState::Sending));
    assert!(bench.engine.has_sent_all());
    bench.serve_pull();
    assert_eq!((bench.device.queue.len(), bench.state()), (0, &SyncState::Synced));
}

#[test]
fn what_was_answered_is_not_sent_again_and_what_is_new_is() {
    let mut bench = sending();
    bench.serve_push();
    bench.commit(NOW);
    let (_, request) = bench.push.clone().expect("the new one is sent");
    assert_eq!(request.entries.iter().map(|entry| entry.n).collect::<Vec<_>>(), [2]);
}

#[test]
fn no_connection_and_a_busy_server_are_offline() {
    for (answer, trouble) in [
        (Answer::Nothing, Trouble::Unreachable),
        (Answer::Busy { after: None }, Trouble::Busy),
        (Answer::Strange, Trouble::NotOurServer),
    ] {
        let mut bench = sending();
        bench.answer_push(answer);
        assert!(matches!(bench.state(), SyncState::Offline { .. }), "{trouble:?}: {:?}", bench.state());
        assert_eq!(
            (bench.trouble(), bench.status.as_ref().map(|status| status.waiting)),
            (Some(trouble), Some(1))
        );
        while bench.push.is_none() {
            bench.wake();
        }
        bench.settle();
        assert_eq!((bench.state(), bench.trouble()), (&SyncState::Synced, None), "after {trouble:?}");
    }
}

#[test]
fn a_server_is_left_alone_for_as_long_as_it_asks() {
    let mut bench = sending();
    let asked = bench.now.steady + Span::seconds(120);
    bench.answer_push(Answer::Busy { after: Some(Span::seconds(120)) });
    bench.step(Event::NetUp);
    bench.step(Event::Focus(true));
    bench.wake_until_a_push();
    assert!(bench.now.steady >= asked);
    bench.answer_push(Answer::Busy { after: Some(Span::seconds(120)) });
    bench.step(Event::SyncNow);
    assert!(bench.push.is_some(), "unless the person asks for it");
}

#[test]
fn whoever_is_turned_away_again_and_again_comes_back_within_half_a_minute() {
    let mut bench = sending();
    for _ in 0..20 {
        let told = bench.now.steady;
        bench.answer_push(Answer::Busy { after: Some(Span::seconds(1)) });
        bench.wake_until_a_push();
        assert!(bench.now.steady >= told + Span::seconds(1));
        assert!(bench.now.steady <= told + Span::seconds(33), "{:?}", (told, bench.now.steady));
    }
}

#[test]
fn a_failing_server_is_spoken_of_after_ten_minutes_and_gets_the_first_change_alone_after_eight_times() {
    let mut bench = sending();
    for _ in 0..3 {
        bench.commit(NOW);
    }
    let began = bench.now.steady;
    bench.answer_push(Answer::Failing);
    for failure in 2..=9 {
        bench.wake_until_a_push();
        let (_, request) = bench.push.clone().unwrap();
        let entries = if failure <= 8 { 4 } else { 1 };
        assert_eq!(request.entries.len(), entries, "attempt {failure}");
        bench.answer_push(Answer::Failing);
        let is_told = bench.now.steady - began >= Span::seconds(600);
        assert_eq!(matches!(bench.state(), SyncState::ServerProblem { .. }), is_told);
    }
    while bench.now.steady - began < Span::seconds(600) {
        bench.wake_until_a_push();
        bench.answer_push(Answer::Failing);
    }
    assert!(matches!(bench.state(), SyncState::ServerProblem { .. }), "{:?}", bench.state());
    bench.wake_until_a_push();
    bench.settle();
    assert_eq!((bench.device.queue.len(), bench.state()), (0, &SyncState::Synced));
}

#[test]
fn whoever_has_to_sign_in_keeps_everything_and_goes_on_afterwards() {
    let mut bench = sending();
    bench.answer_push(Answer::SignIn);
    assert_eq!(bench.state(), &SyncState::SignInNeeded);
    assert!(bench.done.contains(&Effect::CloseEvents));
    bench.commit(NOW);
    bench.step(Event::NetUp);
    assert!(bench.push.is_none(), "nothing is sent meanwhile");
    bench.step(Event::AuthChanged);
    assert!(bench.push.is_some());
    bench.settle();
    assert_eq!((bench.device.kept.len(), bench.state()), (2, &SyncState::Synced));
}

#[test]
fn a_sign_in_that_nobody_tells_of_is_found_within_five_minutes() {
    let mut bench = sending();
    bench.answer_push(Answer::SignIn);
    let asked = bench.now.steady;
    while bench.pull.is_none() {
        bench.wake();
    }
    assert!(bench.now.steady - asked <= LONGEST && bench.push.is_none());
    bench.settle();
    assert_eq!(bench.state(), &SyncState::Synced);
}

#[test]
fn a_closed_account_and_another_person_stop_everything() {
    for (answer, why) in
        [(Answer::Closed, Stop::AccountClosed), (Answer::Refused(SyncRefusal::WrongUser), Stop::OtherPerson)]
    {
        let mut bench = sending();
        bench.answer_push(answer);
        assert_eq!(bench.state(), &SyncState::Stopped { why });
        bench.commit(NOW);
        for _ in 0..11 {
            bench.wake();
            assert!(bench.push.is_none() && bench.pull.is_none(), "{why:?}");
        }
        assert_eq!(bench.device.queue.len(), 2, "everything is kept");
    }
}

#[test]
fn another_history_is_fetched_from_the_beginning_and_gets_everything_again() {
    let mut bench = sending();
    let client = bench.device.client;
    bench.server.epoch = Epoch::of(2);
    bench.server.decided.clear();
    bench.serve_push();
    assert_eq!(bench.alarms, [Alarm::OtherHistory]);
    assert_eq!(bench.state(), &SyncState::FirstSync { rows: 0 });
    assert_ne!(bench.device.client, client);
    bench.settle();
    assert_eq!((bench.device.kept.len(), bench.state()), (1, &SyncState::Synced));
}

#[test]
fn numbers_that_do_not_fit_lead_to_another_identity_at_once_and_then_with_pauses() {
    for refusal in [SyncRefusal::ClientIdConflict, SyncRefusal::Gap { expect: 7 }] {
        let mut bench = sending();
        let client = bench.device.client;
        bench.answer_push(Answer::Refused(refusal.clone()));
        assert_ne!(bench.device.client, client);
        assert!(bench.push.is_some(), "the first time it goes on at once");
        let began = bench.now.steady;
        for _ in 0..12 {
            bench.wake_until_a_push();
            bench.answer_push(Answer::Refused(refusal.clone()));
        }
        assert!(bench.now.steady - began > Span::seconds(60), "it goes round in circles");
    }
}

#[test]
fn a_command_that_the_server_does_not_know_yet_holds_those_behind_it() {
    let mut bench = sending();
    for _ in 0..2 {
        bench.commit(NOW);
    }
    bench.serve_push();
    bench.serve_push();
    bench.settle();
    for _ in 0..3 {
        bench.commit(NOW);
    }
    let first = bench.push.as_ref().unwrap().1.entries[0].n;
    bench.answer_push(Answer::Refused(SyncRefusal::UnknownKind { n: first }));
    let held = bench.now.steady;
    assert_eq!((bench.trouble(), bench.state()), (Some(Trouble::ServerTooOld), &SyncState::Sending));
    bench.settle();
    bench.wake_until_a_push();
    assert_eq!(bench.now.steady - held, Span::seconds(300));
    while bench.now.steady - held < Span::seconds(3_700) {
        if bench.push.is_some() {
            bench.answer_push(Answer::Refused(SyncRefusal::UnknownKind { n: first }));
        }
        bench.wake_until_a_push();
    }
    assert!(matches!(bench.state(), SyncState::ServerProblem { .. }), "{:?}", bench.state());
}

#[test]
fn a_push_that_is_too_large_is_halved_until_it_fits() {
    let mut bench = Bench::synced(1);
    bench.step(Event::NetDown);
    for _ in 0..PUSH_ENTRIES {
        bench.commit(NOW);
    }
    bench.step(Event::NetUp);
    let mut sizes = Vec::new();
    while sizes.last() != Some(&1) {
        sizes.push(bench.push.as_ref().unwrap().1.entries.len());
        bench.answer_push(Answer::TooLarge);
    }
    assert_eq!(sizes, [100, 50, 25, 12, 6, 3, 1]);
    assert_eq!(bench.alarms, [Alarm::TooLarge]);
    bench.step(Event::SyncNow);
    bench.settle();
    assert_eq!(bench.device.kept.len(), PUSH_ENTRIES);
}

#[test]
fn a_version_that_is_too_old_goes_on_sending_beyond_one_push() {
    let mut bench = asking();
    bench.answer_pull(Answer::Refused(SyncRefusal::UpdateRequired { min_schema: 2 }));
    assert_eq!(bench.state(), &SyncState::UpdateNeeded);
    for _ in 0..PUSH_ENTRIES * 2 + 50 {
        bench.commit(NOW);
    }
    for _ in 0..500 {
        if bench.push.is_some() {
            bench.serve_push();
        }
    }
    assert_eq!(bench.server.known.len(), PUSH_ENTRIES * 2 + 50);
    assert!(bench.pull.is_none(), "it does not ask any more");
    assert_eq!(bench.state(), &SyncState::UpdateNeeded);
}

#[test]
fn what_the_protocol_cannot_say_is_tried_again_and_reported() {
    let unreadable = SyncRefusal::Unreadable { refusal: Refusal::new(Code::Invalid, "This makes no sense.") };
    let mut bench = asking();
    bench.answer_pull(Answer::Refused(unreadable.clone()));
    assert_eq!(bench.alarms, [Alarm::Refused(unreadable)]);
    while bench.pull.is_none() {
        bench.wake();
    }
    bench.settle();
    assert_eq!(bench.state(), &SyncState::Synced);
}

#[test]
fn a_page_of_another_network_is_no_answer_and_is_asked_for_again() {
    let mut bench = asking();
    bench.answer_pull(Answer::Strange);
    assert!(matches!(bench.state(), SyncState::Offline { .. }));
    while bench.pull.is_none() {
        bench.wake();
    }
    bench.settle();
    assert_eq!(bench.state(), &SyncState::Synced);
}

#[test]
fn a_server_that_answers_and_keeps_nothing_is_asked_with_pauses() {
    let mut bench = sending();
    let began = bench.now.steady;
    for _ in 0..12 {
        while bench.push.is_none() {
            if bench.pull.is_some() {
                bench.serve_pull();
            } else {
                bench.wake();
            }
        }
        bench.serve_push();
        bench.server.decided.clear();
    }
    assert!(bench.alarms.contains(&Alarm::NotKept));
    assert!(bench.now.steady - began > Span::seconds(60), "it goes round in circles");
}

#[test]
fn pages_without_end_are_asked_for_with_pauses() {
    let mut bench = asking();
    let began = bench.now.steady;
    for _ in 0..12 {
        let Answer::Given(mut page) = bench.server.pull(&bench.pull.as_ref().unwrap().1) else {
            panic!("no page")
        };
        page.end.more = true;
        bench.answer_pull(Answer::Given(page));
        while bench.pull.is_none() {
            bench.wake();
        }
    }
    assert!(bench.alarms.contains(&Alarm::NoEnd));
    assert!(bench.now.steady - began > Span::seconds(60), "it goes round in circles");
}

#[test]
fn a_file_that_fails_for_good_is_spoken_of_and_works_again_when_it_can() {
    let mut bench = asking();
    bench.device.ill = Some(true);
    bench.serve_pull();
    assert_eq!(bench.state(), &SyncState::Stopped { why: Stop::Storage });
    bench.device.ill = None;
    while bench.pull.is_none() {
        bench.wake();
    }
    bench.settle();
    assert_eq!(bench.state(), &SyncState::Synced);
}
