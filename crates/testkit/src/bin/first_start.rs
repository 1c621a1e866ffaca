//! The first start without a window, for tests of power cuts: makes the file, brings it up to date, fills it with a
//! small sample workspace in one transaction as the application does, and says `filled`.
#![expect(clippy::print_stdout, reason = "its output is what the test reads")]

use std::env::args;
use std::error::Error;
use std::process::exit;
use store::engine::{Place, SqliteOptions};
use store::{Step, Store};
use testkit::START;

fn main() -> Result<(), Box<dyn Error>> {
    let file = args().nth(1).ok_or("usage: first-start FILE")?;
    let store = Store::open(&Place::Sqlite(SqliteOptions::at(file)))?;
    println!("opened");
    let steps: Vec<Step> = sample::workspace_with(1, START, sample::Options { clients: 60, reviews: 60 })
        .into_iter()
        .map(|step| Step { envelope: step.envelope, now: step.now })
        .collect();
    store.import(&steps)?;
    println!("filled");
    exit(0);
}
