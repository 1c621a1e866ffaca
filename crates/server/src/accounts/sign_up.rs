//! Signing up: the address is mailed a link, and following it makes the account.

use super::{admission, deeds, hashing, refusals, tokens};
use crate::body::Sent;
use crate::listen::Peer;
use crate::mail::letters;
use crate::{Problem, State};
use axum::extract::{self, Extension};
use axum::http::StatusCode;
use domain::accounts::{Link, SignUp, check_name, normal_address};
use domain::base::{Code, Refusal, Span};
use std::sync::Arc;
use store::accounts::{SignUpMail, SignUpRequest};

/// How long the link works.
const LINK: Span = Span::days(2);

/// Takes note of a sign-up. The answer is the same whether or not there is such an account.
pub(super) async fn sign_up(
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<SignUp>,
) -> Result<StatusCode, Problem> {
    admission::stranger(&state, peer)?;
    let email = normal_address(&asked.email).map_err(refusals::invalid)?;
    check_name(&asked.name).map_err(refusals::invalid)?;
    if !asked.zone.is_well_formed() {
        let refusal = Refusal::new(Code::Invalid, "A person's clock is that of a time zone.");
        return Err(refusals::invalid(refusal.hint("Choose a zone, such as Europe/Warsaw.")));
    }
    let hashed = hashing::chosen(&state, &asked.password, &[&asked.name, &email]).await?;
    let token = tokens::make(&state);
    let mail =
        SignUpMail { confirm: letters::confirm(&state, &token.secret)?, known: letters::known(&state)? };
    let now = state.now();
    let request = SignUpRequest {
        name: asked.name.trim().to_owned(),
        email,
        zone: asked.zone,
        password: hashed,
        token: token.hash,
        expires_at: now + LINK,
    };
    state.write(move |store| store.accounts().sign_up(&request, &mail, now)).await??;
    state.accounts.mail.notify_one();
    Ok(StatusCode::ACCEPTED)
}

/// Makes the account of somebody who followed the link. They sign in next.
pub(super) async fn verify(
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(link): Sent<Link>,
) -> Result<StatusCode, Problem> {
    admission::stranger(&state, peer)?;
    let token = tokens::hash(link.token.reveal());
    let (ids, deed) = (deeds::person(&state), deeds::of_stranger(&state, peer));
    let made = state.write(move |store| store.accounts().finish_sign_up(&token, ids, &deed)).await??;
    made.map(|_| StatusCode::NO_CONTENT).ok_or_else(refusals::link_used)
}
