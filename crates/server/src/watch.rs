//! Looks for what changed in the store, and has the hub tell. After a change of its own the server looks at once, however
//! many there were meanwhile; other servers on the same database are noticed by looking every so often.

use crate::{Problem, State};
use std::collections::BTreeSet;
use std::future::pending;
use std::sync::Arc;
use store::engine::Dialect;
use tokio::time::{MissedTickBehavior, interval};

/// Looks until the server ends.
pub async fn watch(state: Arc<State>) {
    let mut seen = newest(&state).await.ok();
    let mut ticks = interval(state.config.limits.look());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let alone = state.store().engine().dialect() == Dialect::Sqlite;
    loop {
        let another = async { if alone { pending().await } else { ticks.tick().await } };
        tokio::select! {
            () = state.ending() => return,
            () = state.hub.written() => {}
            _ = another => {}
        }
        match look(&state, seen).await {
            Ok((newest, buckets)) => {
                seen = Some(newest);
                state.hub.tell(buckets);
            }
            Err(problem) => {
                tracing::warn!(status = problem.status().as_u16(), "watch.failed");
                // Nobody else may write for long: what this look missed is looked for again.
                tokio::time::sleep(state.config.limits.look()).await;
                state.hub.wrote();
            }
        }
    }
}

async fn newest(state: &State) -> Result<i64, Problem> {
    Ok(state.look(|store| store.newest_change()).await??)
}

/// Returns how far the store is, and the buckets that changed since.
async fn look(state: &State, seen: Option<i64>) -> Result<(i64, BTreeSet<String>), Problem> {
    let newest = newest(state).await?;
    match seen {
        Some(seen) if seen >= newest => Ok((newest, BTreeSet::new())),
        // What came after `newest` meanwhile is told twice, which is better than not at all.
        Some(seen) => Ok((newest, state.look(move |store| store.changed_buckets(seen)).await??)),
        None => Ok((newest, BTreeSet::new())),
    }
}
