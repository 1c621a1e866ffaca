//! Accounts as people meet them: over HTTP, on both engines, with mail that is read and a clock that is set.

mod browser;
mod devices;
mod factor;
mod house;
mod matrix;
mod passwords;
mod people;
mod post;
mod signing;
mod visits;

pub(super) use house::House;
