//! What an operator needs to give somebody an account from the command line: a password that nobody knows, and a link by
//! which its owner chooses one.

use super::{hashing, password, tokens};
use crate::mail::letters;
use crate::random::Random;
use crate::{Config, Problem};
use domain::accounts::Secret;
use domain::base::{Refusal, Span};
use store::accounts::TokenHash;

/// How long the link works.
pub(crate) const LINK: Span = Span::days(7);

/// An operator, with randomness.
pub(crate) struct Operator {
    random: Random,
}

impl Operator {
    pub(crate) fn with(random: Random) -> Self {
        Self { random }
    }

    /// Returns the hash of a password that is forgotten at once.
    pub(crate) fn nobodys_password(&self) -> Option<String> {
        hashing::hash(&self.bytes::<32>(), &self.bytes::<16>())
    }

    /// Returns the hash of a password, for people who are invented.
    pub(crate) fn hashed(&self, password: &Secret) -> Result<String, Refusal> {
        password::check(password, &[]).map_err(Problem::refusal)?;
        let hashed = hashing::hash(password.reveal().as_bytes(), &self.bytes::<16>());
        hashed.ok_or_else(|| Problem::bug().refusal())
    }

    /// Returns a link to choose a password, and what is kept of its token.
    pub(crate) fn link(&self, config: &Config) -> (String, TokenHash) {
        let secret = tokens::hex(&self.bytes::<32>());
        let hash = tokens::hash(&secret);
        (letters::link(config, "reset", &Secret::new(secret)), hash)
    }

    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}
