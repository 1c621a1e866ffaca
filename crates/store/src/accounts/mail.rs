//! Mail to be sent. It is written in the transaction of what it is about, as it will be sent, and taken from here by
//! whoever sends: so it goes out if and only if that happened, and every try sends the same.
//!
//! A letter holds a link that works once, so nothing of it is kept once it was sent or given up.

use super::Accounts;
use crate::StoreError;
use crate::engine::{Stmt, Tx};
use domain::base::{Instant, Json, Span, Stored, Value};
use serde::{Deserialize, Serialize};
use std::fmt;

const RECENT: Stmt = Stmt::new(
    "mail.recent",
    "SELECT count(*)
     FROM outgoing_mail
     WHERE recipient = $1 AND created_at > $2
     AND kind IN ('confirm', 'known', 'reset', 'new_address', 'address_known')",
);

const PUT: Stmt = Stmt::new(
    "mail.put",
    "INSERT INTO outgoing_mail (id, kind, recipient, body, created_at, attempts, due_at)
     VALUES ($1, $2, $3, $4, $5, 0, $5)
     ON CONFLICT (id) DO NOTHING",
);

const TAKE: Stmt = Stmt::new(
    "mail.take",
    "UPDATE outgoing_mail
     SET attempts = attempts + 1, due_at = $2
     WHERE id =
         (SELECT id
          FROM outgoing_mail
          WHERE ended_at IS NULL AND due_at <= $1
          ORDER BY due_at, id
          LIMIT 1)
     AND ended_at IS NULL AND due_at <= $1
     RETURNING id, kind, recipient, body, attempts",
);

const END: Stmt = Stmt::new(
    "mail.end",
    "UPDATE outgoing_mail
     SET ended_at = $2, body = '', failure = $3
     WHERE id = $1 AND ended_at IS NULL",
);

const POSTPONE: Stmt = Stmt::new(
    "mail.postpone",
    "UPDATE outgoing_mail
     SET due_at = $2, failure = $3
     WHERE id = $1 AND ended_at IS NULL",
);

const WAITING: Stmt = Stmt::new(
    "mail.waiting",
    "SELECT count(*)
     FROM outgoing_mail
     WHERE ended_at IS NULL",
);

const FORGET: Stmt = Stmt::new(
    "mail.forget",
    "DELETE FROM outgoing_mail
     WHERE ended_at IS NOT NULL AND created_at <= $1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&RECENT, &PUT, &TAKE, &END, &POSTPONE, &WAITING, &FORGET];

/// The most mail that one address gets in [`PAUSE`] because somebody typed it into a form.
const MOST: i64 = 5;
/// How long that is.
const PAUSE: Span = Span::hours(1);

domain::ids! {
    /// A mail: also what it is called on its way, so that one which came twice can be told.
    LetterId;
}

/// A mail as it will be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// What it is about, such as `reset`.
    pub kind: &'static str,
    /// Its subject.
    pub subject: String,
    /// What it says, plain.
    pub text: String,
    /// What it says, as HTML.
    pub html: String,
}

/// A mail that waits to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Its id.
    pub id: LetterId,
    /// What it is about.
    pub kind: String,
    /// The address that it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// What it says, plain.
    pub text: String,
    /// What it says, as HTML.
    pub html: String,
    /// How often sending it was begun, this time included.
    pub attempts: i64,
}

/// What is kept of a letter until it is sent.
#[derive(Serialize, Deserialize)]
struct Body {
    subject: String,
    text: String,
    html: String,
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl fmt::Debug for OutgoingMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutgoingMail").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Puts a letter with the mail to be sent that somebody asked for who may be anybody, unless the address got many such just now.
/// Returns whether it did.
pub(super) fn put_asked(
    tx: &mut dyn Tx,
    letter: &Letter,
    recipient: &str,
    now: Instant,
) -> Result<bool, StoreError> {
    let since = Instant(now.0.saturating_sub(PAUSE.0));
    let asked = [Value::Text(recipient.to_owned()), since.to_value()];
    let recent = tx.row(&RECENT, &asked)?.map_or(Ok(0), |row| row.int(0))?;
    if recent >= MOST {
        return Ok(false);
    }
    put(tx, letter, recipient, now).map(|()| true)
}

/// Puts a letter with the mail to be sent. What somebody has to know of their account is always told.
pub(super) fn put(tx: &mut dyn Tx, letter: &Letter, recipient: &str, now: Instant) -> Result<(), StoreError> {
    let body = Body { subject: letter.subject.clone(), text: letter.text.clone(), html: letter.html.clone() };
    let params = [
        letter.id.to_value(),
        Value::Text(letter.kind.to_owned()),
        Value::Text(recipient.to_owned()),
        Json(body).to_value(),
        now.to_value(),
    ];
    tx.exec(&PUT, &params).map(drop)
}

impl Accounts<'_> {
    /// Takes the next mail that is due. If nothing is heard of it for as long as `lease`, it is taken once more.
    ///
    /// # Errors
    /// When the store fails.
    pub fn take_mail(&self, now: Instant, lease: Span) -> Result<Option<OutgoingMail>, StoreError> {
        self.store.engine().write(&[], |tx| {
            let row = tx.row(&TAKE, &[now.to_value(), (now + lease).to_value()])?;
            let Some(row) = row else { return Ok(None) };
            let body: Body = row.json(3)?;
            Ok(Some(OutgoingMail {
                id: row.stored(0)?,
                kind: row.text(1)?.to_owned(),
                recipient: row.text(2)?.to_owned(),
                subject: body.subject,
                text: body.text,
                html: body.html,
                attempts: row.int(4)?,
            }))
        })
    }

    /// Ends a mail: it was sent, or (with a reason) given up. What it said is forgotten.
    ///
    /// # Errors
    /// When the store fails.
    pub fn end_mail(&self, id: LetterId, failure: Option<&str>, now: Instant) -> Result<(), StoreError> {
        let failure = failure.map(str::to_owned).to_value();
        self.store
            .engine()
            .write(&[], |tx| tx.exec(&END, &[id.to_value(), now.to_value(), failure]).map(drop))
    }

    /// Leaves a mail that was not taken for later.
    ///
    /// # Errors
    /// When the store fails.
    pub fn postpone_mail(&self, id: LetterId, failure: &str, due: Instant) -> Result<(), StoreError> {
        let params = [id.to_value(), due.to_value(), Value::Text(failure.to_owned())];
        self.store.engine().write(&[], |tx| tx.exec(&POSTPONE, &params).map(drop))
    }

    /// Returns how much mail waits.
    ///
    /// # Errors
    /// When the store fails.
    pub fn waiting_mail(&self) -> Result<i64, StoreError> {
        self.store.engine().read(|tx| tx.row(&WAITING, &[])?.map_or(Ok(0), |row| row.int(0)))
    }

    /// Forgets what was sent or given up, and written before a moment.
    ///
    /// # Errors
    /// When the store fails.
    pub fn forget_mail(&self, before: Instant) -> Result<u64, StoreError> {
        self.store.engine().write(&[], |tx| tx.exec(&FORGET, &[before.to_value()]))
    }
}
