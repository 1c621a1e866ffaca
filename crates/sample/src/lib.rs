//! A workspace that feels lived in, made from a seed: invented people, two journeys, reviews in every state
//! and round.
//!
//! Pure and repeatable: the same seed and moment give the same steps, byte for byte. Everything is a
//! command; no row is written past the rules, and each step was accepted by them when it was made.
//! `plan` decides what happens and `story` tells it; `script` brings it into order.

mod agenda;
mod cast;
mod casting;
mod clock;
mod contents;
mod corpus;
mod featured;
mod identity;
mod opening;
mod plan;
mod plot;
mod random;
mod script;
mod story;

pub use identity::{journey, person, persona};

use domain::base::Instant;
use domain::command::Envelope;
use serde::{Deserialize, Serialize};

/// One step: a command, and the authority's time when it is applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The command on its way.
    pub envelope: Envelope,
    /// The authority's time.
    pub now: Instant,
}

/// How large a workspace is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many clients there are.
    pub clients: usize,
    /// How many reviews there are, counting each round.
    pub reviews: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { clients: 60, reviews: 200 }
    }
}

/// Returns the steps that make the usual sample workspace as of `now`, in the order of time.
///
/// The actor of some is the nil person: the program itself, which has every role.
#[must_use]
pub fn workspace(seed: u64, now: Instant) -> Vec<Step> {
    workspace_with(seed, now, Options::default())
}

/// Returns the steps that make a workspace of another size; see [`workspace`].
#[must_use]
pub fn workspace_with(seed: u64, now: Instant, options: Options) -> Vec<Step> {
    opening::workspace(seed, now, options)
}

/// Returns the steps that make a workspace with so many reviews, for lists that should be long.
#[must_use]
pub fn many_reviews(seed: u64, now: Instant, count: usize) -> Vec<Step> {
    workspace_with(seed, now, Options { clients: count.div_ceil(8).max(60), reviews: count })
}
