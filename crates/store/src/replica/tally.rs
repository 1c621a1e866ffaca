//! How much was done in a file, kept beside it as well. A log that was lost or cut while the application was closed leaves a
//! file that is sound and older: nothing in it says so, and what the person did since would be gone without a word.
//!
//! What is kept beside the file is written after each commit and never forced onto the disk, so it may lag behind the file, which
//! is no matter. If it is ahead, the file lost something. What the server has decided comes back from there; of the rest the
//! person is told.

use super::attention;
use crate::StoreError;
use crate::engine::{SqliteOptions, Stmt, Tx};
use domain::base::{Code, CommandId, Instant, PersonId, Refusal, Rev, Value, ZoneId};
use domain::command::Envelope;
use std::ffi::OsString;
use std::path::PathBuf;
use uuid::Uuid;

const ADD: Stmt = Stmt::new(
    "tally.add",
    "UPDATE replica
     SET made = made + 1
     WHERE id = 1",
);

const READ: Stmt = Stmt::new(
    "tally.read",
    "SELECT made, (SELECT CAST(count(*) AS BIGINT) FROM outbox)
     FROM replica
     WHERE id = 1",
);

const RAISE: Stmt = Stmt::new(
    "tally.raise",
    "UPDATE replica
     SET made = $1
     WHERE id = 1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&ADD, &READ, &RAISE];

/// The kind under which the list of what needs attention names what a file lost.
pub const LOST_KIND: &str = "device.lost";

/// How much was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    /// How many commands were queued in all.
    made: i64,
    /// How many of them waited for the server's decision.
    waiting: i64,
}

/// Counts one more command.
pub(super) fn add(tx: &mut dyn Tx) -> Result<(), StoreError> {
    tx.exec(&ADD, &[]).map(drop)
}

/// Returns how much was done in the file.
pub(super) fn read(tx: &mut dyn Tx) -> Result<Tally, StoreError> {
    match tx.row(&READ, &[])? {
        Some(row) => Ok(Tally { made: row.int(0)?, waiting: row.int(1)? }),
        None => Ok(Tally { made: 0, waiting: 0 }),
    }
}

/// Puts it on the list of what needs attention if the file has less than was kept beside it. From then on it counts as known.
pub(super) fn compare(
    tx: &mut dyn Tx,
    person: PersonId,
    beside: Option<Tally>,
    now: Instant,
) -> Result<Tally, StoreError> {
    let here = read(tx)?;
    let Some(beside) = beside.filter(|beside| beside.made > here.made) else { return Ok(here) };
    let lost = beside.waiting.min(beside.made - here.made);
    if lost > 0 {
        let envelope = told_of(person, beside.made, now);
        attention::add(tx, &envelope, &in_words(lost), now)?;
    }
    tx.exec(&RAISE, &[Value::Int(beside.made)])?;
    Ok(Tally { made: beside.made, ..here })
}

/// Returns what stands for the lost commands on the list. Nobody ever sends it.
fn told_of(person: PersonId, made: i64, now: Instant) -> Envelope {
    Envelope {
        id: CommandId(Uuid::new_v5(&person.0, &made.to_be_bytes())),
        actor: person,
        at: now,
        zone: ZoneId::utc(),
        base_rev: None::<Rev>,
        kind: LOST_KIND.to_owned(),
        v: 1,
        args: serde_json::Value::Null,
    }
}

fn in_words(lost: i64) -> Refusal {
    let what = match lost {
        1 => "One change that you made on this device is not in its file any more.".to_owned(),
        lost => format!("Up to {lost} changes that you made on this device are not in its file any more."),
    };
    let message = format!(
        "{what} The newest part of the file was lost while the application was closed, before it was sent."
    );
    Refusal::new(Code::Gone, message).hint("Look at what you did last, and do again what is missing.")
}

impl Tally {
    /// Reads what is kept beside a file, if it can be read.
    pub(super) fn beside(file: &SqliteOptions) -> Option<Self> {
        let text = std::fs::read_to_string(place(file)).ok()?;
        let (made, waiting) = text.trim_end().split_once(' ')?;
        Some(Self { made: made.parse().ok()?, waiting: waiting.parse().ok()? })
    }

    /// Keeps it beside a file. Where that can't be done, a loss would not be noticed; nothing is lost by it.
    pub(super) fn keep(self, file: &SqliteOptions) {
        drop(std::fs::write(place(file), format!("{} {}\n", self.made, self.waiting)));
    }
}

fn place(file: &SqliteOptions) -> PathBuf {
    let mut name = OsString::from(&file.path);
    name.push(".tally");
    PathBuf::from(name)
}
