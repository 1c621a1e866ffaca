//! A disk that can only be read: what is there can be read, what would change it is refused by that name, nothing is made
//! elsewhere, and when it can be written again all goes on.

use crate::room::SmallDisk;
use crate::shim::Watched;
use crate::{examine, power};
use domain::base::{Instant, ZoneId};
use domain::command::Envelope;
use domain::reviews::Held;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use store::engine::SqliteOptions;
use store::{DispatchError, Store, StoreError};
use testkit::{ALICE, START, numbered};

fn remount(disk: &SmallDisk, how: &str) {
    let mut mount = Command::new("mount");
    mount.args(["-o", &format!("remount,{how}")]).arg(disk.folder());
    assert!(mount.status().unwrap().success());
}

fn write(store: &Store, held: Held, number: u64) -> Result<(), DispatchError> {
    let (id, command) = numbered(held, number);
    let now = Instant(START.0 + i64::try_from(number).unwrap());
    store.dispatch(&Envelope::new(id, ALICE, now, ZoneId::utc(), &command), now).map(drop)
}

fn is_read_only(done: Result<(), DispatchError>) -> bool {
    matches!(done, Err(DispatchError::Failed(StoreError::ReadOnly { .. })))
}

fn to_read(file: &Path) -> Store {
    let refused = examine::open(file).map(drop).unwrap_err();
    assert!(matches!(refused, StoreError::ReadOnly { .. }), "{refused:?}");
    Store::open_to_read(&SqliteOptions::at(file)).unwrap()
}

#[test]
fn a_file_on_a_disk_that_can_only_be_read_is_read_and_every_change_refused_by_that_name() {
    // Only the administrator can mount one.
    let Some(disk) = SmallDisk::of("24m") else { return };
    let file = disk.folder().join("sample.db");
    let held = power::furnish(&file);
    let store = examine::open(&file).unwrap();
    write(&store, held, 1).unwrap();
    drop(store);
    remount(&disk, "ro");
    let before = examine::bytes(&disk.folder());
    let store = to_read(&file);
    assert!(store.engine().is_read_only());
    assert!(is_read_only(write(&store, held, 2)));
    assert_eq!(examine::last_kept(&store, held), 1);
    drop(store);
    assert!(examine::bytes(&disk.folder()) == before);
    remount(&disk, "rw");
    let store = examine::open(&file).unwrap();
    write(&store, held, 2).unwrap();
}

#[test]
fn what_a_crash_left_in_the_log_is_read_too() {
    let Some(disk) = SmallDisk::of("24m") else { return };
    let file = disk.folder().join("sample.db");
    let held = power::furnish(&file);
    let mut writer = Command::new(env!("CARGO_BIN_EXE_numbered-writer"));
    writer.arg(&file).args([held.submission.to_string(), held.claim.to_string()]);
    assert!(writer.args(["1", "9", "every-commit", "leave"]).output().unwrap().status.success());
    remount(&disk, "ro");
    assert_eq!(examine::last_kept(&to_read(&file), held), 9);
}

#[test]
fn when_the_disk_turns_read_only_the_writer_is_told_by_that_name_and_goes_on_without_a_restart_afterwards() {
    let watched = Watched::new();
    let held = power::furnish(&watched.file());
    let mut writer = power::writer(&watched, held, 1..=40, "every-commit", "leave", None);
    let mut writer = writer.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut next = writer.stdin.take().unwrap();
    let (mut kept, mut told) = (0, 0);
    for line in BufReader::new(writer.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some(number) = line.strip_prefix("kept ") {
            kept += 1;
            assert_eq!(number, kept.to_string());
            // From now on, at the latest after the changes that are under way.
            if kept == 10 {
                fs::write(watched.freeze(), "").unwrap();
            }
        } else {
            assert!(line.starts_with(&format!("failed {} ReadOnly ", kept + 1)), "{line}");
            told += 1;
            // The first attempts after the first are made on the same disk.
            if told == 3 {
                fs::remove_file(watched.freeze()).unwrap();
            }
            next.write_all(b"\n").unwrap();
        }
    }
    assert!(writer.wait().unwrap().success());
    assert_eq!((kept, told), (40, 3));
    let store = examine::open(&watched.file()).unwrap();
    examine::check(&store);
    assert_eq!(examine::last_kept(&store, held), 40);
}
