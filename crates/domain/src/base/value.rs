//! The values a column can hold on both engines: nothing, text, a whole number or a real number.

use thiserror::Error;

/// One stored value. Ids, JSON and text are [`Value::Text`]; instants (UTC milliseconds), counts,
/// money in minor units and truth (0 or 1) are [`Value::Int`].
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Absent (SQL `NULL`).
    Null,
    /// UTF-8 text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A real number.
    Real(f64),
}

/// A stored value that does not fit the type it is read as.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("expected {expected}, found {found}")]
pub struct BadValue {
    /// What the column should hold, in words.
    pub expected: &'static str,
    /// What was found, shortened.
    pub found: String,
}
