//! Many devices come back at the same moment, each with much to send, to a server that takes little at a time.

use crate::scene::Scene;
use std::time::Duration;
use sync::driver::Ended;
use testkit::{Online, Passed};

/// So few at a time that most have to wait, and many are turned away.
const NARROW: &[(&str, &str)] = &[("WRAPITUP_READERS", "1"), ("WRAPITUP_QUEUE", "1")];

/// As finely as a device counts the time that it waits for, with its own rounding at both ends.
const AS_FINELY: Duration = Duration::from_millis(2);

/// Has so many people do so many things each without a network, and lets all come back at once. Returns how often somebody was
/// turned away.
fn come_back(people: u128, things: usize) -> usize {
    let mut scene = Scene::start(people, NARROW);
    let files: Vec<_> = (0..scene.people.len()).map(|number| scene.file(number)).collect();
    for (number, file) in files.iter().enumerate() {
        // One after another: each gets everything first.
        let device = scene.online(number, file.clone(), &scene.server());
        device.wait_until_synced();
        assert_eq!(device.close(), Ended::SentAll);
        for _ in 0..things {
            let envelope = scene.people[number].next();
            file.dispatch(&envelope, envelope.at).unwrap();
        }
    }
    let devices = files
        .iter()
        .enumerate()
        .map(|(number, file)| scene.online(number, file.clone(), scene.proxy.address()));
    let devices: Vec<Online> = devices.collect();
    let taken = || scene.proxy.passed().iter().filter(|passed| passed.turned_away.is_none()).count();
    devices.iter().for_each(|device| device.wait_until_synced_while(taken));
    drop(devices);
    let passed = scene.proxy.passed();
    let turned_away = stay_away(&passed);
    scene.check();
    turned_away
}

/// Checks that whoever was asked to stay away for a while did, and returns how often that was.
fn stay_away(passed: &[Passed]) -> usize {
    let mut turned_away = 0;
    for (number, request) in passed.iter().enumerate() {
        let Some((wait, when)) = request.turned_away else { continue };
        turned_away += 1;
        let same = |later: &&Passed| (&later.path, &later.token) == (&request.path, &request.token);
        if let Some(next) = passed.iter().skip(number + 1).find(same) {
            assert!(
                next.came + AS_FINELY >= when + wait,
                "{} came back too soon: {request:?}, {next:?}",
                request.path
            );
        }
    }
    turned_away
}

#[test]
fn many_who_come_back_at_once_are_let_in_one_after_another_and_lose_nothing() {
    let turned_away = come_back(12, 40);
    assert!(turned_away > 0, "everybody was let in at once");
}

pub(crate) fn soak() {
    let turned_away = come_back(100, 1_000);
    eprintln!(
        "100 devices with 1,000 things each came back at once: all there, {turned_away} requests turned away"
    );
}
