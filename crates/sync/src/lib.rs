//! The device's side of synchronisation: sends what was done here, brings what was done elsewhere.
//!
//! [`engine`] decides, and does nothing: it is told what happened and answers with what to do and when to wake it. [`wire`]
//! is how requests and answers look as bytes. [`driver`] lets the engine act, over HTTP and on a thread of its own, with the
//! file of one person ([`PersonFile`]).
#![deny(missing_docs)]

pub mod driver;
pub mod engine;
mod file;
pub mod wire;

pub use file::PersonFile;
