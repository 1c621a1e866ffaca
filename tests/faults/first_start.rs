//! Power cuts during the very first start, which makes the file, brings it up to date and fills it.

use crate::disk::{Disk, Luck};
use crate::examine;
use crate::recording::{Event, Recording};
use crate::shim::{Watched, heard};
use domain::people::Person;
use fastrand::Rng;
use store::StoreError;

fn record() -> Recording {
    let watched = Watched::new();
    let mut program = watched.program(env!("CARGO_BIN_EXE_first-start"), None);
    assert_eq!(heard(program.arg(watched.file())), ["opened", "filled"]);
    watched.recording()
}

/// Returns whether the program said so in an event.
fn says(event: &Event, what: &str) -> bool {
    matches!(event, Event::Said { text } if text.trim() == what)
}

/// Returns the moments to cut at, in order, each with its luck: the file's first steps with every luck, those until it
/// is up to date once each, and random ones of the long filling.
fn cuts(events: &[Event], rng: &mut Rng) -> Vec<(usize, Luck)> {
    let opened = events.iter().position(|event| says(event, "opened")).unwrap();
    let any = |rng: &mut Rng| Luck::ALL[rng.usize(..Luck::ALL.len())];
    let mut cuts: Vec<_> = (0..=40).flat_map(|moment| Luck::ALL.map(|luck| (moment, luck))).collect();
    cuts.extend((41..=opened + 1).map(|moment| (moment, any(rng))));
    cuts.extend((0..40).map(|_| (rng.usize(opened..=events.len()), any(rng))));
    cuts.push((events.len(), Luck::None));
    cuts.sort_by_key(|(moment, _)| *moment);
    cuts
}

#[test]
fn after_a_power_cut_in_the_first_start_the_next_one_begins_again_or_has_everything() {
    let events = record().events;
    let mut rng = Rng::with_seed(3);
    let mut disk = Disk::default();
    let mut everybody = None;
    let mut empty = 0;
    let mut past = 0;
    for (moment, luck) in cuts(&events, &mut rng) {
        events[past..moment].iter().for_each(|event| disk.apply(event));
        past = moment;
        let people = people_after_a_cut(&disk, luck, &mut rng)
            .unwrap_or_else(|error| panic!("event {moment}, {luck:?}: {error:?}"));
        if people == 0 {
            empty += 1;
            let filled = events[..moment].iter().any(|event| says(event, "filled"));
            assert!(!filled, "event {moment}, {luck:?}: everybody is gone");
        } else {
            assert_eq!(*everybody.get_or_insert(people), people, "event {moment}, {luck:?}");
        }
    }
    assert!(empty > 0 && everybody.is_some(), "no cut fell before the filling, or none after it");
}

/// Starts again after a cut, and counts who is there.
fn people_after_a_cut(disk: &Disk, luck: Luck, rng: &mut Rng) -> Result<usize, StoreError> {
    let folder = examine::folder();
    disk.cut(luck, rng, folder.path());
    let store = examine::open(&folder.path().join("sample.db"))?;
    examine::check(&store);
    let rows = store::testing::rows(&store);
    Ok(rows.into_iter().filter_map(|row| Person::try_from(row).ok()).count())
}
