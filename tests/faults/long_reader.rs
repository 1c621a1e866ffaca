//! Somebody reads for long while others write: the log cannot be emptied meanwhile, and grows. Nothing else suffers from
//! it, they are ended before it grows without end, and the room is given back once they are done.

use crate::{examine, power};
use domain::base::{CommandId, Instant, ZoneId};
use domain::command::{Envelope, UserText};
use domain::query::Query;
use domain::reviews::{Held, KeptPurpose, KeptTextId, ReviewsCommand};
use std::cell::Cell;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use store::backup::{Backups, Why};
use store::engine::{Place, ReadLimits, SqliteOptions};
use store::{AskError, SYSTEM, Store, StoreError};
use tempfile::TempDir;
use testkit::{ALICE, START, numbered};
use uuid::Uuid;

/// What the log may hold on to once it was emptied.
const KEPT: u64 = 4 * 1024 * 1024;

/// What the log may grow to under a reader of these tests, and no further than by the changes of a moment.
const GROWN: u64 = 2 * KEPT;

/// A file that a mentor writes into while others read.
struct Busy {
    folder: TempDir,
    held: Held,
    store: Store,
    written: Cell<u64>,
}

impl Busy {
    fn new(reads: ReadLimits) -> Self {
        let folder = examine::folder();
        let file = folder.path().join("sample.db");
        let held = power::furnish(&file);
        let options = SqliteOptions { reads, ..SqliteOptions::at(file) };
        let store = Store::open(&Place::Sqlite(options)).unwrap();
        Self { folder, held, store, written: Cell::new(0) }
    }

    fn with_log(log: u64) -> Self {
        Self::new(ReadLimits { log, ..ReadLimits::USUAL })
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("sample.db-wal")
    }

    fn log(&self) -> u64 {
        fs::metadata(self.log_file()).unwrap().len()
    }

    fn write(&self) {
        let number = self.written.get() + 1;
        self.written.set(number);
        let (id, command) = numbered(self.held, number);
        let now = Instant(START.0 + i64::try_from(number).unwrap());
        self.store.dispatch(&Envelope::new(id, ALICE, now, ZoneId::utc(), &command), now).unwrap();
    }

    fn write_until_the_log_has(&self, bytes: u64) {
        while self.log() <= bytes {
            self.write();
        }
    }

    /// Makes the file too large to be copied at one go.
    fn keep_long_texts(&self) {
        for subject in 1..=8 {
            let kept = KeptTextId(Uuid::from_u128(subject));
            let text = UserText {
                purpose: KeptPurpose::Reply,
                subject: kept.0,
                submission: None,
                text: "x".repeat(400_000),
            };
            let command = ReviewsCommand::Keep { kept, author: ALICE, text, reason: "Gone.".to_owned() };
            let id = CommandId(kept.0);
            let envelope = Envelope::new(id, SYSTEM, START, ZoneId::utc(), &command.into());
            self.store.dispatch_system(&envelope, START).unwrap();
        }
    }

    /// Checks that the log gives its room back now that nobody reads, and that everything is there.
    #[track_caller]
    fn check_that_the_log_is_emptied(self) {
        // The log is emptied by a write that finds nobody reading, and begun anew by the next.
        self.write();
        self.write();
        assert!(self.log() <= KEPT, "{} bytes", self.log());
        let (file, log) = (self.folder.path().join("sample.db"), self.log_file());
        drop(self.store);
        assert!(!log.exists(), "a file that was closed has no log");
        assert_eq!(examine::last_kept(&examine::open(&file).unwrap(), self.held), self.written.get());
    }
}

#[test]
fn a_log_that_grew_while_somebody_read_for_long_gives_its_room_back_afterwards() {
    let busy = Busy::with_log(ReadLimits::USUAL.log);
    let [before, after] =
        store::testing::rows_before_and_after(&busy.store, || busy.write_until_the_log_has(GROWN));
    assert!(before == after, "who reads sees one moment");
    busy.check_that_the_log_is_emptied();
}

#[test]
fn who_still_reads_when_the_log_has_grown_far_is_ended_and_may_look_again() {
    let busy = Busy::with_log(GROWN);
    let ended =
        store::testing::try_rows_before_and_after(&busy.store, || busy.write_until_the_log_has(GROWN));
    assert!(matches!(ended, Err(StoreError::TookTooLong { .. })), "{ended:?}");
    // The log is as long as it was, and that is not the fault of who comes next.
    assert!(!store::testing::rows(&busy.store).is_empty());
    busy.check_that_the_log_is_emptied();
}

#[test]
fn a_backup_that_takes_so_long_that_the_log_grows_far_is_stopped_and_leaves_nothing_behind() {
    let busy = Busy::with_log(GROWN);
    busy.keep_long_texts();
    let backups = Backups::at(busy.folder.path().join("backups"));
    let stopped = busy.store.back_up(&backups, Why::Asked, START, &mut |_| {
        busy.write_until_the_log_has(GROWN);
        ControlFlow::Continue(())
    });
    assert!(matches!(stopped, Err(StoreError::TookTooLong { .. })), "{stopped:?}");
    assert_eq!(fs::read_dir(backups.folder()).unwrap().count(), 0);
    let made = busy.store.back_up(&backups, Why::Asked, START, &mut |_| ControlFlow::Continue(()));
    assert!(made.unwrap().is_some(), "the next one is made");
    busy.check_that_the_log_is_emptied();
}

#[test]
fn a_question_that_takes_too_many_steps_is_ended_and_the_next_has_all_of_them_again() {
    let busy = Busy::new(ReadLimits { steps: 2_000, ..ReadLimits::USUAL });
    for _ in 0..3 {
        let ended = busy.store.export(ALICE, START).map(drop);
        assert!(matches!(ended, Err(StoreError::TookTooLong { .. })), "{ended:?}");
        let short = busy.store.ask(ALICE, Query::SavedViews, START).map(drop);
        assert!(!matches!(short, Err(AskError::Failed(_))), "{short:?}");
    }
    busy.write();
    busy.check_that_the_log_is_emptied();
}
