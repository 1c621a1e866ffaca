//! A server that keeps what it says it keeps, for measurements: nobody else uses it, and it is deleted in the end.

use crate::cluster::{Cluster, DURABLE};
use std::{env, fs, io, process};

/// A running server with its usual settings. It is stopped and deleted when this is dropped.
#[derive(Debug)]
pub struct Durable(Cluster);

impl Durable {
    /// Makes one and starts it.
    pub fn start() -> io::Result<Self> {
        let folder = env::temp_dir().join(format!("wrapitup-durable-{}", process::id()));
        let cluster = Cluster::at(folder, DURABLE)?;
        cluster.fill()?;
        cluster.start()?;
        Ok(Self(cluster))
    }

    /// Returns its address, without a database's name.
    #[must_use]
    pub fn address(&self) -> String {
        self.0.address()
    }
}

impl Drop for Durable {
    fn drop(&mut self) {
        if let Err(error) = self.0.stop() {
            eprintln!("a server for measurements was not stopped: {error}");
        }
        fs::remove_dir_all(self.0.folder()).ok();
    }
}
