//! What is between a device and its server, one trouble after another.

use crate::scene::Scene;
use device::sync::{SyncState, Trouble};
use store::testing::rows;
use sync::driver::{Ended, Http};
use sync::engine::Event;
use testkit::{Fate, Online, START};

const PUSH: &str = "/sync/v1/push";
const PULL: &str = "/sync/v1/pull";

fn answer(status: &str, kind: &str, body: &str) -> Fate {
    let length = body.len();
    Fate::Answered(format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    ))
}

/// What happens, and what the person is told of it.
fn troubles() -> Vec<(Fate, Trouble)> {
    const PORTAL: &str = "<!doctype html><title>Welcome</title><p>Sign in to the Wi-Fi of this train.</p>";
    vec![
        (Fate::CutOnTheWay, Trouble::Unreachable),
        (Fate::CutOnTheWayBack, Trouble::Unreachable),
        (Fate::AnswerLost, Trouble::Unreachable),
        (answer("200 OK", "text/html", PORTAL), Trouble::NotOurServer),
        (answer("302 Found\r\nLocation: http://127.0.0.1:9/", "text/html", PORTAL), Trouble::NotOurServer),
        (answer("502 Bad Gateway", "text/html", "<h1>Bad gateway</h1>"), Trouble::Busy),
        (answer("500 Internal Server Error", "text/html", "<h1>Oh</h1>"), Trouble::Failing),
    ]
}

#[test]
fn whatever_becomes_of_a_push_is_told_and_mended_and_nothing_is_done_twice() {
    let mut scene = Scene::start(1, &[]);
    let device = scene.online(0, scene.file(0), scene.proxy.address());
    device.wait_until_synced();
    for (fate, trouble) in troubles() {
        scene.proxy.next(PUSH, [fate.clone()]);
        device.run(&scene.people[0].next());
        let told = device.wait_for_state(&format!("{fate:?}"), |status| status.trouble == Some(trouble));
        assert_eq!(told.waiting, 1, "{fate:?}: it is kept");
        device.wait_until_synced();
        assert_eq!(scene.proxy.to_come(), 0);
    }
    drop(device);
    scene.check();
}

#[test]
fn whatever_becomes_of_a_pull_is_told_and_mended_and_never_taken_for_data() {
    let mut scene = Scene::start(1, &[]);
    let [other, device] = [(0, scene.server()), (1, scene.proxy.address().to_owned())]
        .map(|(number, address)| scene.online(0, scene.file_of(0, number), &address));
    for device in [&other, &device] {
        device.wait_until_synced();
    }
    for (fate, trouble) in troubles() {
        scene.proxy.next(PULL, [fate.clone()]);
        other.run(&scene.people[0].next());
        other.wait_until_synced();
        device.tell(Event::SyncNow);
        device.wait_for_state(&format!("{fate:?}"), |status| status.trouble == Some(trouble));
        device.wait_for_file("the same", |file| rows(file) == rows(other.store()));
        assert_eq!(scene.proxy.to_come(), 0);
    }
    drop((other, device));
    scene.check();
}

#[test]
fn a_first_page_that_is_cut_again_and_again_is_asked_for_until_it_comes() {
    let scene = Scene::start(1, &[]);
    scene.proxy.next(PULL, [Fate::CutOnTheWayBack, Fate::AnswerLost, Fate::CutOnTheWay]);
    let file = scene.file(0);
    let device = scene.online(0, file, scene.proxy.address());
    device.wait_for_state("it did not come", |status| status.trouble == Some(Trouble::Unreachable));
    device.wait_until_synced();
    assert_eq!(scene.proxy.to_come(), 0);
}

#[test]
fn a_server_that_nobody_can_trust_or_find_is_out_of_reach_and_what_was_done_is_kept() {
    let mut scene = Scene::start(1, &[]);
    let (file, token) = (scene.file(0), scene.people[0].token.clone());
    let first = scene.online(0, file.clone(), &scene.server());
    first.wait_until_synced();
    assert_eq!(first.close(), Ended::SentAll);
    let without_tls = format!("https://{}", scene.server());
    for (made, address) in [without_tls.as_str(), "https://nowhere.invalid"].into_iter().enumerate() {
        let token = token.clone();
        let way = Http::to(address, Box::new(move || Some(token.clone()))).unwrap();
        let device = Online::start(file.clone(), scene.people[0].person, way, START);
        device.run(&scene.people[0].next());
        let told = device.wait_for_state(address, |status| {
            status.trouble == Some(Trouble::Unreachable) && status.waiting > made as u64
        });
        assert!(matches!(told.state, SyncState::Offline { .. }), "{told:?}");
        assert_eq!(device.close(), Ended::LeftSome);
    }
    let device = scene.online(0, file, &scene.server());
    device.wait_until_synced();
    assert_eq!(device.close(), Ended::SentAll);
    scene.check();
}
