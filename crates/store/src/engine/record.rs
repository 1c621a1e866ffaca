//! One row of an answer, read by position. Errors name the statement and the column.

use crate::StoreError;
use domain::base::{BadValue, Instant, Stored, Value};
use serde::de::DeserializeOwned;
use std::{str::FromStr, sync::Arc};

/// What all rows of one answer share.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) statement: String,
    pub(super) columns: Vec<String>,
}

/// One row of an answer.
#[derive(Debug, Clone)]
pub struct Record {
    heading: Arc<Heading>,
    values: Vec<Value>,
}

impl Record {
    pub(super) const fn new(heading: Arc<Heading>, values: Vec<Value>) -> Self {
        Self { heading, values }
    }

    /// Returns the values, in the order of the columns.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// Returns the values, in the order of the columns.
    #[must_use]
    pub fn into_values(self) -> Vec<Value> {
        self.values
    }

    /// Returns the text at a position.
    pub fn text(&self, at: usize) -> Result<&str, StoreError> {
        self.opt_text(at)?.ok_or_else(|| self.bad(at, "text", "nothing"))
    }

    /// Returns the text at a position, or nothing.
    pub fn opt_text(&self, at: usize) -> Result<Option<&str>, StoreError> {
        match self.value(at)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            other => Err(self.wrong(at, "text", other)),
        }
    }

    /// Returns the whole number at a position.
    pub fn int(&self, at: usize) -> Result<i64, StoreError> {
        self.opt_int(at)?.ok_or_else(|| self.bad(at, "a whole number", "nothing"))
    }

    /// Returns the whole number at a position, or nothing.
    pub fn opt_int(&self, at: usize) -> Result<Option<i64>, StoreError> {
        match self.value(at)? {
            Value::Null => Ok(None),
            Value::Int(number) => Ok(Some(*number)),
            other => Err(self.wrong(at, "a whole number", other)),
        }
    }

    /// Returns the real number at a position.
    pub fn real(&self, at: usize) -> Result<f64, StoreError> {
        self.opt_real(at)?.ok_or_else(|| self.bad(at, "a real number", "nothing"))
    }

    /// Returns the real number at a position, or nothing.
    pub fn opt_real(&self, at: usize) -> Result<Option<f64>, StoreError> {
        match self.value(at)? {
            Value::Null => Ok(None),
            Value::Real(number) => Ok(Some(*number)),
            other => Err(self.wrong(at, "a real number", other)),
        }
    }

    /// Returns whether the number at a position is 1 and not 0.
    pub fn flag(&self, at: usize) -> Result<bool, StoreError> {
        match self.int(at)? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(self.bad(at, "0 or 1", &other.to_string())),
        }
    }

    /// Returns the moment at a position.
    pub fn instant(&self, at: usize) -> Result<Instant, StoreError> {
        self.int(at).map(Instant)
    }

    /// Returns the moment at a position, or nothing.
    pub fn opt_instant(&self, at: usize) -> Result<Option<Instant>, StoreError> {
        Ok(self.opt_int(at)?.map(Instant))
    }

    /// Returns what the text at a position spells: an id, or a name out of a closed list.
    pub fn parsed<T: FromStr>(&self, at: usize) -> Result<T, StoreError> {
        self.opt_parsed(at)?.ok_or_else(|| self.bad(at, std::any::type_name::<T>(), "nothing"))
    }

    /// Returns what the text at a position spells, or nothing.
    pub fn opt_parsed<T: FromStr>(&self, at: usize) -> Result<Option<T>, StoreError> {
        let Some(text) = self.opt_text(at)? else { return Ok(None) };
        match text.parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(self.bad(at, std::any::type_name::<T>(), text)),
        }
    }

    /// Returns what the JSON at a position describes.
    pub fn json<T: DeserializeOwned>(&self, at: usize) -> Result<T, StoreError> {
        let text = self.text(at)?;
        serde_json::from_str(text).map_err(|_| self.bad(at, std::any::type_name::<T>(), text))
    }

    /// Returns the value at a position as the type that its entity keeps there.
    pub fn stored<T: Stored>(&self, at: usize) -> Result<T, StoreError> {
        T::from_value(self.value(at)?.clone()).map_err(|bad| self.bad(at, bad.expected, &bad.found))
    }

    fn value(&self, at: usize) -> Result<&Value, StoreError> {
        self.values.get(at).ok_or_else(|| self.bad(at, "a column", "no column there"))
    }

    fn wrong(&self, at: usize, expected: &'static str, found: &Value) -> StoreError {
        match found {
            Value::Null => self.bad(at, expected, "nothing"),
            Value::Text(text) => self.bad(at, expected, text),
            Value::Int(number) => self.bad(at, expected, &number.to_string()),
            Value::Real(number) => self.bad(at, expected, &number.to_string()),
        }
    }

    fn bad(&self, at: usize, expected: &'static str, found: &str) -> StoreError {
        self.heading.bad(at, expected, found)
    }
}

impl Heading {
    /// Returns the error for a column of a type that only PostgreSQL has.
    pub(super) fn unshared(&self, at: usize, found: &str) -> StoreError {
        self.bad(at, "TEXT, BIGINT or DOUBLE PRECISION (CAST it)", found)
    }

    /// Returns the error for a value that is not what was expected, its text shortened.
    pub(super) fn bad(&self, at: usize, expected: &'static str, found: &str) -> StoreError {
        StoreError::BadColumn {
            statement: self.statement.clone(),
            column: self.columns.get(at).cloned().unwrap_or_else(|| format!("number {at}")),
            source: BadValue { expected, found: found.chars().take(40).collect() },
        }
    }
}
