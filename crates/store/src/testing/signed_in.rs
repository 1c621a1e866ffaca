//! Somebody who is signed in to a server, without a password that would have to be hashed.

use crate::accounts::{Changed, Deed, NewSession, TokenHash};
use crate::engine::Stmt;
use crate::{Store, StoreError};
use domain::accounts::DeviceId;
use domain::base::{Instant, PersonId, Span, Stored, Value};

/// What no password is hashed to.
const NO_PASSWORD: &str = "none";

const PUT: Stmt = Stmt::new(
    "testing.account",
    "INSERT INTO accounts (person_id, email, password, verified_at, totp_step, created_at)
     VALUES ($1, $1, $2, $3, 0, $3)
     ON CONFLICT (person_id) DO NOTHING",
);

/// Signs a person in with a new device, who shows the token from now on, and gives them an account if they have none. The
/// store is one that a server opens.
///
/// # Panics
///
/// When the store fails.
pub fn sign_in(store: &Store, person: PersonId, token: TokenHash, now: Instant) {
    let put = store.engine().write::<_, StoreError>(&[], |tx| {
        tx.exec(&PUT, &[person.to_value(), Value::Text(NO_PASSWORD.to_owned()), now.to_value()])
    });
    put.unwrap_or_else(|error| panic!("giving an account: {error:?}"));
    let [first, ..] = token.0;
    let session = NewSession {
        person,
        checked: NO_PASSWORD.to_owned(),
        device: DeviceId(uuid::Uuid::new_v5(&person.0, &token.0)),
        device_name: format!("device {first}"),
        known: token,
        token,
        family: uuid::Uuid::new_v5(&person.0, &token.0),
        expires_at: now + Span::days(36_500),
    };
    let deed = Deed { id: session.family, at: now, actor: Some(person), device: None, address: None };
    match store.accounts().sign_in(&session, &deed) {
        Ok(Changed::Yes) => {}
        refused => panic!("signing in: {refused:?}"),
    }
}
