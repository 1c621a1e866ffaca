//! The person's file as a file: where it is, its backups, and what to do when it is damaged. What is in it is the
//! workspace's (`workspace`).
//!
//! `files` has the names; `opening` opens the file and never takes a lost one for a new one; `keeping` makes backups and
//! puts them back; `schedule` does so daily; `commands` is what the window may ask for.

pub(crate) mod commands;
pub(crate) mod export;
mod files;
mod keeping;
mod opening;
mod schedule;
mod unread;

pub(crate) use commands::changed;
pub(crate) use files::{Files, Whose};
pub(crate) use keeping::back_up;
#[cfg(test)]
pub(crate) use opening::{LOOKS, open_patiently};
pub(crate) use opening::{Start, open};
pub(crate) use schedule::begin as begin_schedule;

#[cfg(test)]
mod tests;
