//! Identities. Whoever creates a row makes its id, so that rows can be born without a network.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Declares identities: one new type over a UUID for each name.
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default,
            ::serde::Serialize, ::serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub ::uuid::Uuid);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        $crate::stored_as_inner!($name => ::uuid::Uuid);
        $crate::id_schema!($name);

        impl From<$name> for ::uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl From<::uuid::Uuid> for $name {
            fn from(id: ::uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                ::uuid::Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

/// Says of an identity what it is as JSON: a UUID.
#[cfg(feature = "schema")]
#[macro_export]
macro_rules! id_schema {
    ($name:ident) => {
        impl $crate::schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(schemas: &mut $crate::schemars::SchemaGenerator) -> $crate::schemars::Schema {
                <::uuid::Uuid as $crate::schemars::JsonSchema>::json_schema(schemas)
            }
        }
    };
}

/// Nobody asks.
#[cfg(not(feature = "schema"))]
#[macro_export]
macro_rules! id_schema {
    ($name:ident) => {};
}

ids! {
    /// A person: client, mentor, creator or admin, often several of these.
    PersonId;
    /// One command, for ever: also its idempotency key and the [`Rev`] of every row it writes.
    CommandId;
}

/// The revision of a row: the id of the command that wrote it. Never a counter, which another
/// device could reach as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Rev(pub Uuid);

/// Returns the id of something that follows from `parent`: the same name under the same parent
/// gives the same id on every machine (UUIDv5, RFC 9562 section 5.5).
#[must_use]
pub fn derived_id(parent: Uuid, name: &str) -> Uuid {
    Uuid::new_v5(&parent, name.as_bytes())
}
