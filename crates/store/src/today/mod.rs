//! Questions about today: the first screen of the day, for mentors and for clients.

mod court;
mod events;
pub(crate) mod queries;

use crate::engine::Stmt;

/// The statements of the feature.
pub(crate) const STATEMENTS: &[&Stmt] = &[&court::RECENT, &events::EVENTS];
