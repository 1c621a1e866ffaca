//! Backups: made while somebody writes, on a full disk, with the power cut or the program killed at any moment. What has
//! the name of a backup is sound, and the ones that were there stay.

use crate::disk::{Disk, Luck};
use crate::recording::Event;
use crate::room::SmallDisk;
use crate::shim::{Call, Failing, KILLED, NO_SPACE, Watched, heard};
use crate::{examine, power};
use domain::base::{Instant, ZoneId};
use domain::command::Envelope;
use domain::reviews::Held;
use fastrand::Rng;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use store::Store;
use store::backup::{Backup, Backups, Why};
use testkit::{ALICE, START, numbered};

/// Checks a backup as a file of its own, and returns the last change that is in it.
fn look_into(backup: &Backup, held: Held) -> u64 {
    let folder = examine::folder();
    let copy = folder.path().join("sample.db");
    fs::copy(&backup.path, &copy).unwrap();
    let store = examine::open(&copy).unwrap();
    examine::check(&store);
    examine::last_kept(&store, held)
}

fn make(store: &Store, backups: &Backups, second: i64) -> Backup {
    let now = Instant(START.0 + second * 1000);
    store.back_up(backups, Why::Asked, now, &mut |_| ControlFlow::Continue(())).unwrap().unwrap()
}

#[test]
fn a_backup_made_while_somebody_writes_is_sound_and_holds_what_was_acknowledged_before_it() {
    let watched = Watched::new();
    let held = power::furnish(&watched.file());
    let store = examine::open(&watched.file()).unwrap();
    let backups = Backups::at(watched.folder().join("backups"));
    let (kept, is_over) = (AtomicU64::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            for number in 1.. {
                let (id, command) = numbered(held, number);
                let now = Instant(START.0 + i64::try_from(number).unwrap());
                store.dispatch(&Envelope::new(id, ALICE, now, ZoneId::utc(), &command), now).unwrap();
                kept.store(number, Ordering::SeqCst);
                if is_over.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let mut last = 0;
        for second in 1..=4 {
            // Some were written since the one before, so that they are in a log that is not empty.
            while kept.load(Ordering::SeqCst) < last + 20 {
                thread::yield_now();
            }
            let before = kept.load(Ordering::SeqCst);
            let backup = make(&store, &backups, second);
            let (found, after) = (look_into(&backup, held), kept.load(Ordering::SeqCst) + 1);
            assert!((before..=after).contains(&found), "{found} is not between {before} and {after}");
            last = after;
        }
        is_over.store(true, Ordering::SeqCst);
    });
    assert_eq!(backups.list().unwrap().len(), 4);
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing() {
    let watched = Watched::new();
    power::furnish(&watched.file());
    let store = examine::open(&watched.file()).unwrap();
    let backups = Backups::at(watched.folder().join("backups"));
    let stopped = store.back_up(&backups, Why::Asked, START, &mut |_| ControlFlow::Break(())).unwrap();
    // A file so small is copied in one step.
    let made = usize::from(stopped.is_some());
    assert_eq!(fs::read_dir(backups.folder()).unwrap().count(), made);
}

#[test]
fn on_a_full_disk_a_backup_is_refused_by_that_name_and_those_before_it_stay() {
    // Only the administrator can mount one; the writes that fail below have to stand for it elsewhere.
    let Some(disk) = SmallDisk::of("2m") else { return };
    let watched = Watched::new();
    let held = power::furnish(&watched.file());
    let store = examine::open(&watched.file()).unwrap();
    let backups = Backups::at(disk.folder());
    let first = make(&store, &backups, 1);
    let mut refused = 0;
    for second in 2..=9 {
        let now = Instant(START.0 + second * 1000);
        match store.back_up(&backups, Why::Daily, now, &mut |_| ControlFlow::Continue(())) {
            Ok(_) => {}
            Err(store::StoreError::Full { .. }) => refused += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(refused > 0, "there was room for all");
    let left = backups.list().unwrap();
    assert!(left.contains(&first));
    left.iter().for_each(|backup| assert_eq!(look_into(backup, held), 0));
    assert_eq!(fs::read_dir(disk.folder()).unwrap().count(), left.len(), "something unfinished is left");
}

/// Returns the program that makes backups, with the folder of backups watched.
fn maker(watched: &Watched, backups: &Path, count: u32, failing: Option<&Failing>) -> Command {
    let mut maker = watched.program(env!("CARGO_BIN_EXE_backup-maker"), failing);
    maker
        .env("FAULTS_FOLDER", backups)
        .arg(watched.file())
        .arg(backups)
        .args([&count.to_string(), "workspace"]);
    maker
}

fn watched_backups() -> (Watched, Backups, Held) {
    let watched = Watched::new();
    let held = power::furnish(&watched.file());
    let backups = watched.folder().join("backups");
    fs::create_dir(&backups).unwrap();
    (watched, Backups::at(backups), held)
}

#[test]
fn whichever_write_of_a_backup_finds_no_room_the_ones_before_stay_and_the_next_is_made() {
    let (watched, backups, held) = watched_backups();
    heard(&mut maker(&watched, backups.folder(), 1, None));
    let before = backups.list().unwrap();
    for from in [1, 2, 20, 90] {
        let failing = Failing { call: Call::Write, from, count: 1, error: NO_SPACE };
        let said = heard(&mut maker(&watched, backups.folder(), 2, Some(&failing)));
        assert!(said[1].starts_with("failed Full"), "write {from}: {said:?}");
        assert_eq!(said[2], "made");
        let left = backups.list().unwrap();
        assert!(before.iter().all(|backup| left.contains(backup)), "write {from}: {left:?}");
        left.iter().for_each(|backup| assert_eq!(look_into(backup, held), 0));
    }
}

#[test]
fn a_program_killed_while_it_makes_a_backup_leaves_no_unsound_one_and_the_next_start_makes_another() {
    let (watched, backups, held) = watched_backups();
    for from in [1, 3, 40, 100] {
        let failing = Failing { call: Call::Write, from, count: 1, error: KILLED };
        let done = maker(&watched, backups.folder(), 1, Some(&failing)).output().unwrap();
        assert!(!done.status.success() && done.stdout == b"opened\n", "write {from}: {done:?}");
        backups.list().unwrap().iter().for_each(|backup| assert_eq!(look_into(backup, held), 0));
        assert_eq!(heard(&mut maker(&watched, backups.folder(), 1, None)), ["opened", "made"]);
        let names = fs::read_dir(backups.folder()).unwrap().count();
        assert_eq!(names, backups.list().unwrap().len(), "write {from}: something unfinished is left");
    }
}

#[test]
fn after_a_power_cut_every_backup_is_sound_and_those_that_were_told_are_there() {
    let (watched, backups, held) = watched_backups();
    let said = heard(&mut maker(&watched, backups.folder(), 8, None));
    assert_eq!(said.iter().filter(|line| *line == "made").count(), 8);
    let events = watched.recording().events;
    let mut rng = Rng::with_seed(5);
    let mut disk = Disk::default();
    let mut moments: Vec<usize> = (0..60).map(|_| rng.usize(0..=events.len())).collect();
    moments.push(events.len());
    moments.sort_unstable();
    let (mut past, mut told) = (0, 0);
    for (cut, moment) in moments.into_iter().enumerate() {
        for event in &events[past..moment] {
            disk.apply(event);
            told += usize::from(matches!(event, Event::Said { text } if text.trim() == "made"));
        }
        past = moment;
        let luck = Luck::ALL[cut % Luck::ALL.len()];
        let folder = examine::folder();
        disk.cut(luck, &mut rng, folder.path());
        let left = Backups::at(folder.path()).list().unwrap();
        left.iter().for_each(|backup| assert_eq!(look_into(backup, held), 0, "event {moment}, {luck:?}"));
        assert!(left.len() >= told.min(5), "event {moment}, {luck:?}: {told} told, {left:?}");
    }
}
