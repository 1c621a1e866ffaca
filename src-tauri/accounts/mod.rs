//! Who uses this device: nobody yet, the sample workspace, or somebody with an account at a server.
//!
//! Each person has a folder of their own in the data folder, with their encrypted file, their backups, and what they were
//! told; the sample workspace lies beside them, as it did before there were accounts. `list` says whose folders there are
//! and who uses the device now; `here` finds the file and what opens it; `server` speaks to a server about accounts;
//! `signing` signs in and out; `switching` closes one workspace before it opens another, so that nothing of one person
//! is ever in front of another. `commands` is what the window may ask for.

mod address;
pub(crate) mod commands;
mod computer;
mod here;
mod list;
pub(crate) mod renewing;
mod server;
mod session;
mod signing;
mod switching;

pub(crate) use computer::name_of_this_computer;
pub(crate) use here::Accounts;
pub(crate) use session::Session;

/// The argument that chooses the sample workspace on a device that nobody uses yet.
pub(crate) const SAMPLE: &str = "--sample";

#[cfg(test)]
mod changed_address_tests;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod keyring_tests;
#[cfg(test)]
mod mended_tests;
#[cfg(test)]
mod pretended_server;
#[cfg(test)]
mod tests;
