//! What may stand in a column: how a type becomes a [`Value`] and comes back.

use super::{BadValue, Instant, Rev, Span, Value, ZoneId};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// How both engines keep a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// `TEXT`: ids, JSON, text.
    Text,
    /// `BIGINT`: milliseconds, counts, minor units, 0 or 1.
    Int,
    /// `DOUBLE PRECISION`.
    Real,
}

/// A type that one column can hold.
pub trait Stored: Sized {
    /// How the engines keep it.
    const KIND: ColumnKind;
    /// Whether absence is a legal value.
    const NULLABLE: bool = false;

    /// Returns the value to store.
    fn to_value(&self) -> Value;

    /// Reads a stored value.
    ///
    /// # Errors
    /// When the value is of another kind or out of range.
    fn from_value(value: Value) -> Result<Self, BadValue>;
}

/// Returns the error for a value that is not what was expected, with the value shortened.
#[must_use]
pub fn bad_value(expected: &'static str, found: &Value) -> BadValue {
    let found: String = format!("{found:?}").chars().take(80).collect();
    BadValue { expected, found }
}

impl Stored for String {
    const KIND: ColumnKind = ColumnKind::Text;
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match value {
            Value::Text(text) => Ok(text),
            other => Err(bad_value("text", &other)),
        }
    }
}

impl Stored for i64 {
    const KIND: ColumnKind = ColumnKind::Int;
    fn to_value(&self) -> Value {
        Value::Int(*self)
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match value {
            Value::Int(number) => Ok(number),
            other => Err(bad_value("a whole number", &other)),
        }
    }
}

impl Stored for bool {
    const KIND: ColumnKind = ColumnKind::Int;
    fn to_value(&self) -> Value {
        Value::Int(i64::from(*self))
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match value {
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            other => Err(bad_value("0 or 1", &other)),
        }
    }
}

impl<T: Stored> Stored for Option<T> {
    const KIND: ColumnKind = T::KIND;
    const NULLABLE: bool = true;
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Stored::to_value)
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match value {
            Value::Null => Ok(None),
            present => T::from_value(present).map(Some),
        }
    }
}

impl Stored for Uuid {
    const KIND: ColumnKind = ColumnKind::Text;
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match &value {
            Value::Text(text) => Self::parse_str(text).map_err(|_| bad_value("an id", &value)),
            other => Err(bad_value("an id", other)),
        }
    }
}

/// Keeps a new type as the type it wraps.
#[macro_export]
macro_rules! stored_as_inner {
    ($($name:ty => $inner:ty),+ $(,)?) => {$(
        impl $crate::base::Stored for $name {
            const KIND: $crate::base::ColumnKind = <$inner as $crate::base::Stored>::KIND;
            fn to_value(&self) -> $crate::base::Value {
                <$inner as $crate::base::Stored>::to_value(&self.0)
            }
            fn from_value(value: $crate::base::Value) -> Result<Self, $crate::base::BadValue> {
                <$inner as $crate::base::Stored>::from_value(value).map(Self)
            }
        }
    )+};
}

stored_as_inner!(Instant => i64, Span => i64, ZoneId => String, Rev => Uuid);

/// A value kept as JSON text, for what no statement looks into.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Json<T>(pub T);

impl<T: Serialize + DeserializeOwned> Stored for Json<T> {
    const KIND: ColumnKind = ColumnKind::Text;
    fn to_value(&self) -> Value {
        // Serialising our own plain types to JSON text cannot fail; null would be refused on reading.
        Value::Text(serde_json::to_string(&self.0).unwrap_or_else(|_| "null".to_owned()))
    }
    fn from_value(value: Value) -> Result<Self, BadValue> {
        match &value {
            Value::Text(text) => serde_json::from_str(text)
                .map(Self)
                .map_err(|_| bad_value("JSON of the column's type", &value)),
            other => Err(bad_value("JSON text", other)),
        }
    }
}

/// Keeps an enum without data as its word, the same word as in JSON.
#[macro_export]
macro_rules! stored_as_word {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::base::Stored for $name {
            const KIND: $crate::base::ColumnKind = $crate::base::ColumnKind::Text;
            fn to_value(&self) -> $crate::base::Value {
                match serde_json::to_value(self) {
                    Ok(serde_json::Value::String(word)) => $crate::base::Value::Text(word),
                    _ => $crate::base::Value::Null,
                }
            }
            fn from_value(value: $crate::base::Value) -> Result<Self, $crate::base::BadValue> {
                let $crate::base::Value::Text(word) = &value else {
                    return Err($crate::base::bad_value("one of the known words", &value));
                };
                serde_json::from_value(serde_json::Value::String(word.clone()))
                    .map_err(|_| $crate::base::bad_value("one of the known words", &value))
            }
        }
    )+};
}
