//! How often something may be tried. One address of the network has a bucket of its own; an account has so many attempts in
//! so long, whoever makes them and whether or not there is such an account. A device that showed that it is known has
//! attempts of its own, so that strangers who try a password can't lock its owner out.

use super::{Signed, hashing, refusals, tokens};
use crate::listen::Peer;
use crate::{Problem, State};
use domain::accounts::{DeviceHello, Secret};
use domain::base::{PersonId, Span};
use std::time::Duration;
use store::accounts::{Account, Admitted, Allowance, TokenHash};

/// How often a password may be tried: for one account, or with one known device.
const PASSWORDS: Allowance = Allowance { count: 10, window: Span::seconds(15 * 60) };

/// Takes one request of an address of the network.
pub(super) fn stranger(state: &State, peer: Peer) -> Result<(), Problem> {
    let taken = match state.accounts.limiter.lock() {
        Ok(mut limiter) => limiter.take(peer.0, state.now()),
        // A panic while a number was changed leaves a number.
        Err(poisoned) => poisoned.into_inner().take(peer.0, state.now()),
    };
    taken.map_err(refusals::too_many)
}

/// Counts an attempt to sign in to the account of an address, and returns what is counted.
pub(super) async fn sign_in(state: &State, email: &str, device: &DeviceHello) -> Result<TokenHash, Problem> {
    let subject = subject(state, email, device).await?;
    count(state, subject).await?;
    Ok(subject)
}

async fn subject(state: &State, email: &str, device: &DeviceHello) -> Result<TokenHash, Problem> {
    if let Some(known) = &device.known {
        let (address, id, known) = (email.to_owned(), device.id, tokens::hash(known.reveal()));
        let is_known =
            state.read(move |store| store.accounts().is_known_device(&address, id, &known)).await??;
        if is_known {
            return Ok(tokens::hash(&format!("known {id} {email}")));
        }
    }
    Ok(tokens::hash(&format!("address {email}")))
}

async fn count(state: &State, subject: TokenHash) -> Result<(), Problem> {
    let now = state.now();
    let admitted = state.write(move |store| store.accounts().attempt(&subject, PASSWORDS, now)).await??;
    match admitted {
        Admitted::Yes(_) => Ok(()),
        Admitted::NotBefore(until) => {
            let wait = u64::try_from((until - now).0).unwrap_or_default();
            Err(refusals::too_many(Duration::from_millis(wait)))
        }
    }
}

/// Forgets the attempts of somebody who succeeded.
pub(super) async fn succeeded(state: &State, subject: TokenHash) -> Result<(), Problem> {
    Ok(state.write(move |store| store.accounts().succeeded(&subject)).await??)
}

/// Counts an attempt at a code of the second factor, whose digits are few: whoever has the password may not try them all.
pub(super) async fn count_code(state: &State, person: PersonId) -> Result<(), Problem> {
    count(state, code_of(person)).await
}

/// Forgets the attempts at a code that was taken.
pub(super) async fn code_taken(state: &State, person: PersonId) -> Result<(), Problem> {
    succeeded(state, code_of(person)).await
}

fn code_of(person: PersonId) -> TokenHash {
    tokens::hash(&format!("code of {person}"))
}

/// Returns the account of somebody who is signed in and showed their password once more.
pub(super) async fn owner(state: &State, signed: &Signed, password: &Secret) -> Result<Account, Problem> {
    let subject = tokens::hash(&format!("owner {}", signed.person));
    count(state, subject).await?;
    let account = account(state, signed).await?;
    if !hashing::matches(state, password, account.password.clone()).await? {
        return Err(refusals::wrong_password());
    }
    succeeded(state, subject).await?;
    Ok(account)
}

/// Returns the account of somebody who is signed in.
pub(super) async fn account(state: &State, signed: &Signed) -> Result<Account, Problem> {
    let person = signed.person;
    let found = state.read(move |store| store.accounts().find(person)).await??;
    found.ok_or_else(refusals::signed_out)
}
