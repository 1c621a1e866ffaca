//! Questions about enrolments.

pub(crate) mod queries;
pub(crate) mod section;

use crate::engine::Stmt;

/// The statements of the feature.
pub(crate) const STATEMENTS: &[&Stmt] = &[];
