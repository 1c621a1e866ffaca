//! Secrets that the server has to be able to read again: those of authenticator applications, and the keys of devices' files.
//! They are sealed by a key that is not in the database (ChaCha20-Poly1305), and each to its place: what was sealed for one
//! device opens for no other.

use crate::config::Config;
use crate::random::Random;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The file of the key, in the folder of the server's data.
const FILE: &str = "sealing.key";

/// What seals.
pub struct Sealing {
    cipher: ChaCha20Poly1305,
}

impl std::fmt::Debug for Sealing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealing(…)")
    }
}

impl Sealing {
    /// Seals with a key.
    #[must_use]
    pub fn with(key: [u8; 32]) -> Self {
        Self { cipher: ChaCha20Poly1305::new(&Key::from(key)) }
    }

    /// Seals with the key that is configured, or else with one that is kept in the folder of the server's data, which is made
    /// when there is none. Only the
    /// server's own user may read it. Whoever loses it loses second factors and the keys of files, and nothing else.
    ///
    /// # Errors
    /// When the file can't be read or written, or holds something else.
    pub fn kept(config: &Config, random: &Random) -> io::Result<Self> {
        if let Some(key) = &config.sealing_key {
            return read(key.reveal().trim()).map(Self::with);
        }
        let path = config.data.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => read(text.trim()).map(Self::with),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut key = [0; 32];
                random(&mut key);
                keep(&path, &super::tokens::hex(&key))?;
                Ok(Self::with(key))
            }
            Err(error) => Err(error),
        }
    }

    /// Seals a text for a place. The nonce is random and used once.
    pub(super) fn seal(&self, nonce: [u8; 12], place: &str, text: &str) -> Option<String> {
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let sealed = self.cipher.encrypt(&Nonce::from(nonce), payload).ok()?;
        Some(super::tokens::hex(&[nonce.as_slice(), sealed.as_slice()].concat()))
    }

    /// Opens what was sealed for a place; nothing when it was not, or with another key.
    pub(super) fn open(&self, place: &str, sealed: &str) -> Option<String> {
        let bytes = bytes(sealed)?;
        let (nonce, sealed) = bytes.split_first_chunk::<12>()?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let text = self.cipher.decrypt(&Nonce::from(*nonce), payload).ok()?;
        String::from_utf8(text).ok()
    }
}

fn read(text: &str) -> io::Result<[u8; 32]> {
    let wrong = || io::Error::new(io::ErrorKind::InvalidData, "the sealing key is not 64 hexadecimal digits");
    super::tokens::unhex(text).ok_or_else(wrong)
}

/// Writes a new file that only its owner may read, onto the disk.
fn keep(path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn what_was_sealed_opens_at_its_place_alone() {
        let sealing = Sealing::with([7; 32]);
        let sealed = sealing.seal([1; 12], "here", "a key").unwrap();
        assert!(!sealed.contains("a key"));
        assert_eq!(sealing.open("here", &sealed).as_deref(), Some("a key"));
        assert_eq!(sealing.open("there", &sealed), None);
        assert_eq!(Sealing::with([8; 32]).open("here", &sealed), None);
        let mut changed = sealed.clone();
        changed.pop();
        changed.push(if sealed.ends_with('0') { '1' } else { '0' });
        for wrong in [changed.as_str(), "", "zz", "00"] {
            assert_eq!(sealing.open("here", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_key_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        let random: Random = Arc::new(|bytes| bytes.fill(9));
        let sealed = Sealing::kept(&config, &random).unwrap().seal([1; 12], "here", "a key").unwrap();
        let other: Random = Arc::new(|bytes| bytes.fill(1));
        assert_eq!(Sealing::kept(&config, &other).unwrap().open("here", &sealed).as_deref(), Some("a key"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        let key = crate::config::Secret::new("09".repeat(32));
        let told =
            Config { data: folder.path().join("elsewhere"), sealing_key: Some(key), ..Config::default() };
        assert_eq!(Sealing::kept(&told, &other).unwrap().open("here", &sealed).as_deref(), Some("a key"));
        fs::write(folder.path().join(FILE), "nonsense").unwrap();
        Sealing::kept(&config, &other).unwrap_err();
    }
}
