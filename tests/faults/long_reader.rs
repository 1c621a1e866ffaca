//! Somebody reads for long while others write: the log cannot be emptied meanwhile, and grows. Nothing else suffers from
//! it, and the room is given back once they are done.

use crate::{examine, power};
use domain::base::{Instant, ZoneId};
use domain::command::Envelope;
use std::fs;
use testkit::{ALICE, START, numbered};

/// What the log may hold on to once it was emptied.
const KEPT: u64 = 4 * 1024 * 1024;

#[test]
fn a_log_that_grew_while_somebody_read_for_long_gives_its_room_back_afterwards() {
    let folder = examine::folder();
    let file = folder.path().join("sample.db");
    let held = power::furnish(&file);
    let store = examine::open(&file).unwrap();
    let log = || fs::metadata(folder.path().join("sample.db-wal")).unwrap().len();
    let mut number = 0;
    let mut write = || {
        number += 1;
        let (id, command) = numbered(held, number);
        let now = Instant(START.0 + i64::try_from(number).unwrap());
        store.dispatch(&Envelope::new(id, ALICE, now, ZoneId::utc(), &command), now).unwrap();
    };
    let [before, after] = store::testing::rows_before_and_after(&store, || {
        while log() < 2 * KEPT {
            write();
        }
    });
    assert!(before == after, "who reads sees one moment");
    // The log is emptied by a write that finds nobody reading, and begun anew by the next.
    write();
    write();
    assert!(log() <= KEPT, "{} bytes", log());
    drop(store);
    assert!(!folder.path().join("sample.db-wal").exists(), "a file that was closed has no log");
    assert_eq!(examine::last_kept(&examine::open(&file).unwrap(), held), number);
}
