//! Makes both engines treat a failed statement alike: PostgreSQL refuses everything after it until a savepoint is
//! restored, SQLite would go on. And keeps out of both what only one of them could store.

use crate::StoreError;
use domain::base::Value;

/// Whether a transaction can still be used.
#[derive(Debug, Default)]
pub(super) struct Health {
    failed: bool,
    broken: bool,
    read_only: bool,
}

impl Health {
    /// Refuses to go on after a failure.
    pub(super) fn check(&self, statement: &str) -> Result<(), StoreError> {
        if self.failed { Err(StoreError::AfterFailure { statement: statement.to_owned() }) } else { Ok(()) }
    }

    /// Remembers a failure and passes the result on.
    pub(super) fn note<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        self.failed |= result.is_err();
        self.read_only |= matches!(result, Err(StoreError::ReadOnly { .. }));
        self.broken |= self.read_only || matches!(result, Err(StoreError::Io { .. }));
        result
    }

    /// Returns whether the disk or the line failed, after which nobody knows what the connection holds. No sub-step
    /// undoes that.
    pub(super) const fn is_broken(&self) -> bool {
        self.broken
    }

    /// Returns whether nothing could be changed.
    pub(super) const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Forgets a failure: the sub-step that it happened in was undone.
    pub(super) const fn restore(&mut self) {
        self.failed = false;
    }
}

/// Refuses a number of parameters other than the statement's.
pub(super) fn check_count(statement: &str, expected: usize, given: usize) -> Result<(), StoreError> {
    if expected == given {
        return Ok(());
    }
    let reason = format!("the statement has {expected} parameters, {given} were given");
    Err(StoreError::BadParameter { statement: statement.to_owned(), position: 0, reason })
}

/// Refuses text with a NUL character, which PostgreSQL cannot store, and numbers that are not finite, which SQLite
/// turns into nothing.
pub(super) fn check_values(statement: &str, params: &[Value]) -> Result<(), StoreError> {
    for (index, value) in params.iter().enumerate() {
        let reason = match value {
            Value::Text(text) if text.contains('\0') => "text cannot hold a NUL character",
            Value::Real(number) if !number.is_finite() => "the number is not finite",
            Value::Null | Value::Text(_) | Value::Int(_) | Value::Real(_) => continue,
        };
        return Err(StoreError::BadParameter {
            statement: statement.to_owned(),
            position: index + 1,
            reason: reason.to_owned(),
        });
    }
    Ok(())
}
