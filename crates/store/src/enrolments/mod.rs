//! Questions about enrolments: a client's journeys ([`queries`]) and a section to work on ([`section`]).

mod content;
mod outline;
pub(crate) mod progress;
pub(crate) mod queries;
pub(crate) mod section;

use crate::engine::Stmt;

/// The statements of the feature.
pub(crate) const STATEMENTS: &[&Stmt] = &[
    &queries::OTHERS,
    &section::MENTORS,
    &content::FIELDS,
    &progress::ROUNDS,
    &progress::ITEMS,
    &progress::OPEN_COMMENTS,
];
