//! Values on their way into and out of a server. Only the types that both engines share are let through, so a
//! statement that works by accident on SQLite fails here.

use crate::{StoreError, engine::record::Heading};
use bytes::BytesMut;
use domain::base::Value;
use postgres::{
    Row,
    types::{IsNull, ToSql, Type, to_sql_checked},
};
use std::error::Error;

/// A value as a parameter.
#[derive(Debug)]
pub(super) struct Given<'a>(pub(super) &'a Value);

impl Given<'_> {
    /// Says why this value cannot stand where the server expects `kind`.
    pub(super) fn check(&self, kind: &Type) -> Result<(), String> {
        let fits = match self.0 {
            Value::Null => true,
            Value::Text(_) => is_text(kind),
            Value::Int(number) => match *kind {
                Type::INT8 | Type::FLOAT8 => true,
                Type::INT4 => i32::try_from(*number).is_ok(),
                Type::BOOL => matches!(number, 0 | 1),
                _ => false,
            },
            Value::Real(_) => *kind == Type::FLOAT8,
        };
        if fits { Ok(()) } else { Err(format!("the server expects {kind}, not {:?}", Shape::of(self.0))) }
    }
}

impl ToSql for Given<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Real(number) => number.to_sql(kind, out),
            Value::Int(number) => match *kind {
                Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
                Type::BOOL => (*number != 0).to_sql(kind, out),
                #[expect(clippy::cast_precision_loss, reason = "a whole number given to a real column")]
                Type::FLOAT8 => (*number as f64).to_sql(kind, out),
                _ => number.to_sql(kind, out),
            },
        }
    }

    fn accepts(_kind: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Reads one column of a row.
pub(super) fn read(heading: &Heading, row: &Row, at: usize) -> Result<Value, StoreError> {
    let Some(column) = row.columns().get(at) else {
        return Err(heading.bad(at, "a column", "no column there"));
    };
    let value = match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(at).map(|found| found.map(Value::Int)),
        Type::INT4 => row.try_get::<_, Option<i32>>(at).map(|found| found.map(|n| Value::Int(n.into()))),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(at).map(|found| found.map(Value::Real)),
        Type::BOOL => row.try_get::<_, Option<bool>>(at).map(|found| found.map(|b| Value::Int(b.into()))),
        ref kind if is_text(kind) => row.try_get::<_, Option<String>>(at).map(|found| found.map(Value::Text)),
        ref kind => return Err(heading.unshared(at, kind.name())),
    };
    match value {
        Ok(value) => Ok(value.unwrap_or(Value::Null)),
        Err(error) => Err(heading.bad(at, "a readable value", &error.to_string())),
    }
}

/// Returns whether both engines have the type.
pub(super) fn is_shared(kind: &Type) -> bool {
    is_text(kind) || matches!(*kind, Type::INT8 | Type::INT4 | Type::FLOAT8 | Type::BOOL)
}

fn is_text(kind: &Type) -> bool {
    matches!(*kind, Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN)
}

/// What a value is, without what it says.
#[derive(Debug)]
enum Shape {
    Nothing,
    Text,
    WholeNumber,
    RealNumber,
}

impl Shape {
    const fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::Text(_) => Self::Text,
            Value::Int(_) => Self::WholeNumber,
            Value::Real(_) => Self::RealNumber,
        }
    }
}
