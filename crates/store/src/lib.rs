//! All SQL: rows, commands and queries on SQLite and PostgreSQL, from one text. Rules live in `domain`; this crate
//! keeps what they decide and answers questions about it.
#![deny(missing_docs)]

pub mod engine;
mod error;
pub mod migrate;
#[cfg(feature = "testing")]
pub mod testing;

pub use error::{Cause, ConstraintKind, StoreError};
