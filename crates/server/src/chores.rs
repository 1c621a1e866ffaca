//! What a server does by itself as time passes: it reminds mentors whose time with a review is about to end, forgets what no
//! device asks for any more, and makes a backup of its file once a day. Any number of servers may do so on one database:
//! what one did, another finds done.

use crate::erased::Erased;
use crate::{Problem, State};
use domain::base::{Instant, Span};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;
use store::backup::{Backups, Why, back_up_file};
use store::engine::SqliteOptions;
use store::{DispatchError, StoreError};
use tokio::time::{MissedTickBehavior, interval};

/// How often is looked whether there is something to do.
const OFTEN: Duration = Duration::from_secs(60);

/// How often is forgotten.
const SELDOM: Span = Span::hours(6);

/// How old the newest backup may be.
const FRESH: Span = Span::days(1);

/// Does what is to be done, until the server ends.
pub async fn chores(state: Arc<State>) {
    let mut ticks = interval(OFTEN);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut forgot: Option<Instant> = None;
    loop {
        tokio::select! {
            () = state.ending() => return,
            _ = ticks.tick() => {}
        }
        noted("reminding", remind(&state).await);
        noted("backing_up", back_up(&state).await);
        let now = state.now();
        if forgot.is_none_or(|then| now - then >= SELDOM) {
            noted("forgetting", forget(&state).await);
            noted("noting_deleted", note_deleted(&state).await);
            forgot = Some(now);
        }
    }
}

/// Writes down that a chore was not done; the next time will do it.
fn noted(chore: &str, done: Result<(), Problem>) {
    let outcome = if done.is_ok() { "done" } else { "failed" };
    metrics::counter!("wrapitup_chores_total", "chore" => chore.to_owned(), "outcome" => outcome)
        .increment(1);
    if let Err(problem) = done {
        tracing::warn!(chore, status = problem.status().as_u16(), "chore.failed");
    }
}

/// Reminds everybody for whom it is time.
pub async fn remind(state: &State) -> Result<(), Problem> {
    let now = state.now();
    for person in state.look(move |store| store.to_be_reminded(now)).await?? {
        match state.write(move |store| store.remind(person, now)).await? {
            Ok(_) => {}
            // The claim ended meanwhile, or another server was quicker.
            Err(DispatchError::Refused { .. }) => {}
            Err(DispatchError::Failed(error)) => return Err(error.into()),
        }
    }
    Ok(())
}

async fn forget(state: &State) -> Result<(), Problem> {
    let now = state.now();
    let rows = state.write(move |store| store.collect(now)).await??;
    tracing::debug!(rows, "changes.forgotten");
    Ok(())
}

/// Writes down beside the data whose accounts were deleted, as far as it was not done with the deletion itself.
async fn note_deleted(state: &State) -> Result<(), Problem> {
    let list = Erased::at(&state.config.data);
    Ok(state.look(move |store| list.note(store)).await??)
}

/// Makes a backup of the file, if there is one and the newest is a day old.
pub async fn back_up(state: &Arc<State>) -> Result<(), Problem> {
    let Some(file) = state.store().engine().file().cloned() else { return Ok(()) };
    let state = state.clone();
    let made = tokio::task::spawn_blocking(move || back_up_daily(&state, &file)).await;
    made.map_err(|_panicked| Problem::bug())??;
    Ok(())
}

fn back_up_daily(state: &State, file: &SqliteOptions) -> Result<(), StoreError> {
    let (backups, now) = (Backups::at(state.config.data.join("backups")), state.now());
    let newest = backups.list()?.into_iter().find(|backup| backup.why == Why::Daily);
    // A clock that was put back is no reason to make none.
    if newest.is_some_and(|backup| backup.at <= now && now - backup.at < FRESH) {
        return Ok(());
    }
    // A server that is to end does not wait for it; the next start makes it.
    let watch = &mut |_| if state.is_ending() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    back_up_file(file, &backups, Why::Daily, now, watch).map(drop)
}
