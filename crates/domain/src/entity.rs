//! Entities: one definition each gives the struct, its columns and the way to and from a stored row.

use crate::base::{BadValue, ColumnKind, Instant, Rev, Value};
use crate::rows::{AnyRow, Table};
use thiserror::Error;
use uuid::Uuid;

/// A column of a table, as the definition of its entity gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The column's name in SQL.
    pub name: &'static str,
    /// How both engines keep it.
    pub kind: ColumnKind,
    /// Whether absence is legal.
    pub nullable: bool,
}

/// Who wrote a row last, and when. The store stamps it on every write; commands leave it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    /// The command that wrote the row.
    pub rev: Rev,
    /// The authority's time of that command.
    pub updated_at: Instant,
}

/// A row that does not fit its entity.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("column {column}: {source}")]
pub struct BadColumn {
    /// The column that does not fit.
    pub column: &'static str,
    /// Why.
    pub source: BadValue,
}

/// A kind of row. Implemented by the [`entity!`](macro@crate::entity) macro alone.
pub trait Entity: Clone + Into<AnyRow> + TryFrom<AnyRow, Error = AnyRow> {
    /// The type of its id.
    type Id: Copy + Into<Uuid>;
    /// Its table.
    const TABLE: Table;

    /// Returns the columns in the order of [`values`](Self::values): id first, stamp last.
    fn columns() -> Vec<Column>;
    /// Returns the values to store.
    fn values(&self) -> Vec<Value>;
    /// Reads a stored row.
    ///
    /// # Errors
    /// When a column holds what its type cannot be.
    fn from_values(values: Vec<Value>) -> Result<Self, BadColumn>;
}

/// Defines an entity: a struct with an `id`, the listed columns and a [`Stamp`], and the indexes by
/// which rules may look rows up, of all rows or of those `without` a value in one column. The table is the
/// variant of [`Table`] with the same name.
#[macro_export]
macro_rules! entity {
    (
        $(#[$doc:meta])*
        $name:ident($id:ty) {
            $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
        }
        $($(#[$index_doc:meta])* index $index:ident($($column:ident),+) $(without $without:ident)?;)*
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        pub struct $name {
            /// Its identity.
            pub id: $id,
            $($(#[$field_doc])* pub $field: $type,)*
            /// Who wrote it last; set by the store.
            #[serde(default)]
            pub stamp: $crate::entity::Stamp,
        }

        impl $name {
            $(
                $(#[$index_doc])*
                pub const $index: $crate::rows::Index = $crate::rows::Index {
                    table: $crate::rows::Table::$name,
                    columns: &[$(stringify!($column)),+],
                    without: &[$(stringify!($without))?],
                };
            )*

            /// The indexes by which rules may look rows of this kind up.
            pub const INDEXES: &'static [$crate::rows::Index] = &[$(Self::$index),*];
        }

        impl $crate::entity::Entity for $name {
            type Id = $id;
            const TABLE: $crate::rows::Table = $crate::rows::Table::$name;

            fn columns() -> Vec<$crate::entity::Column> {
                use $crate::base::{ColumnKind, Stored};
                vec![
                    $crate::entity::Column { name: "id", kind: ColumnKind::Text, nullable: false },
                    $($crate::entity::Column {
                        name: stringify!($field),
                        kind: <$type as Stored>::KIND,
                        nullable: <$type as Stored>::NULLABLE,
                    },)*
                    $crate::entity::Column { name: "rev", kind: ColumnKind::Text, nullable: false },
                    $crate::entity::Column { name: "updated_at", kind: ColumnKind::Int, nullable: false },
                ]
            }

            fn values(&self) -> Vec<$crate::base::Value> {
                use $crate::base::Stored;
                vec![
                    self.id.to_value(),
                    $(self.$field.to_value(),)*
                    self.stamp.rev.to_value(),
                    self.stamp.updated_at.to_value(),
                ]
            }

            fn from_values(values: Vec<$crate::base::Value>) -> Result<Self, $crate::entity::BadColumn> {
                let mut values = values.into_iter();
                Ok(Self {
                    id: $crate::entity::read_column("id", values.next())?,
                    $($field: $crate::entity::read_column(stringify!($field), values.next())?,)*
                    stamp: $crate::entity::Stamp {
                        rev: $crate::entity::read_column("rev", values.next())?,
                        updated_at: $crate::entity::read_column("updated_at", values.next())?,
                    },
                })
            }
        }
    };
}

/// Reads one column; used by the [`entity!`](macro@crate::entity) macro.
///
/// # Errors
/// When the value is missing or of another kind.
pub fn read_column<T: crate::base::Stored>(
    column: &'static str,
    value: Option<Value>,
) -> Result<T, BadColumn> {
    T::from_value(value.unwrap_or(Value::Null)).map_err(|source| BadColumn { column, source })
}
