//! Questions about people.

pub(crate) mod names;
pub(crate) mod queries;
mod roles;

pub(crate) use queries::STATEMENTS;
