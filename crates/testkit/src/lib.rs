//! A world for stories: a few people, the Care journey and a clock that a test sets, over a real store on
//! either engine. Stories live in `tests/`; what one rule decides is tested beside the rule.
#![deny(missing_docs)]
#![expect(clippy::expect_used, clippy::panic, reason = "a world that can't be built is a failed test")]

mod device;
mod ids;
mod large;
mod numbered;
mod steps;
mod world;

pub use device::{Device, HISTORY};
pub use large::large_workspace;
pub use numbered::{numbered, numbered_comment};
pub use steps::{note, text, words};
pub use world::{ADMIN, ALICE, BOB, CAROL, DAN, EVE, JOURNEY, START, World};
