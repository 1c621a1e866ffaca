//! A mentor without a window, for crash tests: types words into the overall note of a held review as fast as
//! the store allows, saving by the same policy as the editor, until somebody kills it.
//!
//! Its clock is its own: every word takes 40 ms of it, and committing takes none. So what a crash may lose
//! follows from the policy and the store, and not from how busy the machine is. It tells what it did on its
//! output: `typed N` before a word can be saved, `saved N` once the store has said so.
#![expect(clippy::print_stdout, reason = "its output is what the test reads")]

use domain::autosave::Autosave;
use domain::base::{CommandId, Instant, ZoneId};
use domain::command::{Command, Envelope};
use domain::reviews::{Held, ReviewsCommand};
use domain::richtext::RichText;
use std::env::args;
use std::error::Error;
use store::Store;
use store::engine::{Place, SqliteOptions};
use testkit::{ALICE, START, words};
use uuid::Uuid;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = args().skip(1);
    let mut next = || args.next().ok_or("usage: headless-writer FILE SUBMISSION CLAIM FIRST-WORD");
    let file = next()?;
    let held = Held { submission: next()?.parse()?, claim: next()?.parse()? };
    let first: u64 = next()?.parse()?;
    let store = Store::open(&Place::Sqlite(SqliteOptions::at(file)))?;
    let mut autosave = Autosave::default();
    let mut now = Instant(START.0.saturating_add(1));
    for word in first.. {
        now = Instant(now.0.saturating_add(40));
        println!("typed {word}");
        autosave.edited(word, now);
        let Some(last) = autosave.due(now) else { continue };
        let body = RichText::from_plain_text(&words(last))?;
        let command = Command::from(ReviewsCommand::SaveNote { held, body });
        let id = CommandId(Uuid::new_v5(&held.claim.0, &last.to_be_bytes()));
        store.dispatch(&Envelope::new(id, ALICE, now, ZoneId::utc(), &command), now)?;
        autosave.saved();
        println!("saved {last}");
    }
    Ok(())
}
