//! The rows of the list.

use super::says::Says;
use super::{commands, docs, events, health, openapi, sync};
use crate::{State, accounts};
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{self, MethodRouter};
use domain::command::{Envelope, Role};
use domain::sync::{PullLine, PullRequest, PushReply, PushRequest};
use serde_json::Value;
use std::sync::Arc;

/// One row: what can be asked, and who may.
#[derive(Debug)]
pub struct Route {
    /// How.
    pub method: Method,
    /// Where, with `{names}` for what varies.
    pub path: &'static str,
    /// Who may.
    pub who: Who,
    /// Whether it may be asked on a visit as well, by an admin who looks at what somebody else sees.
    pub visits: bool,
    /// How many bytes a body may have, as it was sent.
    pub body: usize,
    /// How long it may take.
    pub time: Time,
    /// What is sent and answered, for the list of what can be asked.
    pub says: Says,
    /// What answers.
    pub(super) answer: MethodRouter<Arc<State>>,
}

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Everybody,
    /// Whoever is signed in; what they may see or do, the rules say.
    SignedIn,
    /// Whoever is signed in and has this role.
    Having(Role),
    /// Whoever shows the token of the figures.
    Watcher,
}

/// How long an answer may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// As long as the limits say.
    Limited,
    /// As long as its reader wants: a stream.
    Open,
}

/// The most bytes of a body that says no more than a form does.
const FORM: usize = 65_536;

/// The most bytes of one command: a rich text may hold 5 MB.
const COMMAND: usize = 6_000_000;

/// The most bytes of a push: it may be a single command.
const PUSH: usize = COMMAND;

/// The most bytes of a pull: a line for each of some thousand buckets.
const PULL: usize = 1_000_000;

/// What an answer is that is no JSON.
const PLAIN: &str = "text/plain";
const HTML: &str = "text/html";
const EVENTS: &str = "text/event-stream";
const ANY: &str = "*/*";

/// Returns the list.
#[must_use]
pub fn table() -> Vec<Route> {
    let mut rows = vec![
        get("/healthz", Who::Everybody, health::alive).gives_text(PLAIN),
        get("/readyz", Who::Everybody, health::ready).gives_text(PLAIN),
        get("/api/openapi.json", Who::Everybody, openapi::list).gives::<Value>(),
        get("/api/docs", Who::Everybody, docs::page).gives_text(HTML),
        get("/api/docs/{file}", Who::Everybody, docs::file).gives_text(ANY).refuses(&[404]),
        get("/metrics", Who::Watcher, health::figures).gives_text(PLAIN).refuses(&[401, 404]),
        post("/sync/v1/push", Who::SignedIn, sync::push)
            .body(PUSH)
            .takes::<PushRequest>()
            .gives::<PushReply>()
            .refuses(&[409])
            .refuses_in_sync(),
        post("/sync/v1/pull", Who::SignedIn, sync::pull)
            .body(PULL)
            .takes::<PullRequest>()
            .gives_lines::<PullLine>()
            .refuses(&[409, 426])
            .refuses_in_sync(),
        get("/sync/v1/events", Who::SignedIn, events::events).stream().gives_text(EVENTS),
        get("/events", Who::SignedIn, events::changes).on_visits().stream().gives_text(EVENTS),
        post("/dispatch", Who::SignedIn, commands::dispatch)
            .body(COMMAND)
            .takes::<Envelope>()
            .gives::<()>()
            .refuses(&[404, 409, 410]),
        post("/ask", Who::SignedIn, commands::ask)
            .on_visits()
            .takes::<commands::Question>()
            .gives::<Value>()
            .refuses(&[404, 409, 410]),
    ];
    rows.extend(accounts::rows());
    rows
}

/// Returns a row for something to be read.
pub(crate) fn get<H, T>(path: &'static str, who: Who, answer: H) -> Route
where
    H: Handler<T, Arc<State>>,
    T: 'static,
{
    Route::new(Method::GET, path, who, routing::get(answer)).body(0)
}

/// Returns a row for something to be done, or asked with a body.
pub(crate) fn post<H, T>(path: &'static str, who: Who, answer: H) -> Route
where
    H: Handler<T, Arc<State>>,
    T: 'static,
{
    Route::new(Method::POST, path, who, routing::post(answer))
}

/// Returns a row for something to be put in its place.
pub(crate) fn put<H, T>(path: &'static str, who: Who, answer: H) -> Route
where
    H: Handler<T, Arc<State>>,
    T: 'static,
{
    Route::new(Method::PUT, path, who, routing::put(answer))
}

/// Returns a row for something to be changed in part.
pub(crate) fn patch<H, T>(path: &'static str, who: Who, answer: H) -> Route
where
    H: Handler<T, Arc<State>>,
    T: 'static,
{
    Route::new(Method::PATCH, path, who, routing::patch(answer))
}

/// Returns a row for something to be removed.
pub(crate) fn delete<H, T>(path: &'static str, who: Who, answer: H) -> Route
where
    H: Handler<T, Arc<State>>,
    T: 'static,
{
    Route::new(Method::DELETE, path, who, routing::delete(answer))
}

impl Route {
    fn new(method: Method, path: &'static str, who: Who, answer: MethodRouter<Arc<State>>) -> Self {
        Self {
            method,
            path,
            who,
            visits: false,
            body: FORM,
            time: Time::Limited,
            says: Says::default(),
            answer,
        }
    }

    /// Takes bodies of so many bytes.
    pub(crate) const fn body(mut self, bytes: usize) -> Self {
        self.body = bytes;
        self
    }

    /// Is open on a visit as well: it changes nothing.
    pub(crate) const fn on_visits(mut self) -> Self {
        self.visits = true;
        self
    }

    /// Goes on for as long as its reader wants.
    pub(crate) const fn stream(mut self) -> Self {
        self.time = Time::Open;
        self
    }
}
