//! A stream that says when there may be something to pull (server-sent events). It says in which of one's buckets, and never
//! what.

use crate::accounts::{Signed, goes_on};
use crate::hub::Poke;
use crate::{Problem, State};
use axum::extract;
use axum::http::{HeaderName, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::base::PersonId;
use futures_util::{StreamExt, stream};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::time::{Instant, Interval, interval_at};

/// The shortest and the longest time after which whoever is sent away should come back, in milliseconds: not all at once.
const BACK: (u64, u64) = (500, 5_000);

/// How often it is looked again whether whoever listens is still signed in.
const AGAIN: Duration = Duration::from_secs(30);

/// Keeps proxies from holding the stream back.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// Somebody who listens.
struct Listener {
    state: Arc<State>,
    person: PersonId,
    /// As whom they came.
    signed: Signed,
    again: Interval,
    pokes: Receiver<Poke>,
    /// What they read.
    own: BTreeSet<String>,
    /// Counted while this is there.
    _counted: Counted,
}

/// Streams pokes until the server ends, or the listener is too far behind.
pub(super) async fn events(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
) -> Result<Response, Problem> {
    // First listen, then look what concerns them: nothing falls between.
    let pokes = state.hub.listen();
    let own = state.read(move |store| store.buckets_of(signed.person)).await??;
    let back = Event::default().retry(back(state.random()));
    let heartbeat = KeepAlive::new().interval(state.config.limits.heartbeat());
    let again = interval_at(Instant::now() + AGAIN, AGAIN);
    let person = signed.person;
    let listener = Listener { state, person, signed, again, pokes, own, _counted: Counted::new() };
    let first = stream::iter([Ok::<_, Infallible>(back)]);
    let rest = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    });
    let stream = first.chain(rest).fuse();
    Ok(([UNBUFFERED], Sse::new(stream).keep_alive(heartbeat)).into_response())
}

impl Listener {
    /// Waits for a poke that concerns them; none when the stream is to end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let poke = tokio::select! {
                () = self.state.ending() => return None,
                _ = self.again.tick() => {
                    if !goes_on(&self.state, &self.signed).await {
                        return None;
                    }
                    continue;
                }
                // Whoever reads too slowly is sent away, and pulls when they come back.
                poke = self.pokes.recv() => poke.ok()?,
            };
            if poke.contains(&format!("u:{}", self.person)) {
                // What they may read is written in rows of their own, and may have changed.
                let person = self.person;
                self.own = self.state.read(move |store| store.buckets_of(person)).await.ok()?.ok()?;
            }
            let theirs: Vec<&String> = poke.intersection(&self.own).collect();
            if !theirs.is_empty() {
                return Event::default().event("poke").json_data(serde_json::json!({ "b": theirs })).ok();
            }
        }
    }
}

/// Returns when to come back, out of random bytes.
fn back(random: [u8; 8]) -> Duration {
    let (shortest, longest) = BACK;
    Duration::from_millis(shortest + u64::from_le_bytes(random) % (longest - shortest))
}

/// Counts who listens.
struct Counted;

impl Counted {
    fn new() -> Self {
        metrics::gauge!("wrapitup_listeners").increment(1.0);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        metrics::gauge!("wrapitup_listeners").decrement(1.0);
    }
}
