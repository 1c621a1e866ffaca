//! Fills a new sample workspace with its invented people, so that the first screen has something to show.

use domain::base::{Instant, Refusal};
use domain::query::Query;
use serde_json::Value;
use store::{AskError, DispatchError, SYSTEM, Step, Store};

/// Which workspace everyone gets: the same people and stories on every computer, around today.
const SEED: u64 = 1;

/// Why a workspace could not be filled.
pub(crate) enum Unfurnished {
    /// It may not be filled.
    Refused(Box<Refusal>),
    /// It could not be looked into.
    Unseen(AskError),
    /// The people could not be written; nothing was.
    Unwritten(DispatchError),
}

/// Fills the workspace unless somebody is in it already, or it may not be. All or nothing: a crash leaves it empty, for
/// the next start.
pub(crate) fn when_empty(
    store: &Store,
    now: Instant,
    may: impl FnOnce() -> Result<(), Refusal>,
) -> Result<(), Unfurnished> {
    let people = store.ask(SYSTEM, Query::People, now).map_err(Unfurnished::Unseen)?;
    if people.as_array().is_some_and(|people: &Vec<Value>| !people.is_empty()) {
        return Ok(());
    }
    may().map_err(|refusal| Unfurnished::Refused(Box::new(refusal)))?;
    let steps: Vec<Step> = sample::workspace(SEED, now)
        .into_iter()
        .map(|step| Step { envelope: step.envelope, now: step.now })
        .collect();
    store.import(&steps).map(drop).map_err(Unfurnished::Unwritten)
}
