//! A world for stories: a few people, the Care journey and a clock that a test sets, over a real store on
//! either engine. Stories live in `tests/`; what one rule decides is tested beside the rule.
#![deny(missing_docs)]
#![expect(clippy::expect_used, clippy::panic, reason = "a world that can't be built is a failed test")]

mod device;
mod ids;
mod large;
mod node;
mod numbered;
mod online;
mod proxy;
mod reach;
mod steps;
mod world;

pub use device::{Device, HISTORY};
pub use large::large_workspace;
pub use node::{GIVE_UP, Node};
pub use numbered::{numbered, numbered_comment};
pub use online::Online;
pub use proxy::{Fate, Passed, Proxy};
pub use reach::Reach;
pub use steps::{note, text, words};
pub use world::{ADMIN, ALICE, BOB, CAROL, DAN, EVE, JOURNEY, START, World};
