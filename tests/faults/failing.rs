//! A disk that fails while a mentor writes: the store says so, keeps what it acknowledged, and goes on by itself when
//! the disk works again. The same envelope sent again makes the change once.

use crate::examine;
use crate::power::{self, Written};
use crate::recording::Event;
use crate::shim::{Call, Failing, IO_ERROR, NO_SPACE, READ_ONLY, Watched, heard};

/// Checks that every change was kept, each once, and that those refused before had a failure of that name. Returns
/// how often that was.
fn check_that_it_went_on(written: &Written, changes: u64, failure: &str) -> usize {
    let kept: Vec<_> = written.said.iter().filter_map(|line| line.strip_prefix("kept ")).collect();
    let expected: Vec<_> = (1..=changes).map(|number| number.to_string()).collect();
    assert_eq!(kept, expected);
    let failed: Vec<_> = written.said.iter().filter(|line| line.starts_with("failed ")).collect();
    for line in &failed {
        assert!(line.split(' ').nth(2) == Some(failure), "{line} is not {failure}");
    }
    let store = examine::open(&written.watched.file()).unwrap();
    examine::check(&store);
    assert_eq!(examine::last_kept(&store, written.held), changes);
    failed.len()
}

/// Lets one sync of each run fail, and then cuts the power. Returns how many failures were told.
pub(crate) fn fail_a_sync(from: usize, changes: u64, cuts: usize) -> usize {
    let failing = Failing { call: Call::Sync, from, count: 1, error: IO_ERROR };
    let mut written = power::record(changes, "every-commit", Some(&failing));
    let told = check_that_it_went_on(&written, 2 * changes, "Io");
    let seen = power::cut(&mut written, cuts, from as u64);
    assert_eq!((seen.lost, seen.worst), (0, 0), "sync number {from} failed");
    told
}

#[test]
fn a_failed_sync_is_told_and_nothing_acknowledged_is_lost_not_even_in_a_power_cut_after_it() {
    // The first is made when the file is opened, the third is of the folder. The last ones come when the file is
    // closed, and nobody is there to be told.
    let told = [2, 3, 4, 5, 10, 31, 32, 33, 34].map(|from| fail_a_sync(from, 30, 16));
    assert!(told.into_iter().sum::<usize>() >= 8, "too few failures were told: {told:?}");
}

#[test]
fn a_failed_sync_while_the_log_is_emptied_into_the_file_loses_nothing() {
    let whole = power::record(100, "every-commit", None);
    let names = whole.recording.events.iter().filter_map(|event| match event {
        Event::Synced { name } => Some(name),
        _ => None,
    });
    let names: Vec<_> = names.collect();
    let of_the_file = names.iter().position(|name| *name == "sample.db").unwrap() + 1;
    assert!(of_the_file < 100, "the log was only emptied in the end");
    // The log keeps everything until it was emptied, so nobody needs to be told.
    assert_eq!(fail_a_sync(of_the_file, 100, 40), 0);
}

#[test]
fn a_file_whose_name_cannot_be_kept_is_not_opened_until_it_can() {
    let watched = Watched::new();
    let held = power::furnish(&watched.file());
    let failing = Failing { call: Call::Sync, from: 1, count: 1, error: IO_ERROR };
    let done =
        power::writer(&watched, held, 1..=1, "every-commit", "close", Some(&failing)).output().unwrap();
    assert!(!done.status.success() && done.stdout.starts_with(b"failed 0 Io"), "{done:?}");
    let said = heard(&mut power::writer(&watched, held, 1..=1, "every-commit", "close", None));
    assert_eq!(said, ["kept 1"]);
}

#[test]
fn a_folder_that_can_only_be_read_is_refused_by_that_name_and_left_as_it_is() {
    let watched = Watched::new();
    let held = power::furnish(&watched.file());
    let before = examine::bytes(&watched.folder());
    let failing = Failing { call: Call::Open, from: 1, count: 1_000_000, error: READ_ONLY };
    let done =
        power::writer(&watched, held, 1..=1, "every-commit", "close", Some(&failing)).output().unwrap();
    assert!(!done.status.success() && done.stdout.starts_with(b"failed 0 ReadOnly"), "{done:?}");
    assert!(examine::bytes(&watched.folder()) == before, "something was changed");
}

#[test]
fn after_a_failed_sync_the_log_is_begun_anew_by_another_connection() {
    let failing = Failing { call: Call::Sync, from: 20, count: 1, error: IO_ERROR };
    let written = power::record(30, "every-commit", Some(&failing));
    let events = written.recording.events.iter();
    let mut after = events.skip_while(|event| !matches!(event, Event::SyncFailed { .. }));
    let Some(Event::SyncFailed { name }) = after.next() else { panic!("no sync failed") };
    let next = after.find(|event| match event {
        Event::Written { name: written, .. } | Event::Resized { name: written, .. } => written == name,
        _ => false,
    });
    assert!(matches!(next, Some(Event::Resized { size: 0, .. })), "{name} was used again: {next:?}");
}

#[test]
fn a_write_that_fails_is_told_by_its_reason_and_the_store_goes_on_when_there_is_room() {
    for (error, failure) in [(NO_SPACE, "Full"), (IO_ERROR, "Io"), (READ_ONLY, "Io")] {
        for (from, count) in [(1, 1), (10, 30), (333, 7)] {
            let failing = Failing { call: Call::Write, from, count, error };
            let mut written = power::record(40, "every-commit", Some(&failing));
            assert!(check_that_it_went_on(&written, 80, failure) > 0, "write number {from} did not fail");
            let seen = power::cut(&mut written, 8, from as u64);
            assert_eq!((seen.lost, seen.worst), (0, 0), "write number {from} failed with {error}");
        }
    }
}
