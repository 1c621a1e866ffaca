//! The rules of the product: entities, commands, queries and audiences.
//!
//! Pure: no input or output, no clock, no randomness. The same code runs on the device, on the
//! server and, compiled to WebAssembly, in the interface.

#![deny(missing_docs)]

#[cfg(feature = "schema")]
#[doc(hidden)]
pub use schemars;

pub mod accounts;
pub mod audience;
pub mod autosave;
pub mod base;
pub mod command;
pub mod enrolments;
pub mod entity;
pub mod journeys;
pub mod memory;
pub mod notifications;
pub mod people;
pub mod query;
#[cfg(test)]
mod refusals_tests;
#[cfg(test)]
mod replica_tests;
pub mod reviews;
pub mod richtext;
pub mod rows;
pub mod saved_views;
pub mod sync;
#[cfg(test)]
mod testing;
pub mod text;
pub mod today;
