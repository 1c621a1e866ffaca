//! The second factor: set up, asked for, removed.

use super::{Signed, admission, deeds, refusals, tokens, totp};
use crate::body::Sent;
use crate::listen::Peer;
use crate::mail::letters;
use crate::{Problem, State};
use axum::Json;
use axum::extract::{self, Extension};
use axum::http::StatusCode;
use domain::accounts::{
    BeginTotp, ConfirmTotp, NewRecoveryCodes, RecoveryCodes, RemoveTotp, Secret, TotpBegun,
};
use domain::base::{Code, PersonId, Refusal};
use std::sync::Arc;
use store::accounts::{Account, Deed, Factor, TokenHash};

/// How many recovery codes there are.
const CODES: usize = 10;

/// Makes a secret for an authenticator application. It is asked for once a code confirmed it. It takes the password once more, so
/// that nobody shuts somebody out with a browser that was left open.
pub(super) async fn begin(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Sent(asked): Sent<BeginTotp>,
) -> Result<Json<TotpBegun>, Problem> {
    let account = admission::owner(&state, &signed, &asked.password).await?;
    let secret = totp::base32(&state.random::<20>());
    let sealed = state.accounts.sealing.seal(state.random(), &place(signed.person), &secret);
    let sealed = sealed.ok_or_else(Problem::bug)?;
    let begun = state.write(move |store| store.accounts().begin_factor(signed.person, &sealed)).await??;
    if !begun {
        let refusal = Refusal::new(Code::Conflict, "A second factor is set up already.");
        return Err(refusal.hint("Remove it first, then set up another one.").into());
    }
    let uri = totp::uri(&account.email, &secret);
    Ok(Json(TotpBegun { secret: Secret::new(secret), uri: Secret::new(uri) }))
}

/// Asks for the second factor from now on, and gives the recovery codes.
pub(super) async fn confirm(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<ConfirmTotp>,
) -> Result<Json<RecoveryCodes>, Problem> {
    admission::count_code(&state, signed.person).await?;
    let account = admission::account(&state, &signed).await?;
    let factor = account.factor.filter(|factor| factor.since.is_none());
    let factor = factor.ok_or_else(|| refusals::not_found("second factor"))?;
    let step = step(&state, signed.person, &factor, &asked.code)?;
    let step = step.ok_or_else(|| refusals::wrong_code(StatusCode::FORBIDDEN))?;
    let (codes, hashes) = recovery_codes(&state);
    let (deed, told) = (deeds::of(&state, &signed, peer), letters::factor_added(&state)?);
    let confirm = move |store: &store::Store| {
        store.accounts().confirm_factor(signed.person, &factor.secret, step, &hashes, &told, &deed)
    };
    if !state.write(confirm).await?? {
        return Err(refusals::not_found("second factor"));
    }
    state.accounts.mail.notify_one();
    admission::code_taken(&state, signed.person).await?;
    Ok(Json(RecoveryCodes { codes }))
}

/// Puts other recovery codes in place of those there are.
pub(super) async fn new_codes(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<NewRecoveryCodes>,
) -> Result<Json<RecoveryCodes>, Problem> {
    let account = admission::owner(&state, &signed, &asked.password).await?;
    let deed = deeds::of(&state, &signed, peer);
    require(&account)?;
    check(&state, &account, Some(&asked.code), &deed, StatusCode::FORBIDDEN).await?;
    let (codes, hashes) = recovery_codes(&state);
    state.write(move |store| store.accounts().renew_recovery_codes(signed.person, &hashes, &deed)).await??;
    Ok(Json(RecoveryCodes { codes }))
}

/// Asks for the password alone from now on.
pub(super) async fn remove(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<RemoveTotp>,
) -> Result<StatusCode, Problem> {
    let account = admission::owner(&state, &signed, &asked.password).await?;
    let deed = deeds::of(&state, &signed, peer);
    require(&account)?;
    check(&state, &account, Some(&asked.code), &deed, StatusCode::FORBIDDEN).await?;
    state.write(move |store| store.accounts().remove_factor(signed.person, &deed)).await??;
    Ok(StatusCode::NO_CONTENT)
}

fn require(account: &Account) -> Result<(), Problem> {
    let active = account.factor.as_ref().is_some_and(|factor| factor.since.is_some());
    if active { Ok(()) } else { Err(refusals::not_found("second factor")) }
}

/// Takes a code of the second factor, or a recovery code, if the account has one. Each is taken once.
pub(super) async fn check(
    state: &State,
    account: &Account,
    code: Option<&Secret>,
    deed: &Deed,
    status: StatusCode,
) -> Result<(), Problem> {
    let Some(factor) = account.factor.as_ref().filter(|factor| factor.since.is_some()) else { return Ok(()) };
    let Some(code) = code else { return Err(refusals::second_factor_needed()) };
    admission::count_code(state, account.person).await?;
    let person = account.person;
    let taken = match step(state, person, factor, code)? {
        Some(step) => state.write(move |store| store.accounts().use_step(person, step)).await??,
        None => {
            let (hash, deed) = (recovery_hash(code.reveal()), deed.clone());
            state.write(move |store| store.accounts().use_recovery_code(person, &hash, &deed)).await??
        }
    };
    if !taken {
        return Err(refusals::wrong_code(status));
    }
    admission::code_taken(state, person).await
}

/// Returns the step of time whose code this is.
fn step(state: &State, person: PersonId, factor: &Factor, code: &Secret) -> Result<Option<i64>, Problem> {
    let secret = state.accounts.sealing.open(&place(person), &factor.secret);
    let Some(secret) = secret.and_then(|text| totp::unbase32(&text)) else {
        tracing::error!("second_factor.does_not_open");
        return Err(Problem::bug());
    };
    Ok(totp::step_of(&secret, code.reveal(), state.now()))
}

fn place(person: PersonId) -> String {
    format!("second factor of {person}")
}

/// Makes recovery codes, and what is kept of them.
fn recovery_codes(state: &State) -> (Vec<Secret>, Vec<TokenHash>) {
    let codes = (0..CODES).map(|_| {
        let letters = totp::base32(&state.random::<10>());
        let groups: Vec<String> =
            letters.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
        groups.join("-")
    });
    codes.map(|code| (Secret::new(code.as_str()), recovery_hash(&code))).unzip()
}

/// Returns what is kept of a recovery code, however its letters and groups were typed.
fn recovery_hash(code: &str) -> TokenHash {
    let letters: String = code.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
    tokens::hash(&letters.to_ascii_uppercase())
}
