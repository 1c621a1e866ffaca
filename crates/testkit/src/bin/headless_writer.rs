//! Somebody without a window, for crash tests: types words as fast as the store allows, a mentor into the overall note of
//! a held review or a client into an answer, saving by the same policy as the editor and the form, until it is killed.
//!
//! Its clock is its own: every word takes 40 ms of it, and committing takes none. So what a crash may lose
//! follows from the policy and the store, and not from how busy the machine is. It tells what it did on its
//! output: `typed N` before a word can be saved, `saved N` once the store has said so.
#![expect(clippy::print_stdout, reason = "its output is what the test reads")]

use domain::autosave::Autosave;
use domain::base::{CommandId, Instant, PersonId, ZoneId};
use domain::command::{Command, Envelope};
use domain::enrolments::{EnrolmentId, EnrolmentsCommand};
use domain::journeys::FieldId;
use domain::reviews::{Held, ReviewsCommand};
use domain::richtext::RichText;
use std::env::args;
use std::error::Error;
use store::Store;
use store::engine::{self, SqliteOptions};
use testkit::{ALICE, BOB, START, words};
use uuid::Uuid;

/// Where the words go.
enum Place {
    /// Into the note of a review, by the mentor who holds it.
    Note(Held),
    /// Into the answer to a question, by the client.
    Answer(EnrolmentId, FieldId),
}

impl Place {
    fn of(kind: &str, first: &str, second: &str) -> Result<Self, Box<dyn Error>> {
        match kind {
            "note" => Ok(Self::Note(Held { submission: first.parse()?, claim: second.parse()? })),
            "answer" => Ok(Self::Answer(first.parse()?, second.parse()?)),
            other => Err(format!("nobody writes into a {other}").into()),
        }
    }

    /// Returns who writes, and what saves so many words.
    fn save(&self, count: u64) -> Result<(PersonId, Command), Box<dyn Error>> {
        match *self {
            Self::Note(held) => {
                let body = RichText::from_plain_text(&words(count))?;
                Ok((ALICE, ReviewsCommand::SaveNote { held, body }.into()))
            }
            Self::Answer(enrolment, field) => {
                let value = words(count).into();
                Ok((BOB, EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value }.into()))
            }
        }
    }

    /// Returns the id under which so many words are saved, however often.
    fn id(&self, count: u64) -> CommandId {
        let place = match self {
            Self::Note(held) => held.claim.0,
            Self::Answer(_, field) => field.0,
        };
        CommandId(Uuid::new_v5(&place, &count.to_be_bytes()))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    const USAGE: &str = "usage: headless-writer FILE note SUBMISSION CLAIM FIRST-WORD, or FILE answer ENROLMENT FIELD FIRST-WORD";
    let mut args = args().skip(1);
    let mut next = || args.next().ok_or(USAGE);
    let file = next()?;
    let place = Place::of(&next()?, &next()?, &next()?)?;
    let first: u64 = next()?.parse()?;
    let store = Store::open(&engine::Place::Sqlite(SqliteOptions::at(file)))?;
    let mut autosave = Autosave::default();
    let mut now = Instant(START.0.saturating_add(1));
    for word in first.. {
        now = Instant(now.0.saturating_add(40));
        println!("typed {word}");
        autosave.edited(word, now);
        let Some(last) = autosave.due(now) else { continue };
        let (actor, command) = place.save(last)?;
        store.dispatch(&Envelope::new(place.id(last), actor, now, ZoneId::utc(), &command), now)?;
        autosave.saved();
        println!("saved {last}");
    }
    Ok(())
}
