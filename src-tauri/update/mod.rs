//! Newer versions of the application: looked for, fetched, and put in place when the person says so.
//!
//! What is offered stands in a manifest that is signed, and so is every package in it (`manifest`); nothing is taken that
//! is not newer than what runs. `source` says where to look, `fetch` gets it within limits, `updates` goes from step to
//! step, `ending` stops them when the program ends, `schedule` looks by itself, `trouble` says what went wrong, and `commands` is what the window may ask for.

pub(crate) mod commands;
mod ending;
mod fetch;
mod manifest;
#[cfg(debug_assertions)]
mod rehearsal;
mod schedule;
mod source;
mod trouble;
mod updates;

#[cfg(debug_assertions)]
pub(crate) use rehearsal::rehearse;
pub(crate) use schedule::begin as begin_schedule;
pub(crate) use source::Source;
pub(crate) use updates::Updates;

#[cfg(test)]
mod place;
#[cfg(test)]
mod tests;
