//! Signing in, getting another token, signing out.

use super::signed::shown;
use super::{How, Signed, admission, cookies, deeds, factor, hashing, me, origin, refusals, tokens};
use crate::body::Sent;
use crate::listen::Peer;
use crate::{Problem, State};
use axum::Json;
use axum::extract::{self, Extension};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::accounts::{Carrier, DeviceHello, Me, Renewed, Secret, SignIn, SignedIn, normal_address};
use domain::base::Instant;
use std::sync::Arc;
use store::accounts::{Account, Changed, Deed, NewSession, Session, Standing, TokenHash};

/// The most characters of a device's name.
const NAME: usize = 100;

/// Signs in: by address and password, and a code where there is a second factor.
pub(super) async fn sign_in(
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Sent(mut asked): Sent<SignIn>,
) -> Result<Response, Problem> {
    if asked.carrier == Carrier::Cookie {
        origin::check_page(&state, &headers)?;
        asked.device.known = cookies::known(&state, &headers).map(Secret::new);
    }
    admission::stranger(&state, peer)?;
    let email = normal_address(&asked.email).map_err(refusals::invalid)?;
    let subject = admission::sign_in(&state, &email, &asked.device).await?;
    let account = credentials(&state, email, &asked.password).await?;
    let deed = deeds::by(&state, account.person, asked.device.id, peer);
    factor::check(&state, &account, asked.code.as_ref(), &deed, StatusCode::UNAUTHORIZED).await?;

    let entry = enter(&state, account, &asked, deed).await?;
    admission::succeeded(&state, subject).await?;
    let me = me::of(&state, &entry.signed).await?;
    Ok(entry.answer(&state, me))
}

/// Somebody who was let in, and what they are given.
struct Entry {
    signed: Signed,
    token: Secret,
    known: Secret,
    expires_at: Instant,
}

/// Lets somebody in who has shown who they are.
async fn enter(state: &State, account: Account, asked: &SignIn, deed: Deed) -> Result<Entry, Problem> {
    let (token, known, now) = (tokens::make(state), tokens::make(state), state.now());
    let expires_at = tokens::expiry(asked.carrier, now, now);
    let new = NewSession {
        person: account.person,
        checked: account.password,
        device: asked.device.id,
        device_name: device_name(&asked.device),
        known: known.hash,
        token: token.hash,
        family: deeds::id(state),
        expires_at,
    };
    let how = match asked.carrier {
        Carrier::Bearer => How::Token,
        Carrier::Cookie => How::Cookie,
    };
    let (person, device, family) = (new.person, new.device, new.family);
    let signed = Signed { person, device, how, family, signed_in_at: now, token: token.hash, visit: None };
    match state.write(move |store| store.accounts().sign_in(&new, &deed)).await?? {
        Changed::Yes => Ok(Entry { signed, token: token.secret, known: known.secret, expires_at }),
        Changed::No => Err(refusals::wrong_credentials()),
    }
}

impl Entry {
    fn answer(self, state: &State, me: Me) -> Response {
        let (renew_at, expires_at) = (tokens::renewal(state.now()), self.expires_at);
        match self.signed.how {
            How::Token => {
                let (token, known) = (Some(self.token), Some(self.known));
                Json(SignedIn { token, renew_at, expires_at, known, me }).into_response()
            }
            How::Cookie => {
                let given = [
                    set(cookies::give_token(state, self.token.reveal(), expires_at)),
                    set(cookies::give_known(state, self.known.reveal())),
                ];
                let answer = SignedIn { token: None, renew_at, expires_at, known: None, me };
                (AppendHeaders(given), Json(answer)).into_response()
            }
        }
    }
}

/// Returns the account whose address and password these are. Where there is none, a password is compared all the same.
async fn credentials(state: &State, email: String, password: &Secret) -> Result<Account, Problem> {
    let found = state.read(move |store| store.accounts().find_by_email(&email)).await??;
    let hashed = match &found {
        Some(account) => account.password.clone(),
        None => state.accounts.hashing.nobody(),
    };
    let matches = hashing::matches(state, password, hashed).await?;
    let account = found.filter(|_| matches).ok_or_else(refusals::wrong_credentials)?;
    if account.disabled_at.is_some() {
        return Err(refusals::disabled());
    }
    Ok(account)
}

fn device_name(device: &DeviceHello) -> String {
    clean_name(&device.name).unwrap_or_else(|| "A device".to_owned())
}

/// Returns a device's name on one line and not too long; nothing when nothing is left of it.
pub(super) fn clean_name(name: &str) -> Option<String> {
    let line: String = name.chars().filter(|letter| !letter.is_control()).collect();
    let short: String = line.trim().chars().take(NAME).collect();
    Some(short).filter(|name| !name.is_empty())
}

/// Issues a token in place of the one that is shown.
pub(super) async fn renew(
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some((how, shown)) = shown(&state, &headers) else { return Err(refusals::signed_out()) };
    if how == How::Cookie {
        origin::check_page(&state, &headers)?;
    }
    match replaced(&state, how, tokens::hash(&shown), deeds::of_stranger(&state, peer)).await? {
        (Standing::Signed(session), token) => Ok(renewed(&state, how, token, session.expires_at)),
        (Standing::Nobody, _) => Err(refusals::signed_out()),
        (Standing::Superseded, _) => Err(refusals::superseded()),
        (Standing::Disabled, _) => Err(refusals::disabled()),
    }
}

async fn replaced(
    state: &State,
    how: How,
    old: TokenHash,
    deed: Deed,
) -> Result<(Standing, Secret), Problem> {
    let (next, now, carrier) = (tokens::make(state), state.now(), carrier(how));
    let until = move |session: &Session| tokens::expiry(carrier, session.signed_in_at, now);
    let hash = next.hash;
    let standing = state.write(move |store| store.accounts().renew(&old, &hash, until, &deed)).await??;
    Ok((standing, next.secret))
}

const fn carrier(how: How) -> Carrier {
    match how {
        How::Token => Carrier::Bearer,
        How::Cookie => Carrier::Cookie,
    }
}

/// Gives somebody who is signed in a token in place of theirs.
pub(super) async fn another(state: &State, signed: &Signed, peer: Peer) -> Result<Response, Problem> {
    match replaced(state, signed.how, signed.token, deeds::of(state, signed, peer)).await? {
        (Standing::Signed(session), token) => Ok(renewed(state, signed.how, token, session.expires_at)),
        (Standing::Nobody | Standing::Superseded | Standing::Disabled, _) => Err(refusals::signed_out()),
    }
}

fn renewed(state: &State, how: How, token: Secret, expires_at: Instant) -> Response {
    let renew_at = tokens::renewal(state.now());
    match how {
        How::Token => Json(Renewed { token: Some(token), renew_at, expires_at }).into_response(),
        How::Cookie => {
            let given = [set(cookies::give_token(state, token.reveal(), expires_at))];
            (AppendHeaders(given), Json(Renewed { token: None, renew_at, expires_at })).into_response()
        }
    }
}

/// Signs out.
pub(super) async fn sign_out(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
) -> Result<Response, Problem> {
    state.write(move |store| store.accounts().sign_out(signed.person, signed.family)).await??;
    Ok(without_cookie(&state, &signed))
}

/// Answers somebody whose session is over.
pub(super) fn without_cookie(state: &State, signed: &Signed) -> Response {
    match signed.how {
        How::Token => StatusCode::NO_CONTENT.into_response(),
        How::Cookie => {
            (AppendHeaders([set(cookies::take_token(state))]), StatusCode::NO_CONTENT).into_response()
        }
    }
}

/// Returns the header that has a browser keep a cookie.
pub(super) fn set(cookie: HeaderValue) -> (header::HeaderName, HeaderValue) {
    (header::SET_COOKIE, cookie)
}
