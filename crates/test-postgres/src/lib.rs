//! A PostgreSQL server of its own for tests: real, made in a folder of the system's temporary directory, reachable
//! through a socket in that folder alone, without durability, and stopped when it is not needed any more.
//!
//! All tests of one user share it. Whoever comes first starts it, and it stays while any process uses it.
//! `cargo xtask test` takes part from before the first test until after the last one, so that it starts once.
//!
//! A test that stops or starves its server has one for itself: [`Own`].
#![deny(missing_docs)]

mod account;
mod cluster;
mod durable;
mod own;
mod programs;
mod shared;
mod standby;

pub use durable::Durable;
pub use own::{Own, Session};
pub use shared::{address, release};

/// The variable that holds the address of a server that is there already: `host=/folder user=postgres`, to which
/// ` dbname=…` is added. The user must be allowed to create databases.
pub const VARIABLE: &str = "WRAPITUP_TEST_PG";
