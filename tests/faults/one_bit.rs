//! One bit of a person's file on a device is another than it was: whoever reads it gets the rows as they were, or is told that
//! the file is damaged. Nobody ever gets other words than were written.

use crate::examine;
use domain::rows::AnyRow;
use fastrand::Rng;
use std::fs;
use std::path::Path;
use store::StoreError;
use store::engine::{FileKey, SqliteOptions};
use store::testing::try_rows_before_and_after;
use testkit::{ALICE, BOB, Device, World};

/// How many bits are turned, one at a time.
const BITS: usize = 60;

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
