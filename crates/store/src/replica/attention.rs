//! What needs its author's attention: commands that the server refused, each with everything that was in it. Nothing leaves
//! the list by itself.

use super::Replica;
use crate::StoreError;
use crate::engine::{Record, Stmt, Tx};
use crate::visible;
use domain::base::{CommandId, Instant, Json, PersonId, Refusal, Stored, Value};
use domain::command::Envelope;

const ADD: Stmt = Stmt::new(
    "attention.add",
    "INSERT INTO attention (mid, envelope, refusal, at, resolution, resolved_at)
     VALUES ($1, $2, $3, $4, NULL, NULL)
     ON CONFLICT (mid) DO NOTHING",
);

const WAITING: Stmt = Stmt::new(
    "attention.waiting",
    "SELECT envelope, refusal, at
     FROM attention
     WHERE resolution IS NULL
     ORDER BY at, mid",
);

const COUNT: Stmt = Stmt::new(
    "attention.count",
    "SELECT CAST(count(*) AS BIGINT)
     FROM attention
     WHERE resolution IS NULL",
);

const BESIDE: Stmt = Stmt::new(
    "attention.beside",
    concat!(
        "SELECT CAST(count(*) AS BIGINT)
         FROM kept_texts t
         WHERE t.author_id = $1 AND t.beside IS NOT NULL AND t.dismissed_at IS NULL AND ",
        visible!("t", "kept_texts")
    ),
);

const RESOLVE: Stmt = Stmt::new(
    "attention.resolve",
    "UPDATE attention
     SET resolution = $2, resolved_at = $3
     WHERE mid = $1",
);

const WITHDRAW: Stmt = Stmt::new(
    "attention.withdraw",
    "DELETE FROM attention
     WHERE mid = $1 AND resolution IS NULL",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&ADD, &WAITING, &COUNT, &BESIDE, &RESOLVE, &WITHDRAW];

/// A command that the server refused.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedsAttention {
    /// The command, with everything that was in it.
    pub envelope: Envelope,
    /// Why.
    pub refusal: Refusal,
    /// When that came.
    pub at: Instant,
}

/// How its author dealt with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// It was done another way: sent again, or as an addition.
    Done,
    /// It was put away.
    Dismissed,
}
domain::stored_as_word!(Resolution);

impl Replica<'_> {
    /// Returns what needs the person's attention, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn needs_attention(&self) -> Result<Vec<NeedsAttention>, StoreError> {
        self.engine().read(|tx| tx.rows(&WAITING, &[])?.iter().map(read).collect())
    }

    /// Takes a command off the list, or puts it back.
    ///
    /// # Errors
    /// When the store fails.
    pub fn attend(
        &self,
        command: CommandId,
        resolution: Option<Resolution>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let when = resolution.map(|_| now);
        let params = [command.to_value(), resolution.to_value(), when.to_value()];
        self.engine().write(&[], |tx| tx.exec(&RESOLVE, &params).map(drop))
    }
}

/// Puts a refused command on the list.
pub(super) fn add(
    tx: &mut dyn Tx,
    envelope: &Envelope,
    refusal: &Refusal,
    now: Instant,
) -> Result<(), StoreError> {
    let params = [
        envelope.id.to_value(),
        Json(envelope.clone()).to_value(),
        Json(refusal.clone()).to_value(),
        now.to_value(),
    ];
    tx.exec(&ADD, &params).map(drop)
}

/// Takes a command off the list that the server is asked about again.
pub(super) fn withdraw(tx: &mut dyn Tx, command: CommandId) -> Result<(), StoreError> {
    tx.exec(&WITHDRAW, &[command.to_value()]).map(drop)
}

/// Returns how many wait.
pub(super) fn count(tx: &mut dyn Tx) -> Result<i64, StoreError> {
    tx.row(&COUNT, &[] as &[Value])?.map_or(Ok(0), |row| row.int(0))
}

/// Returns how many texts are kept beside another one, for their author to decide.
pub(super) fn beside(tx: &mut dyn Tx, author: PersonId) -> Result<i64, StoreError> {
    tx.row(&BESIDE, &[author.to_value()])?.map_or(Ok(0), |row| row.int(0))
}

fn read(row: &Record) -> Result<NeedsAttention, StoreError> {
    let (Json(envelope), Json(refusal)) = (row.stored(0)?, row.stored(1)?);
    Ok(NeedsAttention { envelope, refusal, at: row.instant(2)? })
}
