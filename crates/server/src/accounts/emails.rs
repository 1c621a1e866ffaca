//! Another address: it counts from when the link that was mailed to it is followed.

use super::{Signed, admission, deeds, refusals, tokens};
use crate::body::Sent;
use crate::listen::Peer;
use crate::mail::letters;
use crate::{Problem, State};
use axum::extract::{self, Extension};
use axum::http::StatusCode;
use domain::accounts::{ChangeEmail, Link, normal_address};
use domain::base::Span;
use std::sync::Arc;
use store::accounts::EmailChange;

/// How long a link works.
const LINK: Span = Span::hours(24);

/// Has a link mailed to a new address. The answer is the same whether or not it has an account.
pub(super) async fn change(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Sent(asked): Sent<ChangeEmail>,
) -> Result<StatusCode, Problem> {
    let email = normal_address(&asked.email).map_err(refusals::invalid)?;
    let account = admission::owner(&state, &signed, &asked.password).await?;
    let (token, now) = (tokens::make(&state), state.now());
    let change = EmailChange {
        person: account.person,
        email,
        token: token.hash,
        expires_at: now + LINK,
        confirm: letters::new_address(&state, &token.secret)?,
        known: letters::address_known(&state)?,
        told: letters::address_asked(&state)?,
    };
    state.write(move |store| store.accounts().change_email(&change, now)).await??;
    state.accounts.mail.notify_one();
    Ok(StatusCode::ACCEPTED)
}

/// Makes the new address the account's.
pub(super) async fn confirm(
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(link): Sent<Link>,
) -> Result<StatusCode, Problem> {
    admission::stranger(&state, peer)?;
    let token = tokens::hash(link.token.reveal());
    let (command, deed) = (deeds::command(&state), deeds::of_stranger(&state, peer));
    let done =
        state.write(move |store| store.accounts().finish_email_change(&token, command, &deed)).await??;
    done.map(|_| StatusCode::NO_CONTENT).ok_or_else(refusals::link_used)
}
