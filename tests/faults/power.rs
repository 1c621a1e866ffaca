//! Power cuts while a mentor writes: at any moment, with any part of what was not yet forced onto the disk.

use crate::disk::{Disk, Luck};
use crate::recording::{Event, Recording};
use crate::shim::{Failing, Watched, heard};
use crate::{examine, failing};
use domain::reviews::Held;
use fastrand::Rng;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::Command;
use testkit::{ALICE, BOB, World};

/// What the cuts of one recording showed.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// States that lacked something acknowledged.
    pub(crate) lost: usize,
    /// The most changes that one state lacked.
    pub(crate) worst: u64,
}

/// A writer's recording, and the disk as it was before.
pub(crate) struct Written {
    pub(crate) held: Held,
    pub(crate) disk: Disk,
    pub(crate) recording: Recording,
    pub(crate) said: Vec<String>,
    pub(crate) watched: Watched,
}

/// Records a mentor who makes changes, closes the file, opens it again, and makes as many more.
pub(crate) fn record(changes: u64, syncs: &str, failing: Option<&Failing>) -> Written {
    let watched = Watched::new();
    let held = furnish(&watched.file());
    let disk = Disk::of(&watched.folder());
    let mut said = Vec::new();
    for (first, last, end) in [(1, changes, "close"), (changes + 1, 2 * changes, "leave")] {
        said.extend(heard(&mut writer(&watched, held, first..=last, syncs, end, failing)));
    }
    Written { held, disk, recording: watched.recording(), said, watched }
}

/// Makes a file in which a mentor holds a review.
pub(crate) fn furnish(file: &Path) -> Held {
    let world = World::in_file(file);
    let submission = world.request(BOB);
    world.claim(ALICE, submission)
}

/// Returns the program that makes those changes.
pub(crate) fn writer(
    watched: &Watched,
    held: Held,
    changes: RangeInclusive<u64>,
    syncs: &str,
    end: &str,
    failing: Option<&Failing>,
) -> Command {
    let mut writer = watched.program(env!("CARGO_BIN_EXE_numbered-writer"), failing);
    writer.arg(watched.file());
    writer.args([held.submission.to_string(), held.claim.to_string()]);
    writer.args([changes.start().to_string(), changes.end().to_string()]).args([syncs, end]);
    writer
}

/// Cuts the power at random moments of a recording, and looks at what is left each time.
pub(crate) fn cut(written: &mut Written, cuts: usize, seed: u64) -> Seen {
    let mut rng = Rng::with_seed(seed);
    let events = &written.recording.events;
    let mut moments: Vec<usize> = (0..cuts).map(|_| rng.usize(0..=events.len())).collect();
    moments.sort_unstable();
    let mut seen = Seen::default();
    let mut acknowledged = 0;
    let mut past = 0;
    for (cut, moment) in moments.into_iter().enumerate() {
        for event in &events[past..moment] {
            written.disk.apply(event);
            acknowledged = acknowledges(event).unwrap_or(acknowledged);
        }
        past = moment;
        let folder = examine::folder();
        let luck = Luck::ALL[cut % Luck::ALL.len()];
        written.disk.cut(luck, &mut rng, folder.path());
        let kept = look(&folder.path().join("sample.db"), written.held)
            .unwrap_or_else(|error| panic!("seed {seed}, cut {cut} at event {moment}, {luck:?}: {error}"));
        if kept < acknowledged {
            seen.lost += 1;
            seen.worst = seen.worst.max(acknowledged - kept);
        }
    }
    seen
}

/// Opens what is left, and returns the last change that is there.
fn look(file: &Path, held: Held) -> Result<u64, String> {
    let store = examine::open(file).map_err(|error| format!("{error:?}"))?;
    examine::check(&store);
    Ok(examine::last_kept(&store, held))
}

/// Returns the change that a writer acknowledged.
fn acknowledges(event: &Event) -> Option<u64> {
    let Event::Said { text } = event else { return None };
    let number = text.lines().filter_map(|line| line.strip_prefix("kept ")).next_back()?;
    Some(number.parse().unwrap())
}

/// A recording is worth something only if nothing is missing in it.
fn check_that_it_is_whole(written: &mut Written) {
    written.recording.events.iter().for_each(|event| written.disk.apply(event));
    let seen = written.disk.seen();
    for (name, bytes) in &seen {
        assert!(
            *bytes == fs::read(written.watched.folder().join(name)).unwrap(),
            "{name} was changed unseen"
        );
    }
    assert!(seen.contains_key("sample.db") && seen.contains_key("sample.db-wal"), "{:?}", seen.keys());
    assert_eq!(written.recording.events.iter().filter_map(acknowledges).next_back(), Some(300));
}

#[test]
fn a_recording_holds_everything_that_was_done_to_the_files() {
    check_that_it_is_whole(&mut record(150, "every-commit", None));
}

#[test]
fn a_power_cut_takes_nothing_that_was_acknowledged() {
    let seen = cut(&mut record(150, "every-commit", None), 300, 1);
    assert_eq!((seen.lost, seen.worst), (0, 0));
}

#[test]
fn forcing_nothing_onto_the_disk_loses_changes_and_this_test_sees_it() {
    let seen = cut(&mut record(150, "checkpoints", None), 100, 2);
    assert!(seen.lost > 0 && seen.worst > 1, "the cuts would not notice a lost change: {seen:?}");
}

/// Thousands of cuts of long recordings.
pub(crate) fn soak() {
    for seed in 1..=10 {
        let seen = cut(&mut record(500, "every-commit", None), 1_000, seed);
        assert_eq!((seen.lost, seen.worst), (0, 0), "seed {seed}");
        eprintln!("seed {seed}: 1,000 cuts, nothing lost");
    }
    let seen = cut(&mut record(500, "checkpoints", None), 1_000, 99);
    eprintln!("without forcing each commit: 1,000 cuts, {} lost changes, up to {}", seen.lost, seen.worst);
    assert!(seen.lost > 500, "{seen:?}");
    let syncs = (2..600).step_by(23);
    for from in syncs.clone() {
        let told = failing::fail_a_sync(from, 500, 100);
        eprintln!("sync {from} of each run failed, told {told} times: 100 cuts, nothing lost");
    }
    let after_a_failure = syncs.count() * 100;
    eprintln!("10,000 cuts and {after_a_failure} after a failed sync: nothing lost, nothing inconsistent");
}
