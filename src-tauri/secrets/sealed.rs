//! A key in a small file that only a passphrase opens: the passphrase is stretched with Argon2id, so that trying many
//! takes long, and what comes of it seals the key with `XChaCha20-Poly1305`, so that nobody changes it unseen.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use store::engine::FileKey;

use crate::whole;

/// The file, in the folder of the workspace.
const FILE: &str = "key.sealed";

/// How much work one try of a passphrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Memory, in KiB.
    memory: u32,
    /// How often it is gone over.
    passes: u32,
}

impl Cost {
    /// About half a second of a usual computer, and 64 MiB.
    pub(crate) const USUAL: Self = Self { memory: 64 * 1024, passes: 3 };

    /// For tests that open many.
    #[cfg(test)]
    pub(crate) const LEAST: Self = Self { memory: 8, passes: 1 };
}

/// What the file says.
#[derive(Serialize, Deserialize)]
struct Sealed {
    cost: Cost,
    salt: [u8; 16],
    nonce: [u8; 24],
    key: Vec<u8>,
}

/// Why a sealed key was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unopened {
    /// Another passphrase sealed it, or the file was changed.
    Passphrase,
    /// There is no such file, or it can't be read.
    Missing,
}

/// Whether there is a sealed key in a folder.
pub(super) fn is_there(folder: &Path) -> bool {
    file(folder).is_file()
}

/// Seals a key with a passphrase.
pub(super) fn seal(folder: &Path, name: &str, key: &FileKey, passphrase: &str, cost: Cost) -> io::Result<()> {
    let (mut salt, mut nonce) = ([0; 16], [0; 24]);
    for random in [&mut salt[..], &mut nonce[..]] {
        getrandom::fill(random).map_err(io::Error::other)?;
    }
    let unsealable = || io::Error::other("the key could not be sealed");
    let lock = lock(passphrase, &salt, cost).ok_or_else(unsealable)?;
    let payload = Payload { msg: &key.0, aad: name.as_bytes() };
    let key = lock.encrypt(&XNonce::from(nonce), payload).map_err(|_| unsealable())?;
    let bytes = serde_json::to_vec(&Sealed { cost, salt, nonce, key })?;
    fs::create_dir_all(folder)?;
    whole::write(&file(folder), &bytes)
}

/// Opens a key with the passphrase that sealed it.
pub(super) fn open(folder: &Path, name: &str, passphrase: &str) -> Result<FileKey, Unopened> {
    let bytes = fs::read(file(folder)).map_err(|_| Unopened::Missing)?;
    let sealed: Sealed = serde_json::from_slice(&bytes).map_err(|_| Unopened::Missing)?;
    let lock = lock(passphrase, &sealed.salt, sealed.cost).ok_or(Unopened::Missing)?;
    let payload = Payload { msg: &sealed.key, aad: name.as_bytes() };
    let key = lock.decrypt(&XNonce::from(sealed.nonce), payload).map_err(|_| Unopened::Passphrase)?;
    key.try_into().map(FileKey).map_err(|_| Unopened::Passphrase)
}

/// Takes a sealed key away.
pub(super) fn forget(folder: &Path) {
    // What is not there is forgotten.
    fs::remove_file(file(folder)).ok();
}

/// Returns what a passphrase seals with; none at a cost that makes no sense.
fn lock(passphrase: &str, salt: &[u8], cost: Cost) -> Option<XChaCha20Poly1305> {
    let params = Params::new(cost.memory, cost.passes, 1, Some(32)).ok()?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .ok()?;
    Some(XChaCha20Poly1305::new(&Key::from(key)))
}

fn file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    const NAME: &str = "018f0000-0000-7000-8000-000000000001";
    const KEY: FileKey = FileKey([9; 32]);

    #[test]
    fn only_its_passphrase_opens_a_key_and_only_for_its_own_file() {
        let folder = TempDir::new().unwrap();
        assert_eq!(open(folder.path(), NAME, "a passphrase"), Err(Unopened::Missing));
        seal(folder.path(), NAME, &KEY, "a passphrase", Cost::LEAST).unwrap();
        assert_eq!(open(folder.path(), NAME, "a passphrase"), Ok(KEY));
        assert_eq!(open(folder.path(), NAME, "A passphrase"), Err(Unopened::Passphrase));
        assert_eq!(open(folder.path(), "another", "a passphrase"), Err(Unopened::Passphrase));
        let mut bytes: Sealed = serde_json::from_slice(&fs::read(file(folder.path())).unwrap()).unwrap();
        bytes.key[3] ^= 1;
        fs::write(file(folder.path()), serde_json::to_vec(&bytes).unwrap()).unwrap();
        assert_eq!(open(folder.path(), NAME, "a passphrase"), Err(Unopened::Passphrase), "it was changed");
        fs::write(file(folder.path()), "{}").unwrap();
        assert_eq!(open(folder.path(), NAME, "a passphrase"), Err(Unopened::Missing));
    }

    #[test]
    fn the_same_key_is_sealed_differently_each_time() {
        let folder = TempDir::new().unwrap();
        let sealed = || {
            seal(folder.path(), NAME, &KEY, "a passphrase", Cost::LEAST).unwrap();
            fs::read(file(folder.path())).unwrap()
        };
        assert_ne!(sealed(), sealed());
    }
}
