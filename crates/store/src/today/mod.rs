//! Questions about today.

pub(crate) mod queries;

use crate::engine::Stmt;

/// The statements of the feature.
pub(crate) const STATEMENTS: &[&Stmt] = &[];
