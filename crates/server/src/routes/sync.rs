//! What a device pushes and pulls. The store decides; refusals are said in the words of the protocol.

use crate::accounts::Signed;
use crate::body::Sent;
use crate::{Problem, State};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::sync::{PullLine, PullPage, PullRequest, PushReply, PushRequest};
use futures_util::{StreamExt, stream};
use std::sync::Arc;
use store::SyncError;

/// About how many bytes of lines are put together before they leave.
const PIECE: usize = 65_536;

/// Takes what a device pushes.
pub(super) async fn push(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    sent: Result<Sent<PushRequest>, Problem>,
) -> Result<Json<PushReply>, Problem> {
    let Sent(request) = sent.map_err(Problem::in_sync)?;
    let now = state.now();
    let entries = request.entries.len();
    let reply = state.write(move |store| store.push(signed.person, &request, now)).await??;
    let refused =
        reply.results.iter().filter(|settled| settled.outcome != domain::sync::Outcome::Applied).count();
    tracing::debug!(entries, refused, "push.taken");
    metrics::counter!("wrapitup_commands_total", "outcome" => "refused").increment(refused as u64);
    metrics::counter!("wrapitup_commands_total", "outcome" => "applied")
        .increment((reply.results.len() - refused) as u64);
    Ok(Json(reply))
}

/// Answers what a device pulls: one line for each row, and a last one that says the page is whole.
pub(super) async fn pull(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
    sent: Result<Sent<PullRequest>, Problem>,
) -> Result<Response, Problem> {
    let Sent(request) = sent.map_err(Problem::in_sync)?;
    let now = state.now();
    let page = state.read(move |store| store.pull(signed.person, &request, now)).await??;
    metrics::histogram!("wrapitup_pull_rows").record(page.rows.len() as f64);
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], lines(page)).into_response())
}

/// Returns a page line by line, so that it is never held as a whole.
fn lines(page: PullPage) -> Body {
    let pieces = stream::unfold(Some(page.lines()), |lines| async move {
        let mut lines = lines?;
        match piece(&mut lines) {
            Ok((bytes, _)) if bytes.is_empty() => None,
            Ok((bytes, more)) => Some((Ok(Bytes::from(bytes)), more.then_some(lines))),
            // Without its last line, the device knows that the page is not whole.
            Err(error) => Some((Err(error), None)),
        }
    });
    // Whoever packs it may ask again after the end.
    Body::from_stream(pieces.fuse())
}

/// Writes lines until there is enough to send, and says whether there may be more.
fn piece(lines: &mut impl Iterator<Item = PullLine>) -> Result<(Vec<u8>, bool), serde_json::Error> {
    let mut bytes = Vec::new();
    while bytes.len() < PIECE {
        let Some(line) = lines.next() else { return Ok((bytes, false)) };
        serde_json::to_writer(&mut bytes, &line)?;
        bytes.push(b'\n');
    }
    Ok((bytes, true))
}

impl From<SyncError> for Problem {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Refused(refusal) => refusal.into(),
            SyncError::Failed(error) => error.into(),
        }
    }
}
