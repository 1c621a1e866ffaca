//! The cookies of a browser: the token, which no script can read, and what makes the browser known at the next sign-in.
//! Under https their names begin with `__Host-`, so that only this very server can have set them. Over plain http they exist
//! only where nobody else can listen: on this computer.

use crate::State;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::base::{Instant, Span};

const TOKEN: &str = "wrapitup";
const KNOWN: &str = "wrapitup-known";
const VISIT: &str = "wrapitup-visit";
/// How long a browser is known.
const KNOWN_FOR: Span = Span::days(400);

/// Whether cookies travel over https alone.
fn is_secure(state: &State) -> bool {
    state.config.link_base().starts_with("https://") || !state.config.is_private()
}

fn name(state: &State, base: &str) -> String {
    if is_secure(state) { format!("__Host-{base}") } else { base.to_owned() }
}

/// Returns the token that a browser sent.
pub(super) fn token(state: &State, headers: &HeaderMap) -> Option<String> {
    find(headers, &name(state, TOKEN))
}

/// Returns what a browser shows to be known.
pub(super) fn known(state: &State, headers: &HeaderMap) -> Option<String> {
    find(headers, &name(state, KNOWN))
}

/// Returns the token of the visit that a browser is on.
pub(super) fn visit(state: &State, headers: &HeaderMap) -> Option<String> {
    find(headers, &name(state, VISIT))
}

/// Gives a browser its token.
pub(super) fn give_token(state: &State, token: &str, until: Instant) -> HeaderValue {
    give(state, TOKEN, token, until - state.now())
}

/// Gives a browser what makes it known.
pub(super) fn give_known(state: &State, known: &str) -> HeaderValue {
    give(state, KNOWN, known, KNOWN_FOR)
}

/// Takes a browser's token.
pub(super) fn take_token(state: &State) -> HeaderValue {
    give(state, TOKEN, "", Span(0))
}

/// Gives a browser the token of a visit, which it shows instead of its own for as long as the visit lasts.
pub(super) fn give_visit(state: &State, token: &str, until: Instant) -> HeaderValue {
    give(state, VISIT, token, until - state.now())
}

/// Takes the token of a visit.
pub(super) fn take_visit(state: &State) -> HeaderValue {
    give(state, VISIT, "", Span(0))
}

fn give(state: &State, base: &str, value: &str, keep: Span) -> HeaderValue {
    let secure = if is_secure(state) { "; Secure" } else { "" };
    let (name, seconds) = (name(state, base), keep.0 / 1_000);
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    // Our own names, digits and words.
    HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
}

fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value.to_owned())
}
