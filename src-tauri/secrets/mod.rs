//! The keys of the encrypted files. A key lies in the keychain of the operating system ([`keychain`]); where there is
//! none, or it does not open, in a small file that only the person's passphrase opens ([`sealed`]). Nowhere is one
//! written as it is.
//!
//! Whoever lost both signs in again: the server gives the key back that was sealed with it (`accounts/server.rs`).

mod keychain;
mod keys;
pub(crate) mod letter;
mod sealed;

pub(crate) use keychain::Keychain;
pub(crate) use keys::{Found, Keys, new_key, random_id};
pub(crate) use sealed::Cost;
