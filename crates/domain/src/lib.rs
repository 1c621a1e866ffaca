//! The rules of the product: entities, commands, queries and audiences.
//!
//! Pure: no input or output, no clock, no randomness. The same code runs on the device, on the
//! server and, compiled to WebAssembly, in the interface.

pub mod base;
pub mod journeys;
pub mod richtext;
pub mod text;
