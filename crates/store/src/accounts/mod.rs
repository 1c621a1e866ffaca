//! Accounts, as a server keeps them: how a person signs in, on which devices, what they were mailed, what was done to
//! whom. Nothing of it is synced; the person is, and is written in the same transaction where both change.
//!
//! Whatever has to be secret comes in hashed or sealed. Time, ids and the hashes of tokens are arguments; how many
//! attempts are too many, [`Allowance`] decides.

mod account;
mod attempts;
mod audit;
mod devices;
mod erasing;
mod factor;
mod file_keys;
mod links;
mod list;
mod mail;
mod restored;
mod roles;
mod session;
mod sign_ups;
mod token_hash;
mod tokens;
mod visits;

pub use account::{Account, Changed, NewPerson, PersonIds};
pub use attempts::{Admitted, Allowance, Attempts};
pub use audit::{Act, AuditEntry, Deed};
pub use devices::Device;
pub use factor::Factor;
pub use file_keys::KeyKept;
pub use links::{EmailChange, Purpose};
pub use list::AccountLine;
pub use mail::{Letter, LetterId, OutgoingMail};
pub use session::{NewSession, Session};
pub use sign_ups::{SignUpMail, SignUpRequest};
pub use token_hash::TokenHash;
pub use tokens::Standing;
pub use visits::{NewVisit, PastVisit, Visit};

use crate::Store;
use crate::engine::{LockKey, Stmt};
use domain::base::PersonId;

/// The accounts of a store that a server opened.
#[derive(Debug, Clone, Copy)]
pub struct Accounts<'a> {
    store: &'a Store,
}

impl Store {
    /// Returns the accounts of a store that was opened by [`Store::open_server`].
    #[must_use]
    pub const fn accounts(&self) -> Accounts<'_> {
        Accounts { store: self }
    }
}

/// What everything that decides about one account waits for.
fn lock(person: PersonId) -> LockKey {
    LockKey::of(format!("account {person}").as_bytes())
}

/// What everything that decides whose an address is waits for.
fn lock_address(email: &str) -> LockKey {
    LockKey::of(format!("address {email}").as_bytes())
}

/// Returns every named statement of accounts.
pub(crate) fn statements() -> Vec<&'static Stmt> {
    [
        account::STATEMENTS,
        attempts::STATEMENTS,
        audit::STATEMENTS,
        devices::STATEMENTS,
        erasing::STATEMENTS,
        factor::STATEMENTS,
        file_keys::STATEMENTS,
        links::STATEMENTS,
        list::STATEMENTS,
        mail::STATEMENTS,
        restored::STATEMENTS,
        roles::STATEMENTS,
        sign_ups::STATEMENTS,
        tokens::STATEMENTS,
        visits::STATEMENTS,
    ]
    .concat()
}
