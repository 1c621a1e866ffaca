//! What becomes of accounts when a backup is put back. A backup knows nothing of what came after it: a device that was signed
//! out, a link that was used, a mail that was sent, an account that was deleted. So nothing of the kind is taken from it.

use super::Accounts;
use super::audit::Act;
use crate::StoreError;
use crate::engine::{Record, Stmt};
use domain::base::{Instant, PersonId, Stored, Value};

const TOKENS: Stmt = Stmt::new("restored.tokens", "DELETE FROM device_tokens");

const LINKS: Stmt = Stmt::new("restored.links", "DELETE FROM account_links");

const MAIL: Stmt = Stmt::new(
    "restored.mail",
    "UPDATE outgoing_mail
     SET ended_at = $1, body = '', failure = $2
     WHERE ended_at IS NULL",
);

const DELETED: Stmt = Stmt::new(
    "restored.deleted",
    "SELECT person_id, at
     FROM audit_log
     WHERE act = $1
     ORDER BY at, id",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&TOKENS, &LINKS, &MAIL, &DELETED];

impl Accounts<'_> {
    /// Signs everybody out, and ends the links and the mail that wait: any of them may have been ended or used already.
    /// Somebody whose sign-up is not finished can still finish it, for that needs nothing but their mailbox.
    ///
    /// # Errors
    /// When the store fails.
    pub fn begin_anew(&self, now: Instant) -> Result<(), StoreError> {
        self.store.engine().write(&[], |tx| {
            tx.exec(&TOKENS, &[])?;
            tx.exec(&LINKS, &[])?;
            tx.exec(&MAIL, &[now.to_value(), Value::Text("given up: a backup was put back".to_owned())])?;
            Ok(())
        })
    }

    /// Returns whose accounts were deleted, and when, the first first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn deleted(&self) -> Result<Vec<(PersonId, Instant)>, StoreError> {
        self.store.engine().read(|tx| {
            let rows = tx.rows(&DELETED, &[Act::Deleted.to_value()])?;
            rows.iter().map(|row: &Record| Ok((row.stored(0)?, row.stored(1)?))).collect()
        })
    }
}
