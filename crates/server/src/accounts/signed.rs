//! Who is at the other end of a request: somebody with a token, in a header or in a cookie.

use super::{cookies, deeds, refusals, tokens};
use crate::{Problem, State};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use domain::accounts::DeviceId;
use domain::base::{Instant, PersonId};
use std::sync::Arc;
use store::accounts::{Standing, TokenHash, Visit};
use uuid::Uuid;

/// A person who is signed in. A handler that takes this can only stand in a row of the table of routes that asks for
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub person: PersonId,
    /// On what.
    pub device: DeviceId,
    /// By what.
    pub how: How,
    /// The sign-in that it goes back to.
    pub family: Uuid,
    /// When that was.
    pub signed_in_at: Instant,
    /// The token that was shown, hashed.
    pub token: TokenHash,
    /// The visit on which somebody else sees what this person does; nothing may be changed then.
    pub visit: Option<Visit>,
}

/// What somebody showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A token in the header `Authorization`, as the desktop application sends it.
    Token,
    /// A browser's cookie, which the browser sends by itself.
    Cookie,
}

/// Finds out who sends a request, by its headers.
///
/// # Errors
/// When nobody is signed in by them.
pub async fn signed(state: &State, headers: &HeaderMap) -> Result<Signed, Problem> {
    #[cfg(test)]
    if let Some(signed) = stand_in(headers) {
        return Ok(signed);
    }
    if let Some(signed) = visiting(state, headers).await? {
        return Ok(signed);
    }
    let Some((how, shown)) = shown(state, headers) else { return Err(Problem::signed_out()) };
    let token = tokens::hash(&shown);
    let deed = deeds::of_nobody(state);
    let standing = state.read(move |store| store.accounts().authenticate(&token, &deed)).await??;
    match standing {
        Standing::Signed(session) => Ok(Signed {
            person: session.person,
            device: session.device,
            how,
            family: session.family,
            signed_in_at: session.signed_in_at,
            token,
            visit: None,
        }),
        Standing::Nobody => Err(refusals::signed_out()),
        Standing::Superseded => Err(refusals::superseded()),
        Standing::Disabled => Err(refusals::disabled()),
    }
}

/// Finds out whom an admin's browser visits. When the visit is over, the browser is the admin's again.
async fn visiting(state: &State, headers: &HeaderMap) -> Result<Option<Signed>, Problem> {
    if headers.contains_key(header::AUTHORIZATION) {
        return Ok(None);
    }
    let Some(shown) = cookies::visit(state, headers) else { return Ok(None) };
    let (token, now) = (tokens::hash(&shown), state.now());
    let visit = state.read(move |store| store.accounts().visit(&token, now)).await??;
    Ok(visit.map(|visit| Signed {
        person: visit.person,
        // A visit is no device of theirs.
        device: DeviceId::default(),
        how: How::Cookie,
        family: visit.family,
        signed_in_at: now,
        token,
        visit: Some(visit),
    }))
}

/// Whether somebody who was signed in when a stream began still is. Whoever can't be looked up because too many ask is believed
/// until the next time: sent away, they would come back and ask for more.
pub async fn goes_on(state: &State, signed: &Signed) -> bool {
    if cfg!(test) && signed.family.is_nil() {
        return true;
    }
    let (family, visit, now) = (signed.family, signed.visit, state.now());
    let goes_on = move |store: &store::Store| match visit {
        Some(visit) => store.accounts().visit_goes_on(visit.id, now),
        None => store.accounts().goes_on(family, now),
    };
    match state.read(goes_on).await {
        Ok(goes_on) => matches!(goes_on, Ok(true)),
        Err(problem) => problem.status() == StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Returns the token that a request shows.
pub(super) fn shown(state: &State, headers: &HeaderMap) -> Option<(How, String)> {
    if let Some(shown) = headers.get(header::AUTHORIZATION) {
        let token = shown.to_str().ok()?.strip_prefix("Bearer ")?;
        return Some((How::Token, token.to_owned()));
    }
    cookies::token(state, headers).map(|token| (How::Cookie, token))
}

/// Believes a test: `Authorization: Test <person>`.
#[cfg(test)]
fn stand_in(headers: &HeaderMap) -> Option<Signed> {
    let person = headers.get("authorization")?.to_str().ok()?.strip_prefix("Test ")?.parse().ok()?;
    Some(Signed {
        person,
        device: DeviceId::default(),
        how: How::Token,
        family: Uuid::nil(),
        signed_in_at: Instant(0),
        token: TokenHash([0; 32]),
        visit: None,
    })
}

impl FromRequestParts<Arc<State>> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &Arc<State>) -> Result<Self, Problem> {
        // The guard of the route put it there.
        parts.extensions.get::<Self>().copied().ok_or_else(Problem::bug)
    }
}
