//! A second server that follows a first one and takes its place when that is lost. Nothing is acknowledged by the first that
//! the second has not got.

use crate::Own;
use crate::cluster::Cluster;
use std::io;

impl Own {
    /// Starts a server with room for so many sessions that follows this one. From then on a change is acknowledged once both
    /// have it.
    ///
    /// # Errors
    /// When it does not start, or does not come to follow.
    pub fn standby(&self, sessions: usize) -> io::Result<Self> {
        let standby = Self::made(sessions, |cluster: &Cluster| cluster.follow(&self.cluster))?;
        self.tell("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'")?;
        self.cluster.reload()?;
        Ok(standby)
    }

    /// Returns an address at which a database is found on whichever of the two can be written to.
    #[must_use]
    pub fn address_with(&self, standby: &Self, database: &str) -> String {
        let (one, other) = (self.folder().display(), standby.folder().display());
        format!("host={one},{other} user=postgres dbname={database} target_session_attrs=read-write")
    }

    /// Ends the server for good, as when its computer is lost.
    ///
    /// # Errors
    /// When it does not end.
    pub fn lose(&self) -> io::Result<()> {
        self.cluster.lose()
    }

    /// Has a server that followed another one take its place.
    ///
    /// # Errors
    /// When it does not.
    pub fn promote(&self) -> io::Result<()> {
        self.cluster.promote()
    }
}
