//! Looks for what changed in the store, and has the hub tell. After a change of its own the server looks at once, however
//! many there were meanwhile; other servers on the same database are noticed by looking every so often.

use crate::hub::Changed;
use crate::{Problem, State};
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;
use store::engine::Dialect;
use tokio::time::{MissedTickBehavior, interval};

/// For how long nobody is told again after everybody was: in a burst, what happens meanwhile is told together, so that those who
/// listen are not further behind the more they are.
const BREATH: Duration = Duration::from_millis(20);

/// Looks until the server ends. Whoever listens was told of everything up to `seen`.
pub async fn watch(state: Arc<State>, mut seen: i64) {
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
            Ok((newest, changed)) => {
                seen = newest;
                if !changed.is_empty() {
                    state.hub.tell(&changed);
                    tokio::time::sleep(BREATH).await;
                }
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

/// Returns how far the store is, and what changed since.
async fn look(state: &State, seen: i64) -> Result<(i64, Changed), Problem> {
    Ok(state.look(move |store| store.changed_tables(seen)).await??)
}
