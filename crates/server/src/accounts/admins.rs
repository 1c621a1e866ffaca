//! What admins do to other people's accounts: roles, and whether they may sign in. Each is written down.

use super::{Signed, deeds, refusals};
use crate::listen::Peer;
use crate::{Problem, State};
use axum::extract::{self, Extension, Path};
use axum::http::StatusCode;
use domain::base::PersonId;
use domain::command::Role;
use std::sync::Arc;

/// Gives somebody a role.
pub(super) async fn give_role(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Path((person, role)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (person, role) = (person_of(&person)?, role_of(&role)?);
    let (id, deed) = (deeds::command(&state), deeds::of(&state, &signed, peer));
    let given = state.write(move |store| store.accounts().give_role(person, role, id, &deed)).await?;
    given.map_err(refusals::told).map(|()| StatusCode::NO_CONTENT)
}

/// Takes a role from somebody.
pub(super) async fn take_role(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Path((person, role)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (person, role) = (person_of(&person)?, role_of(&role)?);
    let (id, deed) = (deeds::command(&state), deeds::of(&state, &signed, peer));
    let taken = state.write(move |store| store.accounts().take_role(person, role, id, &deed)).await?;
    taken.map_err(refusals::told).map(|()| StatusCode::NO_CONTENT)
}

/// Lets nobody sign in with somebody's account.
pub(super) async fn disable(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Path(person): Path<String>,
) -> Result<StatusCode, Problem> {
    let person = person_of(&person)?;
    let deed = deeds::of(&state, &signed, peer);
    let done = state.write(move |store| store.accounts().disable(person, &deed)).await?;
    done.map_err(refusals::told).map(|()| StatusCode::NO_CONTENT)
}

/// Lets people sign in with somebody's account again.
pub(super) async fn enable(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Path(person): Path<String>,
) -> Result<StatusCode, Problem> {
    let person = person_of(&person)?;
    let deed = deeds::of(&state, &signed, peer);
    let done = state.write(move |store| store.accounts().enable(person, &deed)).await?;
    done.map_err(refusals::told).map(|()| StatusCode::NO_CONTENT)
}

fn person_of(text: &str) -> Result<PersonId, Problem> {
    text.parse().map_err(|_| refusals::not_found("person"))
}

fn role_of(text: &str) -> Result<Role, Problem> {
    match text {
        "client" => Ok(Role::Client),
        "mentor" => Ok(Role::Mentor),
        "creator" => Ok(Role::Creator),
        "admin" => Ok(Role::Admin),
        _ => Err(refusals::not_found("role")),
    }
}
