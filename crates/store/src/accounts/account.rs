//! The account itself: made together with its person, found by its address, disabled and enabled, its password changed.

use super::audit::{self, Act, Deed};
use super::links::{self, Purpose};
use super::mail::{self, Letter};
use super::{Accounts, Factor, lock, lock_address, roles, tokens};
use crate::dispatch::{self, SYSTEM};
use crate::engine::{Record, Stmt, Tx};
use crate::{DispatchError, StoreError};
use domain::base::{Code, CommandId, Instant, PersonId, Refusal, Stored, Value, ZoneId};
use domain::command::{Command, Envelope, Role};
use domain::people::PeopleCommand;
use std::collections::BTreeSet;
use uuid::Uuid;

const BY_EMAIL: Stmt = Stmt::new(
    "accounts.by_email",
    "SELECT person_id, email, password, verified_at, disabled_at, totp_secret, totp_since, totp_step
     FROM accounts
     WHERE email = $1",
);

const BY_PERSON: Stmt = Stmt::new(
    "accounts.by_person",
    "SELECT person_id, email, password, verified_at, disabled_at, totp_secret, totp_since, totp_step
     FROM accounts
     WHERE person_id = $1",
);

const PUT: Stmt = Stmt::new(
    "accounts.put",
    "INSERT INTO accounts (person_id, email, password, verified_at, totp_step, created_at)
     VALUES ($1, $2, $3, $4, 0, $4)",
);

const SET_PASSWORD: Stmt = Stmt::new(
    "accounts.set_password",
    "UPDATE accounts
     SET password = $2
     WHERE person_id = $1",
);

const SET_DISABLED: Stmt = Stmt::new(
    "accounts.set_disabled",
    "UPDATE accounts
     SET disabled_at = $2
     WHERE person_id = $1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&BY_EMAIL, &BY_PERSON, &PUT, &SET_PASSWORD, &SET_DISABLED];

/// How a person signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose it is.
    pub person: PersonId,
    /// Their address, as it is compared.
    pub email: String,
    /// The password, hashed.
    pub password: String,
    /// When the address was shown to be theirs.
    pub verified_at: Instant,
    /// Since when nobody may sign in.
    pub disabled_at: Option<Instant>,
    /// The second factor, set up or being set up.
    pub factor: Option<Factor>,
}

/// Somebody who gets an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// Their address, as it is compared.
    pub email: String,
    /// Their time zone.
    pub zone: ZoneId,
    /// What they may do.
    pub roles: BTreeSet<Role>,
    /// Their password, hashed.
    pub password: String,
}

/// The ids of a new person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonIds {
    /// The person.
    pub person: PersonId,
    /// The command that adds them.
    pub command: CommandId,
}

/// What became of a change that asks for the password as it was when it was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It was made.
    Yes,
    /// The password was changed meanwhile, or the account is gone; nothing was changed.
    No,
}

impl Accounts<'_> {
    /// Returns the account with an address.
    ///
    /// # Errors
    /// When the store fails.
    pub fn find_by_email(&self, email: &str) -> Result<Option<Account>, StoreError> {
        self.store.engine().read(|tx| by_email(tx, email))
    }

    /// Returns a person's account.
    ///
    /// # Errors
    /// When the store fails.
    pub fn find(&self, person: PersonId) -> Result<Option<Account>, StoreError> {
        self.store.engine().read(|tx| by_person(tx, person))
    }

    /// Makes a person with an account, as an admin does who knows them.
    ///
    /// # Errors
    /// [`Code::Conflict`] when the address has an account; when a rule says no, or the store fails.
    pub fn add(&self, new: &NewPerson, ids: PersonIds, deed: &Deed) -> Result<(), DispatchError> {
        let command = added(new, ids, deed.at);
        let mut locks = vec![lock(ids.person), lock_address(&new.email)];
        locks.extend(dispatch::locks_of(&command).map_err(dispatch::refused)?);
        self.store.engine().write(&locks, |tx| {
            if by_email(tx, &new.email)?.is_some() {
                let refusal = Refusal::new(Code::Conflict, "This address has an account already.");
                return Err(dispatch::refused(
                    refusal.hint("Choose another address, or change that account."),
                ));
            }
            create(tx, new, ids, deed, &command)
        })
    }

    /// Changes the password of somebody who showed the one up to now, and ends their other sessions. `checked` is the
    /// password, hashed, that theirs was compared with.
    ///
    /// # Errors
    /// When the store fails.
    pub fn change_password(
        &self,
        person: PersonId,
        checked: &str,
        password: &str,
        keep: Uuid,
        told: &Letter,
        deed: &Deed,
    ) -> Result<Changed, StoreError> {
        self.store.engine().write(&[lock(person)], |tx| {
            let account = by_person(tx, person)?.filter(|account| account.password == checked);
            let Some(account) = account else { return Ok(Changed::No) };
            mail::put(tx, told, &account.email, deed.at)?;
            set_password(tx, person, password)?;
            // Who knew the one up to now may have had links mailed.
            links::clear(tx, person, Purpose::Email)?;
            links::clear(tx, person, Purpose::Reset)?;
            tokens::end_others(tx, person, keep)?;
            audit::put(tx, deed, person, Act::PasswordChanged, "")?;
            Ok(Changed::Yes)
        })
    }

    /// Lets nobody sign in with an account, and ends its sessions.
    ///
    /// # Errors
    /// [`Code::Conflict`] when nobody would be left to run the platform, [`Code::NotFound`] without such an account; when the
    /// store fails.
    pub fn disable(&self, person: PersonId, deed: &Deed) -> Result<(), DispatchError> {
        self.set_disabled(person, Some(deed.at), Act::Disabled, deed)
    }

    /// Lets people sign in with an account again.
    ///
    /// # Errors
    /// [`Code::NotFound`] without such an account; when the store fails.
    pub fn enable(&self, person: PersonId, deed: &Deed) -> Result<(), DispatchError> {
        self.set_disabled(person, None, Act::Enabled, deed)
    }

    fn set_disabled(
        &self,
        person: PersonId,
        since: Option<Instant>,
        act: Act,
        deed: &Deed,
    ) -> Result<(), DispatchError> {
        self.store.engine().write(&[lock(person), roles::lock_admins()], |tx| {
            if since.is_some() {
                roles::check_not_last_admin(tx, person)?;
                tokens::end_all(tx, person)?;
            }
            if tx.exec(&SET_DISABLED, &[person.to_value(), since.to_value()])? == 0 {
                return Err(dispatch::refused(Refusal::new(Code::NotFound, "This account can't be found.")));
            }
            audit::put(tx, deed, person, act, "")?;
            Ok(())
        })
    }
}

/// Returns the command that adds a person.
pub(super) fn added(new: &NewPerson, ids: PersonIds, at: Instant) -> Envelope {
    let command = Command::from(PeopleCommand::Add {
        person: ids.person,
        name: new.name.clone(),
        email: new.email.clone(),
        zone: new.zone.clone(),
        roles: new.roles.clone(),
        bio: String::new(),
    });
    Envelope::new(ids.command, SYSTEM, at, ZoneId::utc(), &command)
}

/// Makes an account and its person. The command comes last, because with it the transaction gets its number.
pub(super) fn create(
    tx: &mut dyn Tx,
    new: &NewPerson,
    ids: PersonIds,
    deed: &Deed,
    command: &Envelope,
) -> Result<(), DispatchError> {
    let params = [
        ids.person.to_value(),
        Value::Text(new.email.clone()),
        Value::Text(new.password.clone()),
        deed.at.to_value(),
    ];
    tx.exec(&PUT, &params)?;
    audit::put(tx, deed, ids.person, Act::Created, "")?;
    dispatch::dispatch_within(tx, command, deed.at).map(drop)
}

pub(super) fn by_email(tx: &mut dyn Tx, email: &str) -> Result<Option<Account>, StoreError> {
    tx.row(&BY_EMAIL, &[Value::Text(email.to_owned())])?.as_ref().map(account).transpose()
}

pub(super) fn by_person(tx: &mut dyn Tx, person: PersonId) -> Result<Option<Account>, StoreError> {
    tx.row(&BY_PERSON, &[person.to_value()])?.as_ref().map(account).transpose()
}

/// Whether the password is still the one that something was compared with.
pub(super) fn is_current(tx: &mut dyn Tx, person: PersonId, checked: &str) -> Result<bool, StoreError> {
    Ok(by_person(tx, person)?.is_some_and(|account| account.password == checked))
}

pub(super) fn set_password(tx: &mut dyn Tx, person: PersonId, password: &str) -> Result<(), StoreError> {
    tx.exec(&SET_PASSWORD, &[person.to_value(), Value::Text(password.to_owned())]).map(drop)
}

fn account(row: &Record) -> Result<Account, StoreError> {
    let factor = match row.opt_text(5)? {
        Some(secret) => {
            Some(Factor { secret: secret.to_owned(), since: row.opt_instant(6)?, step: row.int(7)? })
        }
        None => None,
    };
    Ok(Account {
        person: row.stored(0)?,
        email: row.text(1)?.to_owned(),
        password: row.text(2)?.to_owned(),
        verified_at: row.instant(3)?,
        disabled_at: row.opt_instant(4)?,
        factor,
    })
}
