//! Accounts as people meet them: over HTTP, on both engines, with mail that is read and a clock that is set.

mod browser;
mod devices;
mod factor;
mod house;
mod matrix;
mod passwords;
mod people;
mod post;
#[cfg(target_os = "linux")]
mod post_protected;
mod signing;
#[cfg(target_os = "linux")]
mod smtp;
mod visits;

pub(super) use house::{House, PASSWORD};
