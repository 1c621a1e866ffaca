//! Signing up: until the link in the mail is followed there is no account and no person, only a note of what somebody
//! asked for. So nobody who runs the platform sees people that are not there, and whoever signs up with an address that is
//! not theirs gets nothing.

use super::account::{self, NewPerson, PersonIds};
use super::audit::Deed;
use super::mail::{self, Letter};
use super::{Accounts, TokenHash, lock_address};
use crate::engine::Stmt;
use crate::{DispatchError, StoreError, dispatch};
use domain::base::{Instant, PersonId, Stored, Value, ZoneId};
use domain::command::Role;

const PUT: Stmt = Stmt::new(
    "sign_ups.put",
    "INSERT INTO sign_ups (token, email, name, zone, password, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)",
);

const ADDRESS: Stmt = Stmt::new(
    "sign_ups.address",
    "SELECT email
     FROM sign_ups
     WHERE token = $1 AND expires_at > $2",
);

const TAKE: Stmt = Stmt::new(
    "sign_ups.take",
    "DELETE FROM sign_ups
     WHERE token = $1 AND expires_at > $2
     RETURNING name, zone, password",
);

const CLEAR: Stmt = Stmt::new(
    "sign_ups.clear",
    "DELETE FROM sign_ups
     WHERE email = $1",
);

const FORGET: Stmt = Stmt::new(
    "sign_ups.forget",
    "DELETE FROM sign_ups
     WHERE expires_at <= $1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&PUT, &ADDRESS, &TAKE, &CLEAR, &FORGET];

/// Somebody who wants an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUpRequest {
    /// Their name.
    pub name: String,
    /// Their address, as it is compared.
    pub email: String,
    /// Their time zone.
    pub zone: ZoneId,
    /// The password that they choose, hashed.
    pub password: String,
    /// The token of the link, hashed.
    pub token: TokenHash,
    /// Until when the link works.
    pub expires_at: Instant,
}

/// What the address is mailed: one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUpMail {
    /// To somebody who has no account: with the link.
    pub confirm: Letter,
    /// To somebody who has one: that somebody signed up with their address.
    pub known: Letter,
}

impl Accounts<'_> {
    /// Takes note of a sign-up and has its address mailed. What happens to the database is the same, as far as it can be
    /// measured, whether or not there is such an account.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sign_up(
        &self,
        request: &SignUpRequest,
        mail: &SignUpMail,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.store.engine().write(&[lock_address(&request.email)], |tx| {
            let letter = match account::by_email(tx, &request.email)? {
                Some(_) => &mail.known,
                None => &mail.confirm,
            };
            let params = [
                request.token.to_value(),
                Value::Text(request.email.clone()),
                Value::Text(request.name.clone()),
                request.zone.to_value(),
                Value::Text(request.password.clone()),
                request.expires_at.to_value(),
            ];
            tx.exec(&PUT, &params)?;
            mail::put_asked(tx, letter, &request.email, now).map(drop)
        })
    }

    /// Makes the account of somebody who followed the link, and the person as a client. Returns nobody when the link was used
    /// before or is too old.
    ///
    /// # Errors
    /// When a rule says no, or the store fails.
    pub fn finish_sign_up(
        &self,
        token: &TokenHash,
        ids: PersonIds,
        deed: &Deed,
    ) -> Result<Option<PersonId>, DispatchError> {
        let asked = [token.to_value(), deed.at.to_value()];
        let email = self.store.engine().read(|tx| match tx.row(&ADDRESS, &asked)? {
            Some(row) => Ok::<_, StoreError>(Some(row.text(0)?.to_owned())),
            None => Ok(None),
        })?;
        let Some(email) = email else { return Ok(None) };
        self.store.engine().write(&[lock_address(&email)], |tx| {
            let Some(row) = tx.row(&TAKE, &asked)? else { return Ok(None) };
            tx.exec(&CLEAR, &[Value::Text(email.clone())])?;
            if account::by_email(tx, &email)?.is_some() {
                return Ok(None);
            }
            let new = NewPerson {
                name: row.text(0)?.to_owned(),
                email,
                zone: row.stored(1)?,
                roles: [Role::Client].into(),
                password: row.text(2)?.to_owned(),
            };
            let command = account::added(&new, ids, deed.at);
            tx.lock(&dispatch::locks_of(&command).map_err(dispatch::refused)?)?;
            account::create(tx, &new, ids, deed, &command)?;
            Ok(Some(ids.person))
        })
    }

    /// Forgets the sign-ups whose links no longer work.
    ///
    /// # Errors
    /// When the store fails.
    pub fn forget_sign_ups(&self, now: Instant) -> Result<u64, StoreError> {
        self.store.engine().write(&[], |tx| tx.exec(&FORGET, &[now.to_value()]))
    }
}
