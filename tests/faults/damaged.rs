//! A damaged file: it is moved aside and kept, a backup takes its place, and the words that can still be read are found
//! in it, those that were only in the log too.

use crate::examine;
use crate::files::{DAMAGES, Damage};
use crate::legible;
use crate::power;
use crate::shim::{Watched, heard};
use domain::base::Instant;
use domain::reviews::Held;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use store::backup::{self, Backup, Backups, Salvaged, Why};
use store::engine::SqliteOptions;
use testkit::START;

/// Changes that are in the backup, those that were made before the log was emptied for the last time, and all.
const BACKED_UP: u64 = 10;
const IN_FILE: u64 = 130;
const MADE: u64 = 150;

/// A file that was left as a crash leaves it, with a backup that is older.
struct Left {
    watched: Watched,
    held: Held,
    backup: Backup,
}

impl Left {
    fn new() -> Self {
        let watched = Watched::new();
        let held = power::furnish(&watched.file());
        heard(&mut power::writer(&watched, held, 1..=BACKED_UP, "every-commit", "close", None));
        let backups = Backups::at(watched.folder().join("backups"));
        let store = examine::open(&watched.file()).unwrap();
        let go_on = &mut |_| ControlFlow::Continue(());
        let backup = store.back_up(&backups, Why::Daily, START, go_on).unwrap().unwrap();
        drop(store);
        heard(&mut power::writer(&watched, held, BACKED_UP + 1..=IN_FILE, "every-commit", "close", None));
        heard(&mut power::writer(&watched, held, IN_FILE + 1..=MADE, "every-commit", "leave", None));
        Self { watched, held, backup }
    }

    fn aside(&self) -> PathBuf {
        self.watched.folder().join("aside")
    }

    /// Damages the file, restores the backup, and brings in what can be read.
    fn restore(&self, damage: Damage) -> Salvaged {
        let mut bytes = fs::read(self.watched.file()).unwrap();
        damage(&mut bytes);
        fs::write(self.watched.file(), &bytes).unwrap();
        let file = SqliteOptions::at(self.watched.file());
        backup::put_back(&self.backup, &file, &self.aside()).unwrap();
        let damaged = self.aside().join("sample.db");
        assert!(fs::read(&damaged).unwrap() == bytes, "the damaged file is kept as it was");
        let store = examine::open(&self.watched.file()).unwrap();
        let found = backup::texts_in(&damaged).unwrap();
        let now = Instant(START.0 + 1_000_000);
        let salvaged = store.take_salvaged(found.clone(), now).unwrap();
        examine::check(&store);
        let again = store.take_salvaged(found, now).unwrap();
        assert_eq!((again.put_back, again.kept, again.lost), (0, 0, salvaged.lost), "{again:?}");
        salvaged
    }

    /// Checks that every text is found that can be read in the bytes, and that all of those are among them that are in the log.
    fn check_that_all_is_found(&self, damage: Damage) {
        let log = fs::read(self.watched.folder().join("sample.db-wal")).unwrap();
        let mut file = fs::read(self.watched.file()).unwrap();
        damage(&mut file);
        let (comments, note) = legible::count(&file, &log, self.held, BACKED_UP + 1..=MADE);
        let (in_log, _) = legible::count(&[], &log, self.held, IN_FILE + 1..=MADE);
        assert_eq!(
            (in_log as u64, note),
            ((MADE - IN_FILE) / 2, true),
            "the log has all that was made since it was emptied"
        );
        let salvaged = self.restore(damage);
        assert_eq!((salvaged.put_back, salvaged.kept, salvaged.lost), (comments + 1, 0, 0));
    }

    fn last_kept(&self) -> u64 {
        examine::last_kept(&examine::open(&self.watched.file()).unwrap(), self.held)
    }
}

#[test]
fn after_the_first_page_is_gone_a_backup_is_restored_and_every_word_written_since_is_found() {
    for (what, damage) in DAMAGES.iter().take(2) {
        let left = Left::new();
        let salvaged = left.restore(*damage);
        assert_eq!((salvaged.lost, salvaged.kept), (0, 0), "{what}");
        assert_eq!(left.last_kept(), MADE, "{what}: {salvaged:?}");
    }
}

#[test]
fn of_a_file_that_ends_in_the_middle_what_is_in_the_rest_and_in_the_log_is_found() {
    let left = Left::new();
    let half = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2);
    left.check_that_all_is_found(half);
}

#[test]
fn of_an_empty_file_what_is_in_the_log_is_found() {
    let left = Left::new();
    left.check_that_all_is_found(Vec::clear);
}

#[test]
fn in_a_file_that_is_something_else_nothing_is_found() {
    let left = Left::new();
    fs::remove_file(left.watched.folder().join("sample.db-wal")).unwrap();
    let salvaged = left.restore(|bytes| *bytes = b"Dear diary, today was quiet.".repeat(1000));
    assert_eq!(salvaged, Salvaged::default());
    assert_eq!(left.last_kept(), BACKED_UP);
}

#[test]
fn a_backup_that_is_damaged_itself_is_not_put_in_place() {
    let left = Left::new();
    let mut bytes = fs::read(&left.backup.path).unwrap();
    bytes[4096..].fill(0);
    fs::write(&left.backup.path, bytes).unwrap();
    let file = SqliteOptions::at(left.watched.file());
    backup::put_back(&left.backup, &file, &left.aside()).unwrap_err();
    assert_eq!(left.last_kept(), MADE);
}

#[test]
fn garbage_in_shared_memory_is_no_damage() {
    let left = Left::new();
    fs::write(left.watched.folder().join("sample.db-shm"), [0xA5; 32_768]).unwrap();
    assert_eq!(left.last_kept(), MADE);
}

#[test]
#[cfg(unix)]
fn a_file_that_is_a_link_is_the_same_file() {
    let left = Left::new();
    let links = examine::folder();
    let link = links.path().join("sample.db");
    std::os::unix::fs::symlink(left.watched.file(), &link).unwrap();
    let store = examine::open(&link).unwrap();
    let refused = examine::open(&left.watched.file()).map(drop).unwrap_err();
    assert!(matches!(refused, store::StoreError::Locked { .. }), "{refused:?}");
    drop(store);
    assert_eq!(left.last_kept(), MADE);
}
