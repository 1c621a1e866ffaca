//! One bit of a person's file on a device is another than it was: whoever reads it gets the rows as they were, or is told that
//! the file is damaged. Nobody ever gets other words than were written, and what is on other pages is answered as before.

use crate::examine;
use domain::query::Query;
use domain::reviews::{ReviewList, SubmissionId};
use domain::rows::AnyRow;
use fastrand::Rng;
use serde_json::Value;
use std::fs;
use std::path::Path;
use store::engine::{FileKey, SqliteOptions};
use store::testing::try_rows_before_and_after;
use store::{AskError, StoreError};
use testkit::{ALICE, BOB, Device, World};

/// How many bits are turned, one at a time.
const BITS: usize = 60;

const PAGE: usize = 4096;

/// The file of an account, which has a key.
fn file(folder: &Path) -> SqliteOptions {
    SqliteOptions { key: Some(FileKey([7; 32])), ..SqliteOptions::at(folder.join("replica.db")) }
}

/// Returns every row of a file as somebody finds it who opens it.
fn read(world: &World, folder: &Path) -> Result<Vec<AnyRow>, StoreError> {
    let device = Device::in_file(world, ALICE, &file(folder))?;
    let [rows, _] = try_rows_before_and_after(device.store(), || ())?;
    Ok(rows)
}

#[test]
fn a_bit_that_turned_is_noticed_and_never_read_as_somebodys_words() {
    let folder = examine::folder();
    let world = World::in_file(&folder.path().join("server.db"));
    let held = world.claim(ALICE, world.request(BOB));
    world.write(ALICE, held, &testkit::words(400));
    let device = Device::in_file(&world, ALICE, &file(folder.path())).unwrap();
    device.sync(&world);
    let rows = device.rows();
    drop(device);
    let bytes = fs::read(file(folder.path()).path).unwrap();
    let mut rng = Rng::with_seed(9);
    let mut noticed = 0;
    for _ in 0..BITS {
        let (at, bit) = (rng.usize(..bytes.len()), rng.u8(..8));
        let damaged = examine::folder();
        let mut bytes = bytes.clone();
        bytes[at] ^= 1 << bit;
        fs::write(file(damaged.path()).path, &bytes).unwrap();
        match read(&world, damaged.path()) {
            Ok(found) => assert!(found == rows, "bit {bit} of byte {at} changed what is read"),
            Err(StoreError::Corrupt { .. } | StoreError::WrongKey { .. }) => noticed += 1,
            Err(other) => panic!("bit {bit} of byte {at} is told as {other:?}"),
        }
    }
    assert!(noticed > BITS / 4, "{noticed} of {BITS} bits were noticed");
}

/// Asks everything that a mentor's screens ask, and returns the answers; none where the file is said to be damaged.
fn answers(world: &World, device: &Device, submission: SubmissionId) -> Vec<Option<Value>> {
    let lists = [ReviewList::Queue, ReviewList::Mine, ReviewList::Done].map(|list| Query::Reviews { list });
    let questions = [Query::Me, Query::Today, Query::Journeys, Query::Notifications, Query::SavedViews];
    let room = [Query::Room { submission }];
    let all = room.into_iter().chain(questions).chain(lists);
    all.map(|question| match device.store().ask(ALICE, question, world.now()) {
        Ok(answer) => Some(answer),
        Err(AskError::Failed(StoreError::Corrupt { .. })) => None,
        Err(other) => panic!("{question:?} is told as {other:?}"),
    })
    .collect()
}

#[test]
fn a_damaged_page_costs_the_answers_that_need_it_and_no_others() {
    let folder = examine::folder();
    let world = World::in_file(&folder.path().join("server.db"));
    let held = world.claim(ALICE, world.request(BOB));
    // It goes on over several pages, where nothing but words stands.
    world.write(ALICE, held, &testkit::words(5_000));
    let device = Device::in_file(&world, ALICE, &file(folder.path())).unwrap();
    device.sync(&world);
    let sound = answers(&world, &device, held.submission);
    assert!(sound.iter().all(Option::is_some));
    drop(device);
    let bytes = fs::read(file(folder.path()).path).unwrap();
    let (mut some, mut rooms) = (0, 0);
    for page in 1..bytes.len() / PAGE {
        let damaged = examine::folder();
        let mut bytes = bytes.clone();
        bytes[page * PAGE + 1234] ^= 4;
        fs::write(file(damaged.path()).path, &bytes).unwrap();
        let Ok(device) = Device::in_file(&world, ALICE, &file(damaged.path())) else { continue };
        let found = answers(&world, &device, held.submission);
        for (found, sound) in found.iter().zip(&sound).filter(|(found, _)| found.is_some()) {
            assert_eq!(found, sound, "page {page} changed what is read");
        }
        let again = answers(&world, &device, held.submission);
        assert_eq!(again, found, "page {page}: what met it took other answers with it");
        if found.iter().any(Option::is_none) && found.iter().any(Option::is_some) {
            some += 1;
            rooms += usize::from(found[0].is_none());
        }
    }
    assert!(some > 5 && rooms > 5, "{some} pages cost some of the answers, {rooms} the room's");
}
