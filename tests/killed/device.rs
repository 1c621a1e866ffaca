//! The device is killed.

use crate::scene::Scene;

/// Where it is killed: after a change was kept and before it is sent, after it was marked as sent and before it leaves, after
/// the server decided and before anybody here heard of it, and after a page came and before it is taken in.
const HOLDS: [&str; 4] = ["made", "sending", "answered", "page"];

/// How many changes it makes each time.
const CHANGES: u64 = 3;

/// Kills the device so often at one of the places.
fn at_a_place(scene: &mut Scene, kills: usize) {
    for kill in 0..kills {
        let (hold, times) = (HOLDS[kill % HOLDS.len()], 1 + kill / HOLDS.len() % 3);
        let mut running = scene.run(CHANGES, (hold, times), scene.node.address());
        // Some places are not reached so often: then it ended.
        let came = scene.hear(&mut running, "held", usize::MAX);
        assert!(came || times > 1, "kill {kill}: it never came to {hold}");
        running.kill();
    }
}

/// Kills the device so often after it has said a number of things, wherever it is then.
fn anywhere(scene: &mut Scene, kills: usize) {
    for kill in 0..kills {
        let mut running = scene.run(CHANGES, ("nowhere", 1), scene.node.address());
        scene.hear(&mut running, "synced", 1 + kill * 7 % 19);
        running.kill();
    }
}

#[test]
fn a_device_that_is_killed_at_any_place_of_a_synchronisation_loses_and_doubles_nothing() {
    let mut scene = Scene::start();
    at_a_place(&mut scene, 24);
    anywhere(&mut scene, 12);
    scene.check();
    assert!(scene.made > 30, "it made {} changes", scene.made);
}

pub(crate) fn soak() {
    const KILLS: usize = 2_000;
    for (what, kill) in [("at chosen places", at_a_place as fn(&mut Scene, usize)), ("anywhere", anywhere)] {
        let mut scene = Scene::start();
        kill(&mut scene, KILLS);
        scene.check();
        eprintln!("{KILLS} kills of a device {what}: {} changes, each on the server once", scene.made);
    }
}
