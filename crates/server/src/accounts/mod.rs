//! Accounts over HTTP: signing up and in, devices, the second factor, and everything that people change about their own.
//!
//! Whether there is an account with an address is told to nobody but whoever reads its mail: the answers and the work are the
//! same. Who may ask for what stands in [`rows`]; what is tried too often is stopped in [`admission`].

mod admins;
mod admission;
mod cookies;
pub(crate) mod deeds;
mod devices;
mod emails;
mod factor;
mod file_key;
mod hashing;
mod limiter;
mod me;
pub(crate) mod operator;
mod origin;
mod pages;
mod password;
mod passwords;
mod refusals;
mod rows;
mod sealing;
mod sessions;
mod sign_up;
mod signed;
mod tokens;
mod totp;
mod visits;

pub(crate) use origin::check as check_origin;
pub(crate) use refusals::on_a_visit;
pub(crate) use rows::rows;
pub use sealing::Sealing;
pub use signed::{How, Signed, goes_on, signed};

use crate::random::Random;
use hashing::Hashing;
use limiter::Limiter;
use std::fmt;
use std::sync::Mutex;
use tokio::sync::Notify;

/// What accounts need besides the store.
pub struct Accounts {
    pub(super) hashing: Hashing,
    limiter: Mutex<Limiter>,
    sealing: Sealing,
    /// Says that there is mail to be sent.
    pub(crate) mail: Notify,
}

impl Accounts {
    /// Gets ready. Until [`Accounts::seal_with`], what is sealed can be opened by this process alone.
    pub(crate) fn new(random: &Random) -> Self {
        let (mut salt, mut password, mut key) = ([0; 16], [0; 32], [0; 32]);
        random(&mut salt);
        random(&mut password);
        random(&mut key);
        Self {
            hashing: Hashing::new(salt, password),
            limiter: Mutex::default(),
            sealing: Sealing::with(key),
            mail: Notify::new(),
        }
    }

    /// Seals with a key that outlives the process.
    pub(crate) fn seal_with(&mut self, sealing: Sealing) {
        self.sealing = sealing;
    }
}

impl fmt::Debug for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Accounts(…)")
    }
}
