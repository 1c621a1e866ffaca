//! What the window may read by itself: a copy of one person's past reviews, and locked connections to it.
//!
//! The window's SQL is not trusted, so it never meets the workspace's file. A [`Copy`] holds the rows of one person alone, in
//! memory ([`copy`]), and its connections read its one table and can do nothing else ([`fence`]).
#![deny(missing_docs)]

mod copy;
mod fence;
mod zone;

pub use copy::Copy;
pub use sqlx::Error;
pub use zone::{Ahead, clock, on_the_wall};
