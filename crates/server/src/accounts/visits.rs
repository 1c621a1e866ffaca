//! Visits: an admin looks at what somebody sees. The visitor's browser shows the token of the visit instead of its own until the
//! visit is over. Which routes are open then stands with the routes; all others refuse.

use super::sessions::set;
use super::{How, Signed, admission, cookies, deeds, factor, refusals, tokens};
use crate::body::Sent;
use crate::listen::Peer;
use crate::mail::letters;
use crate::{Problem, State};
use axum::Json;
use axum::extract::{self, Extension};
use axum::http::StatusCode;
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::accounts::{BeginVisit, LONGEST_VISIT, REASON_LIMIT, VisitLine, VisitList, Visiting};
use domain::base::{Code, Refusal, Span};
use std::sync::Arc;
use store::accounts::{NewVisit, PastVisit, Visit};

/// How many visits are listed.
const LISTED: i64 = 100;

/// Begins a visit. It takes the visitor's password once more, so that nobody visits with a browser that was left open.
pub(super) async fn begin(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
    Sent(asked): Sent<BeginVisit>,
) -> Result<Response, Problem> {
    if signed.how == How::Token {
        let refusal = Refusal::new(Code::Forbidden, "A visit is begun in a browser.");
        return Err(refusal.hint("Sign in to this server in a browser, then begin it there.").into());
    }
    let reason = reason(&asked)?;
    let account = admission::owner(&state, &signed, &asked.password).await?;
    let deed = deeds::of(&state, &signed, peer);
    factor::check(&state, &account, asked.code.as_ref(), &deed, StatusCode::FORBIDDEN).await?;

    let (token, left) = (tokens::make(&state), Span::seconds(60 * i64::from(asked.minutes)));
    let until = state.now() + left;
    let (id, visitor, family) = (deeds::id(&state), signed.person, signed.family);
    let visit = Visit { id, visitor, family, person: asked.person, until };
    let new = NewVisit { visit, token: token.hash, reason };
    let told = letters::visited(&state)?;
    let begun = state.write(move |store| store.accounts().begin_visit(&new, &told, &deed)).await?;
    begun.map_err(refusals::told)?;
    state.accounts.mail.notify_one();
    let given = [set(cookies::give_visit(&state, token.secret.reveal(), until))];
    Ok((AppendHeaders(given), Json(Visiting { visitor, until, left: left.0 })).into_response())
}

/// Returns the reason as it is kept, or says what is wrong with what was asked.
fn reason(asked: &BeginVisit) -> Result<String, Problem> {
    let invalid =
        |message: &str, hint: &str| Err(refusals::invalid(Refusal::new(Code::Invalid, message).hint(hint)));
    if asked.minutes == 0 || asked.minutes > LONGEST_VISIT {
        return invalid(
            &format!("A visit lasts 1 to {LONGEST_VISIT} minutes."),
            "Choose a time; another visit can follow.",
        );
    }
    let reason = asked.reason.trim();
    if reason.is_empty() {
        return invalid("A visit has a reason.", "Write why you look: whoever is visited reads it.");
    }
    if reason.chars().count() > REASON_LIMIT {
        return invalid(&format!("A reason has at most {REASON_LIMIT} characters."), "Write the gist of it.");
    }
    Ok(reason.to_owned())
}

/// Ends the visit, if one goes on.
pub(super) async fn end(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    Extension(peer): Extension<Peer>,
) -> Result<Response, Problem> {
    if let Some(visit) = signed.visit {
        let deed = deeds::of_visitor(&state, &visit, peer);
        state.write(move |store| store.accounts().end_visit(&visit, &deed)).await??;
    }
    Ok((AppendHeaders([set(cookies::take_visit(&state))]), StatusCode::NO_CONTENT).into_response())
}

/// Lists who looked at what the person sees.
pub(super) async fn list(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
) -> Result<Json<VisitList>, Problem> {
    let visits = state.read(move |store| store.accounts().visits_to(signed.person, LISTED)).await??;
    let line = |visit: PastVisit| VisitLine {
        name: visit.name,
        reason: visit.reason,
        began_at: visit.began_at,
        ended_at: visit.ended_at,
    };
    Ok(Json(VisitList { visits: visits.into_iter().map(line).collect() }))
}
