//! A mentor without a window, for tests of disks and power cuts: makes numbered changes one after another and says
//! of each, as soon as the store has, whether it was kept: `kept N`, or `failed N WHY`. Then it waits for a line on its
//! input, or for its end, and tries the same envelope again. At the end it closes the store, or leaves as if it had been killed.
#![expect(clippy::print_stdout, reason = "its output is what the test reads")]

use domain::base::{Instant, ZoneId};
use domain::command::Envelope;
use domain::reviews::Held;
use std::env::args;
use std::error::Error;
use std::io::stdin;
use std::process::exit;
use store::engine::{Place, SqliteOptions, Syncs};
use store::{DispatchError, Store, StoreError};
use testkit::{ALICE, START, numbered};

/// After so many failures of one change it gives up.
const ATTEMPTS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let usage =
        "usage: numbered-writer FILE SUBMISSION CLAIM FIRST LAST every-commit|checkpoints close|leave";
    let mut args = args().skip(1);
    let mut next = || args.next().ok_or(usage);
    let mut options = SqliteOptions::at(next()?);
    let held = Held { submission: next()?.parse()?, claim: next()?.parse()? };
    let (first, last): (u64, u64) = (next()?.parse()?, next()?.parse()?);
    options.syncs = if next()? == "checkpoints" { Syncs::Checkpoints } else { Syncs::EveryCommit };
    let leaves = next()? == "leave";
    let store =
        Store::open(&Place::Sqlite(options)).inspect_err(|error| println!("failed 0 {}", why(error)))?;
    for number in first..=last {
        write(&store, held, number)?;
    }
    if leaves {
        exit(0);
    }
    Ok(())
}

/// Makes one change, however often it takes.
fn write(store: &Store, held: Held, number: u64) -> Result<(), Box<dyn Error>> {
    let (id, command) = numbered(held, number);
    let now = Instant(START.0.saturating_add(i64::try_from(number)?));
    let envelope = Envelope::new(id, ALICE, now, ZoneId::utc(), &command);
    for _ in 0..ATTEMPTS {
        let done = store.dispatch(&envelope, now);
        // What the window shows above every page.
        let told = matches!(done, Err(DispatchError::Failed(StoreError::ReadOnly { .. })));
        if store.engine().is_read_only() != told {
            return Err(format!("after {done:?} the store says otherwise whether it can be changed").into());
        }
        match done {
            Ok(_) => {
                println!("kept {number}");
                return Ok(());
            }
            Err(DispatchError::Failed(error)) => {
                println!("failed {number} {}", why(&error));
                stdin().read_line(&mut String::new())?;
            }
            Err(refused) => return Err(refused.into()),
        }
    }
    Err(format!("change {number} failed {ATTEMPTS} times").into())
}

/// Returns the name of the failure, and all its causes, in one line.
fn why(error: &StoreError) -> String {
    format!("{error:?}").replace('\n', " ")
}
