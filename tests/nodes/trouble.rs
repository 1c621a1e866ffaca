//! What happens to servers and their database while people write.

use crate::SHORT;
use crate::scene::{DATABASE, Scene};

/// Room for all sessions of three servers, and the test's.
const SESSIONS: usize = 100;

/// Room for half of them.
const FEW_SESSIONS: usize = 20;

/// How servers are set up.
type Settings = &'static [(&'static str, &'static str)];

/// Servers that do little at a time.
const NARROW: Settings = &[("WRAPITUP_READERS", "2"), ("WRAPITUP_WRITERS", "2"), ("WRAPITUP_QUEUE", "2")];

/// When something happens.
const AT: &[usize] = &[20, 45, 70];

/// Something that happens in a scene whose writers take so many steps.
type Story = fn(&mut Scene, usize);

#[test]
fn who_reads_along_misses_no_change_of_sixteen_who_write_and_gets_none_twice() {
    forgotten(&mut Scene::start(SESSIONS, &[]), SHORT);
}

#[test]
fn servers_that_are_killed_lose_nothing_that_they_acknowledged() {
    killed(&mut Scene::start(SESSIONS, &[]), SHORT);
}

#[test]
fn sessions_that_are_ended_cost_nothing() {
    ended(&mut Scene::start(SESSIONS, &[]), SHORT);
}

#[test]
fn a_database_that_crashes_takes_nothing_with_it() {
    crashed(&mut Scene::start(SESSIONS, &[]), SHORT);
}

#[test]
fn servers_that_get_no_session_say_that_they_are_busy_and_go_on_later() {
    few_sessions(&mut Scene::start(FEW_SESSIONS, &[]), SHORT);
}

#[test]
fn servers_whose_database_answers_nothing_say_that_they_are_busy_and_go_on_later() {
    stuck(&mut Scene::start(SESSIONS, NARROW), SHORT);
}

#[test]
fn a_database_that_is_lost_takes_nothing_with_it_that_its_standby_has() {
    lost(&mut Scene::with_a_standby(SESSIONS), SHORT);
}

#[test]
fn without_the_order_of_numbers_changes_are_missed_and_this_test_sees_it() {
    let mut scene = Scene::start(SESSIONS, &[]);
    scene.postgres.tell(DATABASE, include_str!("out_of_order.sql")).unwrap();
    let reader = scene.while_they_write(SHORT, &[], |_, _| {});
    assert!(!scene.missed(&reader).is_empty(), "the reader would not notice a missed change");
}

/// Sessions in this database and in another one began to change something, and nobody ends them.
fn forgotten(scene: &mut Scene, steps: usize) {
    scene.postgres.database("other").unwrap();
    let mut open = [DATABASE, "other"].map(|name| scene.postgres.session(name).unwrap());
    for session in &mut open {
        session.ask(include_str!("forget.sql")).unwrap();
    }
    let reader = scene.while_they_write(steps, AT, |_, _| {});
    scene.check(steps, &reader);
    for session in &mut open {
        assert_eq!(session.ask(include_str!("still_open.sql")).unwrap(), "0", "it was open all the time");
    }
}

fn killed(scene: &mut Scene, steps: usize) {
    let reader = scene.while_they_write(steps, AT, |scene, turn| {
        let node = &mut scene.nodes[turn % 3];
        node.kill();
        node.start_again();
    });
    scene.check(steps, &reader);
}

fn ended(scene: &mut Scene, steps: usize) {
    let reader = scene.while_they_write(steps, AT, |scene, _| {
        let ended = scene.postgres.tell(DATABASE, include_str!("end_sessions.sql")).unwrap();
        let ended: usize = ended.parse().unwrap();
        assert!(ended > 0);
    });
    scene.check(steps, &reader);
}

fn crashed(scene: &mut Scene, steps: usize) {
    let reader = scene.while_they_write(steps, AT, |scene, _| scene.postgres.crash().unwrap());
    scene.check(steps, &reader);
}

/// The database is lost for good, and another one that had everything takes its place.
fn lost(scene: &mut Scene, steps: usize) {
    let reader = scene.while_they_write(steps, &[40], |scene, _| scene.lose_the_database());
    scene.check(steps, &reader);
}

fn few_sessions(scene: &mut Scene, steps: usize) {
    let reader = scene.while_they_write(steps, AT, |_, _| {});
    assert!(scene.turned_away() > 0, "there were sessions for everybody");
    // What servers keep open the test needs now.
    for node in &mut scene.nodes {
        node.kill();
        node.start_again();
    }
    scene.check(steps, &reader);
}

/// First somebody forgets a transaction that holds what every change needs, then the whole database stands still.
fn stuck(scene: &mut Scene, steps: usize) {
    let reader = scene.while_they_write(steps, AT, |scene, turn| {
        if turn == 0 {
            let mut session = scene.postgres.session(DATABASE).unwrap();
            session.ask(include_str!("hold.sql")).unwrap();
            scene.wait_until_all_turn_away();
        } else {
            scene.postgres.stand_still().unwrap();
            scene.wait_until_all_turn_away();
            scene.postgres.go_on().unwrap();
        }
    });
    scene.check(steps, &reader);
}

pub(crate) fn soak() {
    const LONG: usize = 900;
    let stories: [(&str, Story, usize, Settings); 6] = [
        ("transactions that were forgotten", forgotten, SESSIONS, &[]),
        ("servers that were killed", killed, SESSIONS, &[]),
        ("sessions that were ended", ended, SESSIONS, &[]),
        ("a database that crashed", crashed, SESSIONS, &[]),
        ("too few sessions", few_sessions, FEW_SESSIONS, &[]),
        ("a database that stood still", stuck, SESSIONS, NARROW),
    ];
    for (what, story, sessions, settings) in stories {
        long(what, &mut Scene::start(sessions, settings), story, LONG);
    }
    long("a database that was lost", &mut Scene::with_a_standby(SESSIONS), lost, LONG);
}

fn long(what: &str, scene: &mut Scene, story: Story, steps: usize) {
    story(scene, steps);
    eprintln!(
        "{what}: {} pushes of 16 writers at 3 servers, each done once, and the reader missed none; {} requests were turned \
         away",
        16 * steps,
        scene.turned_away()
    );
}
