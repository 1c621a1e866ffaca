//! What stands before every row of the list: whether the sender may, and for how long and how much they may ask.

use super::table::{Route, Time, Who};
use crate::body::Room;
use crate::{Problem, State, accounts};
use axum::extract::{self, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use domain::base::{Code, Refusal};
use domain::command::Role;
use std::sync::Arc;

/// What a row says about those who ask.
#[derive(Debug, Clone)]
struct Terms {
    state: Arc<State>,
    who: Who,
    visits: bool,
    room: Room,
    time: Time,
}

/// Returns what answers a row, behind its guard.
pub(super) fn guarded(state: &Arc<State>, route: Route) -> MethodRouter<Arc<State>> {
    let room = Room(route.body.min(state.config.limits.body));
    let terms = Terms { state: state.clone(), who: route.who, visits: route.visits, room, time: route.time };
    route.answer.layer(from_fn_with_state(terms, guard))
}

async fn guard(extract::State(terms): extract::State<Terms>, request: Request, next: Next) -> Response {
    let limit = terms.state.config.limits.request();
    match terms.time {
        Time::Open => answer(&terms, request, next).await,
        Time::Limited => match tokio::time::timeout(limit, answer(&terms, request, next)).await {
            Ok(response) => response,
            Err(_) => too_slow().into_response(),
        },
    }
}

async fn answer(terms: &Terms, mut request: Request, next: Next) -> Response {
    if let Err(problem) = admit(terms, &mut request).await {
        return problem.into_response();
    }
    request.extensions_mut().insert(terms.room);
    next.run(request).await
}

async fn admit(terms: &Terms, request: &mut Request) -> Result<(), Problem> {
    match terms.who {
        Who::Everybody => Ok(()),
        Who::Watcher => watcher(&terms.state, request.headers()),
        Who::SignedIn => signed_in(terms, request).await.map(drop),
        Who::Having(role) => {
            let signed = signed_in(terms, request).await?;
            let roles = terms.state.read(move |store| store.roles_of(signed.person)).await??;
            if roles.contains(&role) { Ok(()) } else { Err(without(role)) }
        }
    }
}

async fn signed_in(terms: &Terms, request: &mut Request) -> Result<accounts::Signed, Problem> {
    let signed = accounts::signed(&terms.state, request.headers()).await?;
    accounts::check_origin(&terms.state, signed.how, request.method(), request.headers())?;
    if signed.visit.is_some() && !terms.visits {
        return Err(accounts::on_a_visit());
    }
    request.extensions_mut().insert(signed);
    Ok(signed)
}

fn watcher(state: &State, headers: &HeaderMap) -> Result<(), Problem> {
    let shown = headers.get(header::AUTHORIZATION).and_then(|shown| shown.to_str().ok());
    let shown = shown.and_then(|shown| shown.strip_prefix("Bearer "));
    match (&state.config.metrics_token, shown) {
        (Some(token), Some(shown)) if token.is(shown) => Ok(()),
        (Some(_), _) => Err(Problem::signed_out()),
        (None, _) if state.config.is_private() => Ok(()),
        (None, _) => Err(Refusal::new(Code::NotFound, "The figures are not shown here.")
            .hint("Set WRAPITUP_METRICS_TOKEN on the server, and show it.")
            .into()),
    }
}

fn without(role: Role) -> Problem {
    let who = match role {
        Role::Client => "clients",
        Role::Mentor => "mentors",
        Role::Creator => "creators",
        Role::Admin => "admins",
    };
    Refusal::new(Code::Forbidden, format!("Only {who} can do that.")).into()
}

fn too_slow() -> Problem {
    let refusal = Refusal::new(Code::Storage, "This took too long, so the server gave up waiting.")
        .hint("Please try again.");
    Problem::with_status(StatusCode::REQUEST_TIMEOUT, refusal)
}
