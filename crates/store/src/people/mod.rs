//! Questions about people.

pub(crate) mod names;
pub(crate) mod queries;

pub(crate) use queries::STATEMENTS;
