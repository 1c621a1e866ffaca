//! Something small that only the key of a file opens, in a file beside it: what the server gave at the sign-in.

use std::fs;
use std::io;
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use store::engine::FileKey;

use crate::whole;

/// How many bytes come before what is sealed.
const NONCE: usize = 24;

/// Writes bytes that only this key opens. `about` says what they are, and has to be said again to open them.
pub(crate) fn write(file: &Path, key: &FileKey, about: &str, bytes: &[u8]) -> io::Result<()> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).map_err(io::Error::other)?;
    let payload = Payload { msg: bytes, aad: about.as_bytes() };
    let sealed = cipher(key)
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| io::Error::other("it could not be sealed"))?;
    whole::write(file, &[&nonce[..], &sealed].concat())
}

/// Reads what was written with this key and `about`. None when that is not so, or there is nothing.
pub(crate) fn read(file: &Path, key: &FileKey, about: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(file).ok()?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
    let payload = Payload { msg: sealed, aad: about.as_bytes() };
    cipher(key).decrypt(&XNonce::from(*nonce), payload).ok()
}

fn cipher(key: &FileKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(key.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn a_letter_is_opened_by_its_key_alone_and_shows_nothing() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("letter");
        let (key, other) = (FileKey([1; 32]), FileKey([2; 32]));
        assert_eq!(read(&file, &key, "session"), None);
        write(&file, &key, "session", b"a token that nobody may read").unwrap();
        assert_eq!(read(&file, &key, "session").as_deref(), Some(&b"a token that nobody may read"[..]));
        assert_eq!(read(&file, &other, "session"), None);
        assert_eq!(read(&file, &key, "something else"), None);
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(5).any(|window| window == b"token"));
        fs::write(&file, "x").unwrap();
        assert_eq!(read(&file, &key, "session"), None);
    }
}
