//! The keeping of backups without a window, for tests of disks, power cuts and kills: opens a file as the application
//! does, with a backup before it is brought up to date, and makes as many more backups as it is told. It says `opened`, then
//! `made` or `failed WHY` for each. The file is a workspace, or a person's on a device.
#![expect(clippy::print_stdout, reason = "its output is what the test reads")]

use domain::base::Instant;
use domain::sync::ClientId;
use std::env::args;
use std::error::Error;
use std::ops::ControlFlow;
use store::Store;
use store::backup::{Backups, Why};
use store::engine::{Place, SqliteOptions};
use testkit::{ALICE, START};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = args().skip(1);
    let mut next = || args.next().ok_or("usage: backup-maker FILE FOLDER COUNT workspace|device");
    let file = SqliteOptions::at(next()?);
    let backups = Backups::at(next()?);
    let count: i64 = next()?.parse()?;
    let store = match next()?.as_str() {
        "device" => Store::open_replica(&file, ALICE, ClientId::default(), &backups, START)?,
        _ => Store::open_backed_up(&Place::Sqlite(file), &backups, START)?,
    };
    println!("opened");
    for number in 1..=count {
        let now = Instant(START.0.saturating_add(number.saturating_mul(1000)));
        match store.back_up(&backups, Why::Asked, now, &mut |_| ControlFlow::Continue(())) {
            Ok(_) => println!("made"),
            Err(error) => println!("failed {}", format!("{error:?}").replace('\n', " ")),
        }
    }
    Ok(())
}
