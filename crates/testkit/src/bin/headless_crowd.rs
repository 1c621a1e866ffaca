//! Many mentors' hands without a window, for crash tests: they comment on one review at the same time, as fast as the store
//! allows, and tell of each comment, `kept N`, once the store has said that it is safe. Until it is killed.
#![expect(clippy::print_stdout, reason = "its output is what the test reads")]

use domain::base::{Instant, ZoneId};
use domain::command::Envelope;
use domain::reviews::Held;
use std::env::args;
use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use store::Store;
use store::engine::{Place, SqliteOptions};
use testkit::{ALICE, START, numbered};

/// How many write at the same time.
const HANDS: usize = 8;

fn main() -> Result<(), Box<dyn Error>> {
    const USAGE: &str = "usage: headless-crowd FILE SUBMISSION CLAIM FIRST";
    let mut args = args().skip(1);
    let mut next = || args.next().ok_or(USAGE);
    let store = Store::open(&Place::Sqlite(SqliteOptions::at(next()?)))?;
    let held = Held { submission: next()?.parse()?, claim: next()?.parse()? };
    let turn = AtomicU64::new(next()?.parse()?);
    let write = || -> Result<(), String> {
        loop {
            // Odd numbers are comments.
            let number = turn.fetch_add(1, Ordering::Relaxed) * 2 + 1;
            let (id, command) = numbered(held, number);
            let now = Instant(START.0.saturating_add(i64::try_from(number).unwrap_or_default()));
            let envelope = Envelope::new(id, ALICE, now, ZoneId::utc(), &command);
            store.dispatch(&envelope, now).map_err(|error| format!("{number}: {error:?}"))?;
            println!("kept {number}");
        }
    };
    thread::scope(|threads| {
        let hands: Vec<_> = (0..HANDS).map(|_| threads.spawn(write)).collect();
        for hand in hands {
            hand.join().map_err(|_| "a hand broke down")??;
        }
        Ok(())
    })
}
