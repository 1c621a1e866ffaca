//! Streams that say when there may be something new (server-sent events). A device hears in which of its buckets, a browser in
//! which tables it may look again; nobody hears what.

use crate::accounts::{Signed, goes_on};
use crate::hub::{Changed, Subscription};
use crate::{Problem, State};
use axum::extract;
use axum::http::{HeaderName, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::audience::Bucket;
use domain::base::PersonId;
use domain::rows::Table;
use futures_util::StreamExt;
use futures_util::stream::{iter, unfold};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, Interval, interval_at};

/// The shortest and the longest time after which whoever is sent away should come back: not all at once.
const SOONEST: Duration = Duration::from_millis(500);
const LATEST: Duration = Duration::from_millis(5_000);

/// How often it is looked again whether whoever listens is still signed in.
const AGAIN: Duration = Duration::from_secs(30);

/// What somebody reads is decided by rows of these tables that are about them.
const DECIDE: [Table; 3] = [Table::Person, Table::RoleGrant, Table::MentorAssignment];

/// Keeps proxies from holding the stream back.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// Says what changed in somebody's own buckets.
type Says = fn(&Changed) -> Option<Event>;

/// Somebody who listens.
struct Listener {
    says: Says,
    state: Arc<State>,
    person: PersonId,
    /// What only they read.
    bucket: String,
    /// As whom they came.
    signed: Signed,
    again: Interval,
    own: Subscription,
    /// Counted while this is there.
    _counted: Counted,
}

/// Pokes a device.
pub(super) async fn events(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
) -> Result<Response, Problem> {
    stream(state, signed, |changed| {
        let buckets: Vec<&String> = changed.keys().collect();
        Event::default().event("poke").json_data(serde_json::json!({ "b": buckets })).ok()
    })
    .await
}

/// Tells a browser what to ask again.
pub(super) async fn changes(
    signed: Signed,
    extract::State(state): extract::State<Arc<State>>,
) -> Result<Response, Problem> {
    stream(state, signed, |changed| {
        let tables: BTreeSet<&String> = changed.values().flatten().collect();
        Event::default().json_data(serde_json::json!({ "tables": tables })).ok()
    })
    .await
}

/// Streams until the server ends, or the listener is nobody any more.
async fn stream(state: Arc<State>, signed: Signed, says: Says) -> Result<Response, Problem> {
    let person = signed.person;
    let bucket = Bucket::Person(person).to_string();
    // First listen to what decides what they read, then look what that is: nothing falls between.
    let mut own = state.hub.listen([bucket.clone()].into());
    own.listen_to(state.read(move |store| store.buckets_of(person)).await??);
    let back = Event::default().retry(spread(state.random(), SOONEST, LATEST));
    let heartbeat = KeepAlive::new().interval(state.config.limits.heartbeat());
    // Whoever came at the same moment as everybody else is not looked up at the same moment again and again.
    let again = interval_at(Instant::now() + spread(state.random(), Duration::ZERO, AGAIN), AGAIN);
    let listener = Listener { says, state, person, bucket, signed, again, own, _counted: Counted::new() };
    let first = iter([Ok::<_, Infallible>(back)]);
    let rest = unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    });
    let stream = first.chain(rest).fuse();
    Ok(([UNBUFFERED], Sse::new(stream).keep_alive(heartbeat)).into_response())
}

impl Listener {
    /// Waits for what is to be said; none when the stream is to end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let changed = tokio::select! {
                () = self.state.ending() => return None,
                _ = self.again.tick() => {
                    if !goes_on(&self.state, &self.signed).await {
                        return None;
                    }
                    continue;
                }
                changed = self.own.next() => changed,
            };
            let decides = changed
                .get(&self.bucket)
                .is_some_and(|tables| DECIDE.iter().any(|table| tables.contains(table.name())));
            if decides {
                let person = self.person;
                self.own.listen_to(self.state.read(move |store| store.buckets_of(person)).await.ok()?.ok()?);
            }
            if let Some(event) = (self.says)(&changed) {
                return Some(event);
            }
        }
    }
}

/// Returns a time between two others, out of random bytes, in whole milliseconds.
fn spread(random: [u8; 8], shortest: Duration, longest: Duration) -> Duration {
    let between = u64::try_from(longest.saturating_sub(shortest).as_millis()).unwrap_or(u64::MAX).max(1);
    shortest + Duration::from_millis(u64::from_le_bytes(random) % between)
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
