//! Where the key of a file is: in the keychain, behind a passphrase, or not on this computer any more.

use std::io;
use std::path::Path;

use store::engine::FileKey;
use uuid::Uuid;

use super::keychain::Keychain;
use super::sealed::{self, Cost};

/// What is found of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// It is here.
    Key(FileKey),
    /// A passphrase opens it.
    Passphrase,
    /// It is not on this computer.
    Gone,
}

/// What keeps keys.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    /// The keychain, if it opens.
    pub(crate) keychain: Keychain,
    /// How much work a passphrase is.
    pub(crate) cost: Cost,
}

impl Keys {
    /// Returns what there is of the key of a file: the one of this name, whose folder this is.
    pub(crate) fn find(&self, name: &str, folder: &Path) -> Found {
        // Whoever chose a passphrase while the keychain was locked is asked for it, whatever still lies in there.
        if sealed::is_there(folder) {
            return Found::Passphrase;
        }
        self.keychain.key(name).map_or(Found::Gone, Found::Key)
    }

    /// Opens a key with its passphrase. None when that is another one.
    pub(crate) fn open(&self, name: &str, folder: &Path, passphrase: &str) -> Option<FileKey> {
        sealed::open(folder, name, passphrase).ok()
    }

    /// Keeps the key of a file: behind a passphrase where one is given, else in the keychain.
    ///
    /// # Errors
    /// When it could not be kept. Nothing is then left of it.
    pub(crate) fn keep(
        &self,
        name: &str,
        folder: &Path,
        key: &FileKey,
        passphrase: Option<&str>,
    ) -> io::Result<()> {
        match passphrase {
            Some(passphrase) => {
                sealed::seal(folder, name, key, passphrase, self.cost)?;
                // One way in: an old one that lay there would open the same file without the passphrase.
                self.keychain.forget(name);
                Ok(())
            }
            None if self.keychain.keep(name, key) => {
                sealed::forget(folder);
                Ok(())
            }
            None => Err(io::Error::other("the keychain did not keep the key")),
        }
    }

    /// Takes the key of a file out of this computer.
    pub(crate) fn forget(&self, name: &str, folder: &Path) {
        self.keychain.forget(name);
        sealed::forget(folder);
    }
}

/// Returns a new key, from the system's own source.
///
/// # Errors
/// When the system has none.
pub(crate) fn new_key() -> io::Result<FileKey> {
    let mut key = FileKey([0; 32]);
    getrandom::fill(&mut key.0).map_err(io::Error::other)?;
    Ok(key)
}

/// Returns a new id, from the system's own source.
///
/// # Errors
/// When the system has none.
pub(crate) fn random_id() -> io::Result<Uuid> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tempfile::TempDir;

    const NAME: &str = "018f0000-0000-7000-8000-000000000001";

    fn with(keychain: Keychain) -> Keys {
        Keys { keychain, cost: Cost::LEAST }
    }

    #[test]
    fn a_key_is_found_where_it_was_kept_and_nowhere_once_it_is_forgotten() {
        let folder = TempDir::new().unwrap();
        let key = new_key().unwrap();
        let keychain = Keychain::Own(Arc::default());
        let keys = with(keychain.clone());
        assert_eq!(keys.find(NAME, folder.path()), Found::Gone);
        keys.keep(NAME, folder.path(), &key, None).unwrap();
        assert_eq!(keys.find(NAME, folder.path()), Found::Key(key.clone()));
        keys.keep(NAME, folder.path(), &key, Some("a long passphrase")).unwrap();
        assert_eq!(keys.find(NAME, folder.path()), Found::Passphrase);
        assert_eq!(keychain.key(NAME), None, "the keychain would open it without the passphrase");
        assert_eq!(keys.open(NAME, folder.path(), "a long passphrase"), Some(key));
        assert_eq!(keys.open(NAME, folder.path(), "another passphrase"), None);
        keys.forget(NAME, folder.path());
        assert_eq!(keys.find(NAME, folder.path()), Found::Gone);
    }

    #[test]
    fn without_a_keychain_a_key_is_kept_behind_a_passphrase_or_not_at_all() {
        let folder = TempDir::new().unwrap();
        let (keys, key) = (with(Keychain::Missing), new_key().unwrap());
        assert!(keys.keep(NAME, folder.path(), &key, None).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        keys.keep(NAME, folder.path(), &key, Some("a long passphrase")).unwrap();
        assert_eq!(keys.find(NAME, folder.path()), Found::Passphrase);
    }

    #[test]
    fn two_keys_are_never_the_same() {
        assert_ne!(new_key().unwrap(), new_key().unwrap());
    }
}
