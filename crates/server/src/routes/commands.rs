//! The two doors that a browser uses: a change in one's own name, and a question as oneself.

use crate::accounts::Signed;
use crate::body::Sent;
use crate::{Problem, State};
use axum::Json;
use axum::extract;
use domain::base::{Code, PersonId, Refusal};
use domain::command::Envelope;
use domain::query::Query;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::sync::Arc;

/// A question, and as whom it is asked.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Question {
    viewer: PersonId,
    query: Query,
}

/// Applies a change. There is nothing to answer but that it was done.
pub(super) async fn dispatch(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Sent(envelope): Sent<Envelope>,
) -> Result<Json<Value>, Problem> {
    as_oneself(signed, envelope.actor)?;
    let now = state.now();
    state.write(move |store| store.dispatch_sent(&envelope, now)).await??;
    Ok(Json(Value::Null))
}

/// Answers a question.
pub(super) async fn ask(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Sent(question): Sent<Question>,
) -> Result<Json<Box<RawValue>>, Problem> {
    as_oneself(signed, question.viewer)?;
    let now = state.now();
    let Question { viewer, query } = question;
    let answer = move |store: &store::Store| match signed.visit {
        Some(_) => store.answer_visitor(viewer, query, now),
        None => store.answer(viewer, query, now),
    };
    Ok(Json(state.read(answer).await??))
}

fn as_oneself(signed: Signed, person: PersonId) -> Result<(), Problem> {
    if signed.person == person {
        return Ok(());
    }
    let refusal = Refusal::new(Code::Forbidden, "You are signed in as somebody else.");
    Err(refusal.hint("Sign in again, then try again. Nothing was changed.").into())
}
