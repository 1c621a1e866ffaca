//! Passwords are hashed with argon2id, which takes a good part of a second's work and memory on purpose. So it runs beside the
//! threads of requests, two at a time: whoever tries passwords slows only others who sign in.

use super::password;
use crate::{Problem, State};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::accounts::Secret;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How many are hashed at a time.
const AT_A_TIME: usize = 2;
/// How many wait, before others are sent away.
const WAITING: usize = 64;
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much memory one takes, in KiB.
const MEMORY: u32 = 19 * 1024;
/// How often it is gone over.
const PASSES: u32 = 2;

/// What hashes passwords.
#[derive(Debug)]
pub(crate) struct Hashing {
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    /// The hash of a password that nobody has: compared with where there is no account, so that it takes as long.
    nobody: String,
}

impl Hashing {
    /// Gets ready, with a salt and a password that are forgotten.
    pub(crate) fn new(salt: [u8; 16], password: [u8; 32]) -> Self {
        let nobody = hash(&password, &salt).unwrap_or_default();
        let places = Arc::new(Semaphore::new(AT_A_TIME + WAITING));
        Self { places, turns: Arc::new(Semaphore::new(AT_A_TIME)), nobody }
    }

    /// Returns the hash that nobody's password has.
    pub(super) fn nobody(&self) -> String {
        self.nobody.clone()
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| Problem::busy())?;
        let turn = timeout(PATIENCE, self.turns.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(Problem::busy()) };
        let done = spawn_blocking(move || {
            let _until_done = (place, turn);
            work()
        });
        done.await.map_err(|_panicked| Problem::bug())
    }
}

/// Hashes a password that somebody chose, unless it would not protect them. `about` is what others know of them.
pub(super) async fn chosen(state: &State, password: &Secret, about: &[&str]) -> Result<String, Problem> {
    let (password, salt) = (password.clone(), state.random::<16>());
    let about: Vec<String> = about.iter().map(|&known| known.to_owned()).collect();
    let work = move || {
        password::check(&password, &about.iter().map(String::as_str).collect::<Vec<_>>())?;
        hash(password.reveal().as_bytes(), &salt).ok_or_else(Problem::bug)
    };
    state.accounts.hashing.run(work).await?
}

/// Whether a password is the one that was hashed.
pub(super) async fn matches(state: &State, password: &Secret, hashed: String) -> Result<bool, Problem> {
    let password = password.clone();
    state.accounts.hashing.run(move || verify(password.reveal().as_bytes(), &hashed)).await
}

fn argon() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY, PASSES, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a password. Keeps its thread.
pub(super) fn hash(password: &[u8], salt: &[u8]) -> Option<String> {
    let hashed: PasswordHash = argon()?.hash_password_with_salt(password, salt).ok()?;
    Some(hashed.to_string())
}

fn verify(password: &[u8], hashed: &str) -> bool {
    let Ok(hashed) = PasswordHash::new(hashed) else { return false };
    argon().is_some_and(|argon| argon.verify_password(password, &hashed).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_compared_exactly() {
        let hashed = hash("Zażółć 7 ".as_bytes(), b"0123456789abcdef").unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
        assert!(verify("Zażółć 7 ".as_bytes(), &hashed));
        for wrong in ["Zażółć 7", "zażółć 7 ", " Zażółć 7 ", "", "Zażółć 7  "] {
            assert!(!verify(wrong.as_bytes(), &hashed), "{wrong:?}");
        }
        assert!(!verify(b"x", "not a hash"));
    }

    #[test]
    fn nobodys_password_takes_the_same_work() {
        let hashing = Hashing::new([1; 16], [2; 32]);
        assert!(hashing.nobody().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }
}
