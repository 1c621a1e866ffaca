//! Who is at the other end of a request.

use crate::{Problem, State};
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use domain::base::PersonId;
use std::sync::Arc;

domain::ids! {
    /// Something that a person signed in on: one installation, or one browser.
    DeviceId;
}

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
    let _nobody_yet = (state, headers);
    Err(Problem::signed_out())
}

/// Believes a test: `Authorization: Test <person>`.
#[cfg(test)]
fn stand_in(headers: &HeaderMap) -> Option<Signed> {
    let person = headers.get("authorization")?.to_str().ok()?.strip_prefix("Test ")?.parse().ok()?;
    Some(Signed { person, device: DeviceId::default(), how: How::Token })
}

impl FromRequestParts<Arc<State>> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &Arc<State>) -> Result<Self, Problem> {
        // The guard of the route put it there.
        parts.extensions.get::<Self>().copied().ok_or_else(Problem::bug)
    }
}
