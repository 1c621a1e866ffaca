//! Very many who listen to a server's events while it is ended and started again: everybody hears of each change of their own
//! once, and whoever was cut off is let in again, however many come at the same moment.

use crate::ear::Ear;
use crate::scene::{Scene, Somebody};
use domain::enrolments::SectionItem;
use std::collections::BTreeSet;
use std::fmt;
use std::time::{Duration, Instant};
use store::testing::rows;
use testkit::Online;

/// How many there are.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    people: usize,
    /// How many listen for each person.
    ears: usize,
    /// How many people have a whole device besides.
    devices: usize,
    /// How many signs of life everybody waits for before anything happens.
    signs: usize,
}

/// What it took.
struct Took {
    /// Of the server's memory, for each who listens.
    bytes_each: usize,
    /// How often somebody was told to come back later.
    turned_away: usize,
    /// Until everybody was let in, the first time and again after the server was started anew.
    let_in: [Duration; 2],
    /// Until everybody had heard of a change of theirs.
    heard: [Duration; 2],
}

impl fmt::Display for Took {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes_each, turned_away, let_in: [first_in, again_in], heard: [first, again] } = self;
        write!(
            f,
            "{bytes_each} bytes of the server's memory each; let in after {first_in:?}, after the restart "
        )?;
        write!(
            f,
            "{again_in:?} ({turned_away} turned away); a change of everybody heard by all in {first:?}, {again:?}"
        )
    }
}

/// Everybody and whatever they have.
struct Crowd {
    scene: Scene,
    size: Size,
    devices: Vec<Online>,
    turned_away: usize,
}

impl Crowd {
    fn start(size: Size) -> Self {
        let connections = (size.people * size.ears + 200).to_string();
        // The last listens alone: what they hear says that everything before was told.
        let people = u128::try_from(size.people).unwrap() + 1;
        let scene = Scene::start(people, &[("WRAPITUP_CONNECTIONS", &connections)]);
        let server = scene.server();
        let online = |number| scene.online(number, scene.file(number), &server);
        let devices: Vec<Online> = (0..size.devices).map(online).collect();
        devices.iter().for_each(Online::wait_until_synced);
        Self { scene, size, devices, turned_away: 0 }
    }

    /// Lets everybody listen, who come at the same moment. Those of one person stand beside each other.
    fn listen(&mut self) -> (Vec<Ear>, Duration) {
        let (began, server) = (Instant::now(), self.scene.server());
        let people = self.scene.people.iter().take(self.size.people);
        let tokens = people.flat_map(|somebody| vec![somebody.token.clone(); self.size.ears]);
        let (ears, turned_away) = Ear::all(&server, &tokens.collect::<Vec<_>>());
        self.turned_away += turned_away;
        (ears, began.elapsed())
    }

    /// Waits until everything that was done is told.
    fn until_told(&mut self) {
        let server = self.scene.server();
        let last = self.scene.people.last_mut().unwrap();
        let mut ear = Ear::one(&server, &last.token);
        last.writes(&server);
        assert_eq!(ear.poke(), Some(own(last)));
    }

    /// Has everybody do something, and everybody hear of it.
    fn everybody_hears_of_their_own(&mut self, ears: &mut [Ear]) -> Duration {
        let (began, server) = (Instant::now(), self.scene.server());
        for somebody in self.scene.people.iter_mut().take(self.size.people) {
            somebody.writes(&server);
        }
        for (somebody, ears) in self.scene.people.iter().zip(ears.chunks_mut(self.size.ears)) {
            for ear in ears {
                assert_eq!(ear.poke(), Some(own(somebody)));
            }
        }
        let took = began.elapsed();
        self.devices_have_everything();
        took
    }

    fn devices_have_everything(&self) {
        for (device, somebody) in self.devices.iter().zip(&self.scene.people) {
            device.wait_until_synced();
            device.wait_for_file("everything of its person", |store| {
                rows(store).into_iter().filter_map(|row| SectionItem::try_from(row).ok()).count()
                    == somebody.made
            });
        }
    }

    /// Ends the server, and checks that nobody had heard anything more.
    fn end(&mut self, ears: Vec<Ear>) {
        self.until_told();
        self.scene.node.end();
        assert_eq!(self.scene.node.logged("connections.cut_off"), [""; 0], "somebody did not let go");
        for mut ear in ears {
            assert_eq!(ear.poke(), None, "it was told twice");
        }
    }
}

/// Returns the bucket that somebody alone reads, as their events name it.
fn own(somebody: &Somebody) -> Vec<String> {
    vec![format!("u:{}", somebody.person)]
}

fn listen_through_a_restart(size: Size) -> Took {
    let mut crowd = Crowd::start(size);
    let before = memory(crowd.scene.node.id());
    let (mut ears, first_in) = crowd.listen();
    let bytes_each = memory(crowd.scene.node.id()).saturating_sub(before) / ears.len();
    those_who_are_cut_off_come_back_one_after_another(&ears);
    for _ in 0..size.signs {
        ears.iter_mut().for_each(Ear::sign_of_life);
    }
    let first_heard = crowd.everybody_hears_of_their_own(&mut ears);
    crowd.end(ears);

    for (device, somebody) in crowd.devices.iter().zip(&mut crowd.scene.people) {
        device.run(&somebody.next());
    }
    crowd.scene.node.start_again();
    crowd.devices_have_everything();
    crowd.until_told();
    let (mut ears, again_in) = crowd.listen();
    let again_heard = crowd.everybody_hears_of_their_own(&mut ears);
    crowd.end(ears);

    let Crowd { scene, devices, turned_away, .. } = crowd;
    drop(devices);
    scene.check();
    Took { bytes_each, turned_away, let_in: [first_in, again_in], heard: [first_heard, again_heard] }
}

/// Checks when the server asks whoever it may cut off to come back: each tenth of the time has its share of them.
fn those_who_are_cut_off_come_back_one_after_another(ears: &[Ear]) {
    let tenths = ears.iter().map(|ear| {
        assert!((500..5_000).contains(&ear.retry), "{}", ear.retry);
        (ear.retry - 500) / 450
    });
    let mut counted = [0; 10];
    tenths.for_each(|tenth| counted[tenth] += 1);
    assert!(counted.iter().all(|some| *some >= ears.len() / 50), "{counted:?}");
    let different: BTreeSet<usize> = ears.iter().map(|ear| ear.retry).collect();
    assert!(different.len() > ears.len().min(4_500) / 2, "{} are different", different.len());
}

/// Returns how much memory a process has, in bytes.
fn memory(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1_024
}

#[test]
fn hundreds_who_listen_hear_everything_once_through_a_restart() {
    eprintln!("{}", listen_through_a_restart(Size { people: 20, ears: 15, devices: 3, signs: 0 }));
}

pub(crate) fn soak() {
    let size = Size { people: 200, ears: 50, devices: 20, signs: 3 };
    let files = (size.people * size.ears + 1_000).to_string();
    let own = std::process::id().to_string();
    let raised =
        std::process::Command::new("prlimit").args(["--pid", &own, &format!("--nofile={files}:")]).status();
    assert!(raised.unwrap().success(), "{files} files may have to be open here and in the server");
    let took = listen_through_a_restart(size);
    eprintln!("{} listened through a restart and heard everything once: {took}", size.people * size.ears);
}
