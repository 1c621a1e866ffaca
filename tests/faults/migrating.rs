//! A program killed while it brings an older file up to date: the file is at its old version or at the new one, never
//! between, and the next start finishes. The backup that was made before is there, and sound.

use crate::examine;
use crate::shim::{Call, Failing, KILLED, NO_SPACE, Watched, heard};
use std::fs;
use std::process::Command;
use store::backup::{Backup, Backups, Why};
use store::engine::{Dialect, Engine, Layout, Place, SqliteOptions};
use store::migrate::{self, Purpose};
use store::{Store, StoreError};

/// An older file with somebody in it, and the folder for its backups.
struct Old {
    watched: Watched,
    /// What the file is for: a workspace, or a person's device.
    layout: Layout,
    kind: &'static str,
    version: i64,
    bytes: Vec<u8>,
}

fn layout(kind: &str) -> Layout {
    let purpose = if kind == DEVICE { Purpose::Replica } else { Purpose::Workspace };
    migrate::layout_for(purpose, Dialect::Sqlite).unwrap()
}

/// What the program that opens the files calls the two kinds of them.
const WORKSPACE: &str = "workspace";
const DEVICE: &str = "device";

impl Old {
    fn at(kind: &'static str, version: i64) -> Self {
        let watched = Watched::new();
        let place = Place::Sqlite(SqliteOptions::at(watched.file()));
        let layout = layout(kind);
        let engine = Engine::open(&place, &layout.clone().up_to(version)).unwrap();
        engine
            .write::<_, StoreError>(&[], |tx| tx.exec_sql("old.add", include_str!("old_add.sql"), &[]))
            .unwrap();
        drop(engine);
        let bytes = fs::read(watched.file()).unwrap();
        let old = Self { watched, layout, kind, version, bytes };
        old.reset();
        old
    }

    /// Puts everything back as it was.
    fn reset(&self) {
        fs::remove_dir_all(self.backups().folder()).ok();
        for name in examine::bytes(&self.watched.folder()).into_keys() {
            fs::remove_file(self.watched.folder().join(name)).unwrap();
        }
        fs::create_dir(self.backups().folder()).unwrap();
        fs::write(self.watched.file(), &self.bytes).unwrap();
    }

    fn backups(&self) -> Backups {
        Backups::at(self.watched.folder().join("backups"))
    }

    fn opener(&self, failing: Option<&Failing>) -> Command {
        let mut opener = self.watched.program(env!("CARGO_BIN_EXE_backup-maker"), failing);
        opener.arg(self.watched.file()).arg(self.backups().folder()).args(["0", self.kind]);
        opener
    }

    /// Checks that the file is at the old version or at the new one, and returns whether it is at the new one.
    fn is_new(&self) -> bool {
        let folder = examine::folder();
        for suffix in ["", "-wal", "-journal"] {
            let name = format!("sample.db{suffix}");
            // What is not there needs no copy.
            fs::copy(self.watched.folder().join(&name), folder.path().join(&name)).ok();
        }
        let place = Place::Sqlite(SqliteOptions::at(folder.path().join("sample.db")));
        match Engine::open(&place, &self.layout.clone().up_to(self.version)) {
            Ok(_) => false,
            Err(StoreError::NewerFile { found, .. }) => {
                assert_eq!(found, self.layout.newest());
                true
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    /// Checks that the backups are of the old version and sound.
    fn check(&self, backups: &[Backup]) {
        for backup in backups {
            let folder = examine::folder();
            let copy = folder.path().join("sample.db");
            fs::copy(&backup.path, &copy).unwrap();
            let place = Place::Sqlite(SqliteOptions::at(&copy));
            let engine = Engine::open(&place, &self.layout.clone().up_to(self.version)).unwrap();
            let found = engine
                .read::<_, StoreError>(|tx| tx.rows_sql("old.count", include_str!("old_count.sql"), &[]))
                .unwrap();
            assert_eq!(found[0].int(0).unwrap(), 1);
            assert_eq!(backup.why, Why::Update);
        }
    }
}

/// Kills the program at every `step`th write of an update.
fn kill_at_every(kind: &'static str, version: i64, step: usize) -> usize {
    let old = Old::at(kind, version);
    let mut kills = 0;
    for from in (1..).step_by(step) {
        old.reset();
        let failing = Failing { call: Call::Write, from, count: 1, error: KILLED };
        let done = old.opener(Some(&failing)).output().unwrap();
        let backups = old.backups().list().unwrap();
        old.check(&backups);
        let is_new = old.is_new();
        assert!(!is_new || backups.len() == 1, "version {version}, write {from}: no backup was made before");
        if done.status.success() {
            assert!(is_new);
            return kills;
        }
        kills += 1;
        assert_eq!(heard(&mut old.opener(None)), ["opened"], "version {version}, write {from}");
        assert!(old.is_new());
        let place = Place::Sqlite(SqliteOptions::at(old.watched.file()));
        examine::check_pages(&Store::over(Engine::open(&place, &old.layout).unwrap()));
        assert!(!old.backups().list().unwrap().is_empty());
    }
    kills
}

#[test]
fn a_program_killed_at_any_write_of_an_update_leaves_the_old_version_or_the_new_one_and_a_backup() {
    let versions: Vec<i64> = layout(WORKSPACE).steps().map(|(number, _)| number).collect();
    let (newest, older) = versions.split_last().unwrap();
    for version in older.iter().filter(|version| **version >= 2) {
        // Each step is a version that somebody may have; the last one is gone through write by write.
        let every = if version + 1 == *newest { 11 } else { 43 };
        assert!(
            kill_at_every(WORKSPACE, *version, every) > 2,
            "version {version}: the program was hardly killed"
        );
    }
}

#[test]
fn a_device_killed_at_any_write_of_an_update_has_its_file_at_the_old_version_or_the_new_one_and_a_backup() {
    let versions: Vec<i64> = layout(DEVICE).steps().map(|(number, _)| number).collect();
    let (newest, older) = versions.split_last().unwrap();
    // A file of a device has been one from the step that made its queue.
    for version in older.iter().filter(|version| **version >= 23) {
        let every = if older.last() == Some(version) { 5 } else { 11 };
        assert!(
            kill_at_every(DEVICE, *version, every) > 2,
            "version {version} to {newest}: the program was hardly killed"
        );
    }
}

#[test]
fn without_room_for_the_backup_a_file_is_not_brought_up_to_date() {
    let old = Old::at(WORKSPACE, 5);
    let failing = Failing { call: Call::Write, from: 3, count: 1, error: NO_SPACE };
    let done = old.opener(Some(&failing)).output().unwrap();
    assert!(!done.status.success() && String::from_utf8_lossy(&done.stderr).contains("Full"), "{done:?}");
    assert!(!old.is_new());
    assert!(fs::read(old.watched.file()).unwrap() == old.bytes, "the file was changed");
    assert_eq!(heard(&mut old.opener(None)), ["opened"]);
    old.check(&old.backups().list().unwrap());
}

#[test]
fn a_file_that_is_up_to_date_needs_no_backup_to_be_opened() {
    let old = Old::at(WORKSPACE, layout(WORKSPACE).newest());
    assert_eq!(heard(&mut old.opener(None)), ["opened"]);
    assert_eq!(old.backups().list().unwrap(), []);
}
