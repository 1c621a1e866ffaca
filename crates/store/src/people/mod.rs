//! Questions about people.

pub(crate) mod queries;

pub(crate) use queries::STATEMENTS;
