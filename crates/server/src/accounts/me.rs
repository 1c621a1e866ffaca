//! Who is signed in, everything that is theirs to take along, and the end of their account.

use super::{Signed, admission, deeds, factor, refusals, sessions};
use crate::body::Sent;
use crate::erased::Erased;
use crate::listen::Peer;
use crate::{Problem, State, spool};
use axum::Json;
use axum::body::Body;
use axum::extract::{self, Extension};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::Response;
use domain::accounts::{DeleteAccount, Me, Visiting};
use domain::query::Query;
use serde_json::{Map, Value, json};
use std::io::BufWriter;
use std::sync::Arc;
use store::accounts::{Account, Act, Device};

/// Answers who is signed in.
pub(super) async fn me(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
) -> Result<Json<Me>, Problem> {
    of(&state, &signed).await.map(Json)
}

/// Returns who is signed in.
pub(super) async fn of(state: &State, signed: &Signed) -> Result<Me, Problem> {
    let account = admission::account(state, signed).await?;
    let (person, device, now) = (signed.person, signed.device, state.now());
    let (view, roles, codes, file_key) = state
        .read(move |store| {
            Ok::<_, Problem>((
                store.ask(person, Query::Me, now)?,
                store.roles_of(person)?,
                store.accounts().recovery_codes_left(person)?,
                store.accounts().has_file_key(person, device)?,
            ))
        })
        .await??;
    let view: domain::people::MeView = serde_json::from_value(view).map_err(|_| Problem::bug())?;
    Ok(Me {
        person,
        name: view.name,
        email: account.email,
        zone: view.zone,
        roles: roles.into_iter().collect(),
        device,
        file_key,
        second_factor: account.factor.is_some_and(|factor| factor.since.is_some()),
        recovery_codes: u32::try_from(codes).unwrap_or_default(),
        visit: signed.visit.map(|visit| Visiting {
            visitor: visit.visitor,
            until: visit.until,
            left: (visit.until.0 - now.0).max(0),
        }),
    })
}

/// Gives everything that is a person's own, as one file of JSON. It is written down first, so that whoever reads slowly holds up
/// nobody, and however much it is, little of it is in memory.
pub(super) async fn export(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
) -> Result<([(HeaderName, &'static str); 2], Body), Problem> {
    let account = admission::account(&state, &signed).await?;
    let (person, now) = (signed.person, state.now());
    let deed = deeds::of(&state, &signed, peer);
    state.write(move |store| store.accounts().note(&deed, person, Act::Exported)).await??;
    let data = state.config.data.clone();
    let file = state
        .read(move |store| {
            let devices = store.accounts().devices(person, now)?;
            let besides = Map::from_iter([("account".to_owned(), described(&account, &devices))]);
            let mut file = BufWriter::new(spool::file(&data)?);
            store.export_to(person, now, &besides, &mut file)?;
            file.into_inner().map_err(|error| spool::failed(&error.into_error()))
        })
        .await??;
    let named = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"wrap-it-up.json\""),
    ];
    Ok((named, spool::body(file)?))
}

/// Returns what is said of an account in an export.
fn described(account: &Account, devices: &[Device]) -> Value {
    let device = |device: &Device| json!({ "name": device.name, "created_at": device.created_at, "seen_at": device.seen_at });
    let devices: Vec<Value> = devices.iter().map(device).collect();
    json!({ "email": account.email, "verified_at": account.verified_at, "devices": devices })
}

/// Deletes the account, and everything of it that is nobody else's.
pub(super) async fn remove(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<DeleteAccount>,
) -> Result<Response, Problem> {
    let account = admission::owner(&state, &signed, &asked.password).await?;
    let deed = deeds::of(&state, &signed, peer);
    factor::check(&state, &account, asked.code.as_ref(), &deed, StatusCode::FORBIDDEN).await?;
    let deleted = state.write(move |store| store.accounts().delete(signed.person, &deed)).await?;
    deleted.map_err(refusals::told)?;
    let list = Erased::at(&state.config.data);
    // It is done. If this fails, the next chores write it down.
    if let Err(error) = state.look(move |store| list.note(store)).await? {
        tracing::warn!(%error, "deleted.not_noted");
    }
    Ok(sessions::without_cookie(&state, &signed))
}
