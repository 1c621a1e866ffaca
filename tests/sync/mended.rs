//! One bit of a person's encrypted file is another than it was. The file is mended: every row that can be read is kept, what was
//! not sent too; what can't be read is named, and comes from the server again.

use crate::together::Party;
use domain::reviews::ReviewsCommand;
use domain::rows::AnyRow;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use store::StoreError;
use store::backup::{Unread, mend, unsent_in};
use store::engine::{Dialect, FileKey, References, SqliteOptions};
use store::testing::OnEngine;
use testkit::{ALICE, BOB, DAN, Device, note};

const KEY: FileKey = FileKey([7; 32]);
const PAGE: usize = 4096;

/// A mentor's file with everything in it, and a long note that waits to be sent.
fn left(party: &Party) -> (PathBuf, Vec<AnyRow>) {
    let world = &party.world;
    let folder = party.place("laptop");
    let device = Device::sealed_in_folder(world, ALICE, &folder, &KEY);
    let held = world.claim(ALICE, world.request(BOB));
    world.write(ALICE, held, &testkit::words(400));
    let other = world.claim(ALICE, world.request(DAN));
    device.sync(world);
    let long = "Written on a train. ".repeat(500);
    device.run(world, ReviewsCommand::SaveNote { held: other, body: note(long.trim_end()) }).unwrap();
    assert_eq!(device.waiting(), 1);
    let rows = device.rows();
    drop(device);
    (folder.join("replica.db"), rows)
}

/// Copies a file with one bit of a page turned.
fn with_a_bit_turned(file: &Path, folder: &Path, page: usize) -> SqliteOptions {
    fs::create_dir_all(folder).unwrap();
    let mut bytes = fs::read(file).unwrap();
    bytes[page * PAGE + 77 + page % 3000] ^= 1 << (page % 8);
    let path = folder.join("replica.db");
    fs::write(&path, bytes).unwrap();
    SqliteOptions { key: Some(KEY), references: References::Unchecked, ..SqliteOptions::at(path) }
}

fn count(unread: &[Unread], table: &str) -> u64 {
    unread.iter().filter(|unread| unread.table == table).map(|unread| unread.rows).sum()
}

/// Turns a bit in each page of a file in turn, but for so many that are left out between two, and mends it.
fn turn_bits(party: &Party, step: usize) -> BTreeSet<String> {
    let world = &party.world;
    let (file, rows) = left(party);
    let pages = fs::read(&file).unwrap().len() / PAGE;
    let (mut costly, mut shut) = (BTreeSet::new(), 0);
    for page in (0..pages).step_by(step) {
        let folder = party.place(&format!("page {page}"));
        let damaged = with_a_bit_turned(&file, &folder, page);
        let bytes = fs::read(&damaged.path).unwrap();
        let aside = folder.join("aside");
        let unread = match mend(&damaged, &aside) {
            Ok(unread) => unread,
            // What is in the file is not known any more. What was not sent is found all the same.
            Err(StoreError::Corrupt { .. } | StoreError::WrongKey { .. }) => {
                assert!(fs::read(&damaged.path).unwrap() == bytes, "page {page}: it was touched");
                assert_eq!(unsent_in(&damaged.path, &KEY, ALICE).unwrap().queue.len(), 1, "page {page}");
                shut += 1;
                continue;
            }
            Err(other) => panic!("page {page}: {other:?}"),
        };
        assert!(fs::read(aside.join("replica.db")).unwrap() == bytes, "page {page}: it was not kept");
        let device = Device::sealed_in_folder(world, ALICE, &folder, &KEY);
        device.replica().mended(world.id()).unwrap();

        let found = device.rows();
        assert!(found.iter().all(|row| rows.contains(row)), "page {page}: a row is another than it was");
        for missing in rows.iter().filter(|row| !found.contains(row)) {
            assert!(
                count(&unread, missing.table().name()) > 0,
                "page {page}: {unread:?} without {missing:?}"
            );
        }
        let named: u64 = unread.iter().map(|unread| unread.rows).sum();
        assert!(named >= (rows.len() - found.len()) as u64, "page {page}: {unread:?}");
        assert_eq!(device.waiting() as u64 + count(&unread, "outbox"), 1, "page {page}: {unread:?}");
        // One page is one table's.
        assert!(unread.len() < 2, "page {page}: {unread:?}");
        if let [one] = &unread[..]
            && costly.insert(one.table.clone())
        {
            device.sync(world);
            party.check(&device);
        }
    }
    assert!(shut < pages / 4, "{shut} of {pages} pages");
    costly
}

#[test]
fn one_bit_costs_the_rows_of_one_page_which_are_named_and_come_again() {
    let costly = turn_bits(&Party::on(Dialect::Sqlite), 11);
    assert!(costly.len() > 3, "{costly:?}");
}

/// The same with every page.
pub(crate) fn every_page() {
    let costly = turn_bits(&Party::on(Dialect::Sqlite), 1);
    assert!(costly.contains("outbox") && costly.contains("review_drafts"), "{costly:?}");
    println!("rows of these tables were lost with a page, named, and came again: {costly:?}");
}
