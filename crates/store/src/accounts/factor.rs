//! The second factor: the secret that an authenticator application shares with the server, and the codes for the day
//! without it. Each code works once.

use super::account::by_person;
use super::audit::{self, Act, Deed};
use super::mail::{self, Letter};
use super::{Accounts, TokenHash, lock};
use crate::StoreError;
use crate::engine::{Stmt, Tx};
use domain::base::{Instant, PersonId, Stored, Value};

const BEGIN: Stmt = Stmt::new(
    "factor.begin",
    "UPDATE accounts
     SET totp_secret = $2
     WHERE person_id = $1 AND totp_since IS NULL",
);

const CONFIRM: Stmt = Stmt::new(
    "factor.confirm",
    "UPDATE accounts
     SET totp_since = $3, totp_step = $4
     WHERE person_id = $1 AND totp_secret = $2 AND totp_since IS NULL",
);

const USE_STEP: Stmt = Stmt::new(
    "factor.use_step",
    "UPDATE accounts
     SET totp_step = $2
     WHERE person_id = $1 AND totp_since IS NOT NULL AND totp_step < $2",
);

const REMOVE: Stmt = Stmt::new(
    "factor.remove",
    "UPDATE accounts
     SET totp_secret = NULL, totp_since = NULL
     WHERE person_id = $1",
);

const CLEAR_CODES: Stmt = Stmt::new(
    "factor.clear_codes",
    "DELETE FROM recovery_codes
     WHERE person_id = $1",
);

const PUT_CODE: Stmt = Stmt::new(
    "factor.put_code",
    "INSERT INTO recovery_codes (person_id, code)
     VALUES ($1, $2)",
);

const USE_CODE: Stmt = Stmt::new(
    "factor.use_code",
    "DELETE FROM recovery_codes
     WHERE person_id = $1 AND code = $2",
);

const CODES_LEFT: Stmt = Stmt::new(
    "factor.codes_left",
    "SELECT count(*)
     FROM recovery_codes
     WHERE person_id = $1",
);

pub(super) const STATEMENTS: &[&Stmt] =
    &[&BEGIN, &CONFIRM, &USE_STEP, &REMOVE, &CLEAR_CODES, &PUT_CODE, &USE_CODE, &CODES_LEFT];

/// The second factor of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// The secret, sealed.
    pub secret: String,
    /// Since when it is asked for; none while it is being set up.
    pub since: Option<Instant>,
    /// The newest step of time of which a code was taken.
    pub step: i64,
}

impl Accounts<'_> {
    /// Keeps a secret, sealed, to be confirmed, in place of one that was not. Returns whether it is kept: not when the
    /// account has a second factor.
    ///
    /// # Errors
    /// When the store fails.
    pub fn begin_factor(&self, person: PersonId, sealed: &str) -> Result<bool, StoreError> {
        let params = [person.to_value(), Value::Text(sealed.to_owned())];
        self.store.engine().write(&[lock(person)], |tx| Ok(tx.exec(&BEGIN, &params)? == 1))
    }

    /// Asks for a second factor from now on: a code of a step of time showed that it works. `sealed` is the secret that the
    /// code was compared with. Returns whether that was still the one to be confirmed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn confirm_factor(
        &self,
        person: PersonId,
        sealed: &str,
        step: i64,
        codes: &[TokenHash],
        told: &Letter,
        deed: &Deed,
    ) -> Result<bool, StoreError> {
        let params = [person.to_value(), Value::Text(sealed.to_owned()), deed.at.to_value(), step.to_value()];
        self.store.engine().write(&[lock(person)], |tx| {
            if tx.exec(&CONFIRM, &params)? == 0 {
                return Ok(false);
            }
            put_codes(tx, person, codes)?;
            if let Some(account) = by_person(tx, person)? {
                mail::put(tx, told, &account.email, deed.at)?;
            }
            audit::put(tx, deed, person, Act::FactorAdded, "")?;
            Ok(true)
        })
    }

    /// Takes the code of a step of time. Returns whether it may be taken: no step twice, and none before one that was.
    ///
    /// # Errors
    /// When the store fails.
    pub fn use_step(&self, person: PersonId, step: i64) -> Result<bool, StoreError> {
        let params = [person.to_value(), step.to_value()];
        self.store.engine().write(&[lock(person)], |tx| Ok(tx.exec(&USE_STEP, &params)? == 1))
    }

    /// Takes a recovery code. Returns whether there was such a code.
    ///
    /// # Errors
    /// When the store fails.
    pub fn use_recovery_code(
        &self,
        person: PersonId,
        code: &TokenHash,
        deed: &Deed,
    ) -> Result<bool, StoreError> {
        self.store.engine().write(&[lock(person)], |tx| {
            if tx.exec(&USE_CODE, &[person.to_value(), code.to_value()])? == 0 {
                return Ok(false);
            }
            audit::put(tx, deed, person, Act::RecoveryCodeUsed, "")?;
            Ok(true)
        })
    }

    /// Puts other recovery codes in place of those there are. Does nothing without a second factor.
    ///
    /// # Errors
    /// When the store fails.
    pub fn renew_recovery_codes(
        &self,
        person: PersonId,
        codes: &[TokenHash],
        deed: &Deed,
    ) -> Result<(), StoreError> {
        self.store.engine().write(&[lock(person)], |tx| {
            let factor = by_person(tx, person)?.and_then(|account| account.factor);
            if factor.is_none_or(|factor| factor.since.is_none()) {
                return Ok(());
            }
            put_codes(tx, person, codes)?;
            audit::put(tx, deed, person, Act::RecoveryCodesMade, "")
        })
    }

    /// Removes the second factor and its recovery codes.
    ///
    /// # Errors
    /// When the store fails.
    pub fn remove_factor(&self, person: PersonId, deed: &Deed) -> Result<(), StoreError> {
        self.store.engine().write(&[lock(person)], |tx| {
            tx.exec(&REMOVE, &[person.to_value()])?;
            tx.exec(&CLEAR_CODES, &[person.to_value()])?;
            audit::put(tx, deed, person, Act::FactorRemoved, "")
        })
    }

    /// Returns how many recovery codes are left.
    ///
    /// # Errors
    /// When the store fails.
    pub fn recovery_codes_left(&self, person: PersonId) -> Result<i64, StoreError> {
        self.store
            .engine()
            .read(|tx| tx.row(&CODES_LEFT, &[person.to_value()])?.map_or(Ok(0), |row| row.int(0)))
    }
}

fn put_codes(tx: &mut dyn Tx, person: PersonId, codes: &[TokenHash]) -> Result<(), StoreError> {
    tx.exec(&CLEAR_CODES, &[person.to_value()])?;
    for code in codes {
        tx.exec(&PUT_CODE, &[person.to_value(), code.to_value()])?;
    }
    Ok(())
}
