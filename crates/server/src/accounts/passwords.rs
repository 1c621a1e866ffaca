//! Another password: by a link from a mail, or with the one up to now.

use super::{Signed, admission, deeds, hashing, refusals, sessions, tokens};
use crate::body::Sent;
use crate::listen::Peer;
use crate::mail::letters;
use crate::{Problem, State};
use axum::extract::{self, Extension};
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::{ChangePassword, ForgotPassword, ResetPassword, normal_address};
use domain::base::Span;
use std::sync::Arc;
use store::accounts::Changed;

/// How long a link works.
const LINK: Span = Span::hours(1);

/// Has a link mailed. The answer comes before anything is looked up, so it tells nothing.
pub(super) async fn forgot(
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<ForgotPassword>,
) -> Result<StatusCode, Problem> {
    admission::stranger(&state, peer)?;
    let email = normal_address(&asked.email).map_err(refusals::invalid)?;
    let token = tokens::make(&state);
    let letter = letters::reset(&state, &token.secret)?;
    let now = state.now();
    tokio::spawn(async move {
        let hash = token.hash;
        let put = move |store: &store::Store| {
            store.accounts().forgot_password(&email, &hash, now + LINK, &letter, now)
        };
        match state.write(put).await {
            Ok(Ok(())) => state.accounts.mail.notify_one(),
            Ok(Err(error)) => drop(Problem::from(error)),
            Err(_busy) => tracing::warn!("password.forgot_not_taken"),
        }
    });
    Ok(StatusCode::ACCEPTED)
}

/// Chooses another password by a link, and ends all sessions. A second factor is asked for at the next sign-in as ever.
pub(super) async fn reset(
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<ResetPassword>,
) -> Result<StatusCode, Problem> {
    admission::stranger(&state, peer)?;
    // Whose it is becomes known with the link, which is used together with the new password.
    let hashed = hashing::chosen(&state, &asked.password, &[]).await?;
    let token = tokens::hash(asked.token.reveal());
    let (told, deed) = (letters::password_changed(&state)?, deeds::of_stranger(&state, peer));
    let done =
        state.write(move |store| store.accounts().reset_password(&token, &hashed, &told, &deed)).await??;
    let account = done.ok_or_else(refusals::link_used)?;
    state.accounts.mail.notify_one();
    // Whoever tried the old password until nobody could sign in tried in vain.
    admission::succeeded(&state, tokens::hash(&format!("address {}", account.email))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Chooses another password with the one up to now, ends the other sessions and gives this one another token.
pub(super) async fn change(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<ChangePassword>,
) -> Result<Response, Problem> {
    let account = admission::owner(&state, &signed, &asked.current).await?;
    let hashed = hashing::chosen(&state, &asked.password, &[&account.email]).await?;
    let (told, deed) = (letters::password_changed(&state)?, deeds::of(&state, &signed, peer));
    let change = move |store: &store::Store| {
        let checked = &account.password;
        store.accounts().change_password(signed.person, checked, &hashed, signed.family, &told, &deed)
    };
    match state.write(change).await?? {
        Changed::Yes => {}
        Changed::No => return Err(refusals::wrong_password()),
    }
    state.accounts.mail.notify_one();
    sessions::another(&state, &signed, peer).await
}
