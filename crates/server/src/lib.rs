//! The hosted backend: what many people share, over HTTP, on one store.
//!
//! It decides nothing about reviews: a request is read, its sender is known by [`accounts`], and the store answers
//! by the rules of `domain`. [`routes`] is the one list of what can be asked, with who may; [`listen`] is what a
//! stranger meets first; [`lanes`] is the door to the store, which works while its caller waits.

pub mod accounts;
pub mod body;
pub mod chores;
pub mod cli;
pub mod clock;
pub mod config;
mod erased;
pub mod figures;
pub mod hub;
pub mod lanes;
pub mod listen;
pub mod mail;
pub mod problem;
pub mod random;
pub mod routes;
mod spool;
pub mod state;
#[cfg(test)]
mod tests;
pub mod traces;
pub mod watch;
pub mod web;

pub use config::Config;
pub use problem::Problem;
pub use state::State;
