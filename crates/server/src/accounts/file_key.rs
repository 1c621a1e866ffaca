//! The key of the encrypted file on somebody's device: kept here, sealed, so that whoever loses their keychain signs in again
//! and has every draft.

use super::{Signed, deeds, refusals, tokens};
use crate::body::Sent;
use crate::listen::Peer;
use crate::{Problem, State};
use axum::Json;
use axum::extract::{self, Extension};
use axum::http::StatusCode;
use domain::accounts::{FileKeyBody, Secret};
use domain::base::{Code, Refusal, Span};
use std::sync::Arc;
use store::accounts::KeyKept;

/// How long after signing in, with everything that it takes, the key is given back.
const FRESH: Span = Span::seconds(10 * 60);

/// Takes the key into keeping. The same key again changes nothing; another one is refused.
pub(super) async fn keep(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<FileKeyBody>,
) -> Result<StatusCode, Problem> {
    let key = asked.key.reveal().to_owned();
    if tokens::unhex(&key).is_none() {
        let refusal = Refusal::new(Code::Invalid, "A key has 64 hexadecimal digits.");
        return Err(refusals::invalid(refusal.hint("Please report this; nothing was changed.")));
    }
    let place = place(&signed);
    let sealed = state.accounts.sealing.seal(state.random(), &place, &key).ok_or_else(Problem::bug)?;
    let deed = deeds::of(&state, &signed, peer);
    let keep = move |store: &store::Store| {
        store.accounts().keep_file_key(signed.person, signed.device, &sealed, &deed)
    };
    match state.write(keep).await?? {
        KeyKept::Kept => Ok(StatusCode::NO_CONTENT),
        KeyKept::Known(sealed) if state.accounts.sealing.open(&place, &sealed).as_ref() == Some(&key) => {
            Ok(StatusCode::NO_CONTENT)
        }
        KeyKept::Known(_) => Err(refusals::key_known()),
        KeyKept::NoDevice => Err(refusals::not_found("device")),
    }
}

/// Gives the key back, right after a sign-in. It is written down.
pub(super) async fn release(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
) -> Result<Json<FileKeyBody>, Problem> {
    if state.now() >= signed.signed_in_at + FRESH {
        return Err(refusals::fresh_sign_in_needed());
    }
    let deed = deeds::of(&state, &signed, peer);
    let release =
        move |store: &store::Store| store.accounts().release_file_key(signed.person, signed.device, &deed);
    let sealed = state.write(release).await??.ok_or_else(|| refusals::not_found("key"))?;
    let key = state.accounts.sealing.open(&place(&signed), &sealed).ok_or_else(|| {
        tracing::error!("file_key.does_not_open");
        Problem::bug()
    })?;
    Ok(Json(FileKeyBody { key: Secret::new(key) }))
}

fn place(signed: &Signed) -> String {
    format!("file key of {} on {}", signed.person, signed.device)
}
