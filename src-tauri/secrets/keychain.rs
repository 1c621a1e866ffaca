//! The keychain of the operating system: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows. It may
//! be missing, and it may not open: then it has nothing, and takes nothing.
//!
//! It may ask the person to unlock it, for as long as they like; so it is asked on threads that may wait.

use store::engine::FileKey;

/// The name under which the application's keys stand there.
const SERVICE: &str = "org.wrapitup.file";

/// What is kept for a moment, to see whether anything can be.
const TRIED: &str = "tried";

/// A keychain.
#[derive(Debug, Clone)]
pub(crate) enum Keychain {
    /// The one of the system.
    System,
    /// None.
    #[cfg(test)]
    Missing,
    /// One of a test's own.
    #[cfg(test)]
    Own(std::sync::Arc<std::sync::Mutex<std::collections::BTreeMap<String, Vec<u8>>>>),
}

impl Keychain {
    /// Whether there is one. It may still not open.
    pub(crate) fn is_there(&self) -> bool {
        match self {
            Self::System => keyring::Entry::store_status().is_ok(),
            #[cfg(test)]
            Self::Missing => false,
            #[cfg(test)]
            Self::Own(_) => true,
        }
    }

    /// Whether it keeps what it is given. This may ask the person to unlock it.
    pub(crate) fn opens(&self) -> bool {
        let key = FileKey([7; 32]);
        let kept = self.is_there() && self.keep(TRIED, &key);
        self.forget(TRIED);
        kept
    }

    /// Returns a key, if it is there.
    pub(crate) fn key(&self, name: &str) -> Option<FileKey> {
        let bytes = match self {
            Self::System => keyring::Entry::new(SERVICE, name).and_then(|entry| entry.get_secret()).ok()?,
            #[cfg(test)]
            Self::Missing => return None,
            #[cfg(test)]
            Self::Own(kept) => kept.lock().unwrap().get(name)?.clone(),
        };
        bytes.try_into().ok().map(FileKey)
    }

    /// Keeps a key, and returns whether it can be had back.
    pub(crate) fn keep(&self, name: &str, key: &FileKey) -> bool {
        match self {
            Self::System => {
                let kept = keyring::Entry::new(SERVICE, name).and_then(|entry| entry.set_secret(&key.0));
                kept.is_ok() && self.key(name).as_ref() == Some(key)
            }
            #[cfg(test)]
            Self::Missing => false,
            #[cfg(test)]
            Self::Own(kept) => {
                kept.lock().unwrap().insert(name.to_owned(), key.0.to_vec());
                true
            }
        }
    }

    /// Takes a key out of it.
    pub(crate) fn forget(&self, name: &str) {
        match self {
            Self::System => {
                if let Ok(entry) = keyring::Entry::new(SERVICE, name) {
                    // What is not there is forgotten.
                    entry.delete_credential().ok();
                }
            }
            #[cfg(test)]
            Self::Missing => {}
            #[cfg(test)]
            Self::Own(kept) => drop(kept.lock().unwrap().remove(name)),
        }
    }

    /// Puts something in place of a key that is none.
    #[cfg(test)]
    pub(crate) fn spoil(&self, name: &str) {
        match self {
            Self::System => {
                keyring::Entry::new(SERVICE, name).and_then(|entry| entry.set_secret(b"no key")).unwrap();
            }
            Self::Missing => {}
            Self::Own(kept) => drop(kept.lock().unwrap().insert(name.to_owned(), b"no key".to_vec())),
        }
    }
}
