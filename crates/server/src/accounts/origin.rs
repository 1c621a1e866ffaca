//! Whether a request comes from a page of this server. A browser adds its cookie to whatever any page has it send, so with a
//! cookie nothing is changed unless (1) the request has a header that a foreign page may not add, and (2) the browser says
//! that it comes from here.

use super::{How, refusals};
use crate::{Problem, State};
use axum::http::{HeaderMap, Method, header};

/// The header that a page of this server adds to whatever changes something. Its value says nothing.
pub(super) const HEADER: &str = "x-wrapitup";

/// Refuses to change anything by a cookie that a foreign page may have had sent.
pub(crate) fn check(state: &State, how: How, method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    match how {
        How::Token => Ok(()),
        How::Cookie if method.is_safe() => Ok(()),
        How::Cookie => check_page(state, headers),
    }
}

/// Refuses what does not come from a page of this server.
pub(super) fn check_page(state: &State, headers: &HeaderMap) -> Result<(), Problem> {
    let from = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let ours = match (&state.config.public_url, host) {
        (Some(url), _) => Some(url.trim_end_matches('/').to_owned()),
        (None, Some(host)) if state.config.is_private() => Some(format!("http://{host}")),
        (None, _) => None,
    };
    let is_ours = from.is_some() && from == ours.as_deref() && headers.contains_key(HEADER);
    if is_ours { Ok(()) } else { Err(refusals::foreign_page()) }
}
