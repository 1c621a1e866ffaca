//! Several servers on one PostgreSQL server, as an operator runs them: real processes, and requests that go to any of them.
//! Servers are killed, sessions ended, the database crashes, stands still and runs out of sessions, while sixteen clients
//! write and somebody reads along. Nothing that was acknowledged is lost, nothing is done twice, the reader misses nothing, and
//! every device has what its person may see.
#![cfg(unix)]

#[cfg(test)]
mod load;
#[cfg(test)]
mod reader;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod trouble;
#[cfg(test)]
mod writer;

/// How often each writer writes in the short form.
#[cfg(test)]
const SHORT: usize = 24;

#[test]
#[ignore = "takes many minutes; `cargo xtask soak nodes`"]
fn soak_nodes() {
    trouble::soak();
}
