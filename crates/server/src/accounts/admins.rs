//! What admins see of other people's accounts and do to them: roles, and whether they may sign in. Each deed is written down.

use super::{Signed, deeds, refusals};
use crate::body::Sent;
use crate::listen::Peer;
use crate::{Problem, State};
use axum::Json;
use axum::extract::{self, Extension, Path};
use axum::http::StatusCode;
use domain::accounts::{FindPeople, PeopleList, PersonLine};
use domain::base::PersonId;
use domain::command::Role;
use std::sync::Arc;
use store::accounts::AccountLine;

/// How many accounts one page of the list has.
const PAGE: usize = 100;

/// Lists accounts: a page of those that hold what is looked for.
pub(super) async fn find(
    _signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Sent(wanted): Sent<FindPeople>,
) -> Result<Json<PeopleList>, Problem> {
    let list = move |store: &store::Store| store.accounts().list(&wanted.find, &wanted.after, PAGE + 1);
    let mut people: Vec<PersonLine> = state.read(list).await??.into_iter().map(line).collect();
    let more = people.len() > PAGE;
    people.truncate(PAGE);
    Ok(Json(PeopleList { people, more }))
}

fn line(account: AccountLine) -> PersonLine {
    PersonLine {
        person: account.person,
        name: account.name,
        email: account.email,
        roles: account.roles,
        created_at: account.created_at,
        disabled_at: account.disabled_at,
        seen_at: account.seen_at,
    }
}

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
