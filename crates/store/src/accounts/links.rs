//! Links that were mailed to somebody with an account, and work once: to choose another password, and to prove that a new
//! address is theirs.

use super::account::{self, Account};
use super::audit::{self, Act, Deed};
use super::mail::{self, Letter};
use super::{Accounts, TokenHash, lock, lock_address, tokens};
use crate::dispatch::{self, SYSTEM};
use crate::engine::{Stmt, Tx};
use crate::rows::TxRows;
use crate::{DispatchError, StoreError};
use domain::base::{CommandId, Instant, PersonId, Stored, Value, ZoneId};
use domain::command::{Command, Envelope};
use domain::entity::Stamp;
use domain::people::{MentorProfile, PeopleCommand, Person};
use domain::rows::Rows;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const PUT: Stmt = Stmt::new(
    "links.put",
    "INSERT INTO account_links (token, person_id, purpose, email, expires_at)
     VALUES ($1, $2, $3, $4, $5)",
);

const CLEAR: Stmt = Stmt::new(
    "links.clear",
    "DELETE FROM account_links
     WHERE person_id = $1 AND purpose = $2",
);

const FIND: Stmt = Stmt::new(
    "links.find",
    "SELECT person_id, email
     FROM account_links
     WHERE token = $1 AND purpose = $2 AND expires_at > $3",
);

const TAKE: Stmt = Stmt::new(
    "links.take",
    "DELETE FROM account_links
     WHERE token = $1 AND purpose = $2 AND expires_at > $3",
);

const SET_EMAIL: Stmt = Stmt::new(
    "links.set_email",
    "UPDATE accounts
     SET email = $2, verified_at = $3
     WHERE person_id = $1",
);

const FORGET: Stmt = Stmt::new(
    "links.forget",
    "DELETE FROM account_links
     WHERE expires_at <= $1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&PUT, &CLEAR, &FIND, &TAKE, &SET_EMAIL, &FORGET];

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To choose another password.
    Reset,
    /// To prove that a new address is theirs.
    Email,
}
domain::stored_as_word!(Purpose);

/// A link as it is kept.
struct Kept {
    person: PersonId,
    email: Option<String>,
}

impl Accounts<'_> {
    /// Has a link mailed by which another password can be chosen, in place of any that was mailed before. Does nothing for
    /// an address without an account, or with one that is disabled.
    ///
    /// # Errors
    /// When the store fails.
    pub fn forgot_password(
        &self,
        email: &str,
        token: &TokenHash,
        expires_at: Instant,
        letter: &Letter,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.store.engine().write(&[lock_address(email)], |tx| {
            let account = account::by_email(tx, email)?;
            let Some(account) = account.filter(|account| account.disabled_at.is_none()) else {
                return Ok(());
            };
            // Without a letter the link that was mailed before stays good.
            if mail::put_asked(tx, letter, email, now)? {
                put(tx, account.person, Purpose::Reset, token, None, expires_at)?;
            }
            Ok(())
        })
    }

    /// Keeps a link by which a person chooses a password, for an operator to hand on. Returns whether they have an account.
    ///
    /// # Errors
    /// When the store fails.
    pub fn invite(
        &self,
        person: PersonId,
        token: &TokenHash,
        expires_at: Instant,
    ) -> Result<bool, StoreError> {
        self.store.engine().write(&[lock(person)], |tx| {
            let found = account::by_person(tx, person)?.is_some();
            if found {
                put(tx, person, Purpose::Reset, token, None, expires_at)?;
            }
            Ok(found)
        })
    }

    /// Chooses another password by a link and ends all sessions. Returns the account as it was; nothing when the link was
    /// used before or is too old. The second factor stays.
    ///
    /// # Errors
    /// When the store fails.
    pub fn reset_password(
        &self,
        token: &TokenHash,
        password: &str,
        told: &Letter,
        deed: &Deed,
    ) -> Result<Option<Account>, StoreError> {
        let Some(kept) = self.link(token, Purpose::Reset, deed.at)? else { return Ok(None) };
        self.store.engine().write(&[lock(kept.person)], |tx| {
            let taken = tx.exec(&TAKE, &[token.to_value(), Purpose::Reset.to_value(), deed.at.to_value()])?;
            let account = account::by_person(tx, kept.person)?;
            let Some(account) = account.filter(|_| taken == 1) else { return Ok(None) };
            account::set_password(tx, account.person, password)?;
            // Who knew the one up to now may have asked for another address.
            clear(tx, account.person, Purpose::Email)?;
            tokens::end_all(tx, account.person)?;
            audit::put(tx, deed, account.person, Act::PasswordReset, "by a link")?;
            mail::put(tx, told, &account.email, deed.at)?;
            Ok(Some(account))
        })
    }

    /// Has a link mailed to a new address, and tells the one up to now. If the new one has an account, only that is said to
    /// it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn change_email(&self, change: &EmailChange, now: Instant) -> Result<(), StoreError> {
        let locks = [lock(change.person), lock_address(&change.email)];
        self.store.engine().write(&locks, |tx| {
            let Some(account) = account::by_person(tx, change.person)? else { return Ok(()) };
            let letter = match account::by_email(tx, &change.email)? {
                Some(_) => &change.known,
                None => &change.confirm,
            };
            let new = Some(change.email.clone());
            put(tx, change.person, Purpose::Email, &change.token, new, change.expires_at)?;
            mail::put_asked(tx, letter, &change.email, now)?;
            mail::put(tx, &change.told, &account.email, now)
        })
    }

    /// Makes a new address the account's by a link. Returns whose; nobody when the link was used before or is too old, or
    /// the address got an account meanwhile.
    ///
    /// # Errors
    /// When a rule says no, or the store fails.
    pub fn finish_email_change(
        &self,
        token: &TokenHash,
        command: CommandId,
        deed: &Deed,
    ) -> Result<Option<PersonId>, DispatchError> {
        let kept = self.link(token, Purpose::Email, deed.at)?;
        let Some(Kept { person, email: Some(email) }) = kept else { return Ok(None) };
        let Some(account) = self.find(person)? else { return Ok(None) };
        let locks = [lock(person), lock_address(&email), lock_address(&account.email)];
        self.store.engine().write(&locks, |tx| {
            // Whose address became another one meanwhile, or who is shut out, gets none by this link.
            let as_it_was = account::by_person(tx, person)?
                .is_some_and(|now| now.email == account.email && now.disabled_at.is_none());
            if !as_it_was {
                return Ok(None);
            }
            let taken = tx.exec(&TAKE, &[token.to_value(), Purpose::Email.to_value(), deed.at.to_value()])?;
            if taken == 0 || account::by_email(tx, &email)?.is_some() {
                return Ok(None);
            }
            tx.exec(&SET_EMAIL, &[person.to_value(), Value::Text(email.clone()), deed.at.to_value()])?;
            // A link to choose a password that went to the address up to now is worth nothing any more.
            clear(tx, person, Purpose::Reset)?;
            audit::put(tx, deed, person, Act::EmailChanged, "")?;
            let moved = moved(tx, person, email, command, deed.at)?;
            tx.lock(&dispatch::locks_of(&moved).map_err(dispatch::refused)?)?;
            dispatch::dispatch_within(tx, &moved, deed.at)?;
            Ok(Some(person))
        })
    }

    /// Forgets the links that no longer work.
    ///
    /// # Errors
    /// When the store fails.
    pub fn forget_links(&self, now: Instant) -> Result<u64, StoreError> {
        self.store.engine().write(&[], |tx| tx.exec(&FORGET, &[now.to_value()]))
    }

    fn link(&self, token: &TokenHash, purpose: Purpose, now: Instant) -> Result<Option<Kept>, StoreError> {
        let asked = [token.to_value(), purpose.to_value(), now.to_value()];
        self.store.engine().read(|tx| match tx.row(&FIND, &asked)? {
            Some(row) => Ok(Some(Kept { person: row.stored(0)?, email: row.stored(1)? })),
            None => Ok(None),
        })
    }
}

/// A new address that somebody wants for their account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailChange {
    /// Who.
    pub person: PersonId,
    /// The new address, as it is compared.
    pub email: String,
    /// The token of the link, hashed.
    pub token: TokenHash,
    /// Until when the link works.
    pub expires_at: Instant,
    /// To the new address: with the link.
    pub confirm: Letter,
    /// To the new address if it has an account: that somebody wanted it for theirs.
    pub known: Letter,
    /// To the address up to now: that another one was asked for.
    pub told: Letter,
}

/// Takes away the links that were mailed to somebody for a purpose.
pub(super) fn clear(tx: &mut dyn Tx, person: PersonId, purpose: Purpose) -> Result<(), StoreError> {
    tx.exec(&CLEAR, &[person.to_value(), purpose.to_value()]).map(drop)
}

/// Puts a link in place of those for the same.
fn put(
    tx: &mut dyn Tx,
    person: PersonId,
    purpose: Purpose,
    token: &TokenHash,
    email: Option<String>,
    expires_at: Instant,
) -> Result<(), StoreError> {
    clear(tx, person, purpose)?;
    let params =
        [token.to_value(), person.to_value(), purpose.to_value(), email.to_value(), expires_at.to_value()];
    tx.exec(&PUT, &params).map(drop)
}

/// Returns the command that writes a person's new address beside everything else that they are.
fn moved(
    tx: &mut dyn Tx,
    person: PersonId,
    email: String,
    id: CommandId,
    at: Instant,
) -> Result<Envelope, DispatchError> {
    let mut rows = TxRows::new(tx, Stamp::default());
    let rows: &mut dyn Rows = &mut rows;
    let failed = |error: domain::rows::RowsError| StoreError::Io { what: "rows".to_owned(), source: error.0 };
    let row: Option<Person> = rows.find(person).map_err(failed)?;
    let Some(row) = row else {
        return Err(StoreError::Unsuitable { reason: format!("the account {person} has no person") }.into());
    };
    let profile: Option<MentorProfile> = rows.find(person).map_err(failed)?;
    let command = Command::from(PeopleCommand::Add {
        person,
        name: row.name,
        email,
        zone: row.zone,
        roles: BTreeSet::new(),
        bio: profile.map(|profile| profile.bio).unwrap_or_default(),
    });
    Ok(Envelope::new(id, SYSTEM, at, ZoneId::utc(), &command))
}
