//! A PostgreSQL server of its own for tests: real, made in a folder of the system's temporary directory, reachable
//! through a socket in that folder alone, without durability, and stopped when it is not needed any more.
//!
//! `cargo xtask test` starts a [`Server`] and tells the tests about it in [`VARIABLE`]. A test that is run without
//! it takes part in one that all such tests of this user share ([`address`]).
#![deny(missing_docs)]

mod account;
mod cluster;
mod programs;
mod shared;

pub use shared::address;

use cluster::Cluster;
use std::{env, fs, io, process};

/// The variable that holds the address of a server that is there already: `host=/folder user=postgres`, to which
/// ` dbname=…` is added. The user must be allowed to create databases.
pub const VARIABLE: &str = "WRAPITUP_TEST_PG";

/// A server of this process, stopped and deleted when it is dropped.
#[derive(Debug)]
pub struct Server {
    cluster: Cluster,
}

impl Server {
    /// Makes and starts a server, which takes about two seconds.
    pub fn start() -> io::Result<Self> {
        let folder = env::temp_dir().join(format!("wrapitup-postgres-{}", process::id()));
        let cluster = Cluster::make(folder)?;
        cluster.start()?;
        Ok(Self { cluster })
    }

    /// Returns where it is, for [`VARIABLE`].
    #[must_use]
    pub fn address(&self) -> String {
        self.cluster.address()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped = self.cluster.stop().and_then(|()| fs::remove_dir_all(self.cluster.folder()));
        if let Err(error) = stopped {
            eprintln!(
                "the PostgreSQL server in {} was not stopped: {error}",
                self.cluster.folder().display()
            );
        }
    }
}
