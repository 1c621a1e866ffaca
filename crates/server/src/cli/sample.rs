//! `wrapitup-server sample`: invented people, journeys and reviews, to look around in or to measure with.

use super::opening;
use crate::Config;
use anyhow::{Result, bail};
use domain::query::Query;
use store::{DispatchError, SYSTEM, Step, Store};

/// Which people there are: the same on every server, around today.
const SEED: u64 = 1;

/// How many steps share one change: a device takes in whole changes, so one must not be a whole world.
const BATCH: usize = 50;

/// Fills a server that nobody is in, and says with how much.
pub(super) fn sample(config: &Config) -> Result<String> {
    let store = opening::open(config)?;
    let steps = fill(&store)?;
    Ok(format!("{steps} steps were made. Nobody of these people can sign in until they have an account."))
}

/// Fills a store, and returns in how many steps.
pub(super) fn fill(store: &Store) -> Result<usize> {
    let now = opening::now();
    let people = store.ask(SYSTEM, Query::People, now)?;
    if people.as_array().is_some_and(|people| !people.is_empty()) {
        bail!("there are people on this server already; invented ones only go into an empty one");
    }
    let steps: Vec<Step> = sample::workspace(SEED, now)
        .into_iter()
        .map(|step| Step { envelope: step.envelope, now: step.now })
        .collect();
    for batch in steps.chunks(BATCH) {
        store.import(batch).map_err(|error| match error {
            DispatchError::Refused { refusal, .. } => anyhow::anyhow!("a step was refused: {refusal}"),
            DispatchError::Failed(error) => opening::in_words(error),
        })?;
    }
    Ok(steps.len())
}
