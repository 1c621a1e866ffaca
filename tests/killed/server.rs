//! The server is killed after it has decided and before its answer is out.

use crate::scene::Scene;
use testkit::{Fate, Proxy};

/// Kills the server so often, each time with an answer that it has given and nobody has heard.
fn with_an_answer_on_its_way(scene: &mut Scene, kills: usize) {
    let proxy = Proxy::before(scene.node.address());
    for kill in 0..kills {
        proxy.next("/sync/v1/push", [Fate::Held]);
        let mut running = scene.run(1 + kill as u64 % 3, ("nowhere", 1), proxy.address());
        proxy.wait_until_it_holds();
        scene.node.kill();
        proxy.let_go();
        scene.node.start_again();
        assert!(scene.hear(&mut running, "synced", usize::MAX), "kill {kill}: the device did not go on");
    }
}

#[test]
fn a_server_that_is_killed_before_its_answer_is_out_does_nothing_twice() {
    let mut scene = Scene::start();
    with_an_answer_on_its_way(&mut scene, 6);
    scene.check();
    assert!(scene.made > 6, "the device made {} changes", scene.made);
}

pub(crate) fn soak() {
    const KILLS: usize = 300;
    let mut scene = Scene::start();
    with_an_answer_on_its_way(&mut scene, KILLS);
    scene.check();
    eprintln!("{KILLS} kills of a server with an answer on its way: {} changes, each there once", scene.made);
}
