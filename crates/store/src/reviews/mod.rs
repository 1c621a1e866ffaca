//! Questions about reviews.

pub(crate) mod queries;
pub(crate) mod room;

use crate::engine::Stmt;

/// The statements of the feature.
pub(crate) const STATEMENTS: &[&Stmt] = &[];
