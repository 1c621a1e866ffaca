//! A small world for tests of rules: a few people, one journey, and a clock that a test sets.
//!
//! [`World::run`] sends a command the whole way, through its wire form and back, over rows in a map.
//! It also checks what holds of every command: a refused one writes nothing at all and says what to do,
//! and one that is applied again changes nothing. Not part of the product; the stories over real engines have a world
//! of their own.

mod journey;
pub(crate) mod law;
pub(crate) mod lives;
mod steps;
mod watched;
mod world;

pub(crate) use journey::{guide, guide_json};
pub(crate) use watched::Touched;
pub(crate) use world::{ALICE, BOB, CAROL, CREATOR, DAN, JOURNEY, ROOT, SYSTEM, World, note};
