//! Who uses this device: which file is the one behind the door, and what opens it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use device::account::{AccountView, Closed, OpenedBy};
use domain::base::{Code, Refusal};
use store::engine::FileKey;

use super::list::{Entry, List, Who, has_sample};
use crate::failure;
use crate::secrets::{Found, Keys};
use crate::storage::Files;

/// Who uses this device. A handle: clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Accounts(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    data: PathBuf,
    keys: Keys,
    list: Mutex<List>,
    /// The keys that were found since the start. Held while one is looked for, so that a keychain asks once.
    found: Mutex<BTreeMap<String, FileKey>>,
    /// Whose file was found closed, and why. It stays so until somebody does something about it: a keychain that asks the
    /// person asks once.
    closed: Mutex<Option<(String, Closed)>>,
}

impl Accounts {
    /// Reads who uses the device from a data folder.
    pub(crate) fn of(data: PathBuf, keys: Keys) -> Self {
        let list = Mutex::new(List::read(&data));
        Self(Arc::new(Inner { data, keys, list, found: Mutex::default(), closed: Mutex::default() }))
    }

    /// Returns the data folder.
    pub(crate) fn data(&self) -> &Path {
        &self.0.data
    }

    /// Returns what keeps the keys.
    pub(crate) fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// Has the sample workspace used, unless somebody chose already.
    pub(crate) fn begin_with_sample(&self) -> Result<(), Refusal> {
        let nobody = lock(&self.0.list).using == Who::Nobody;
        if nobody { self.use_sample() } else { Ok(()) }
    }

    /// Returns the files of whoever uses the device.
    ///
    /// # Errors
    /// When nobody does, or what opens their file has to come from them.
    pub(crate) fn files(&self) -> Result<Files, Refusal> {
        let (using, current) = {
            let list = lock(&self.0.list);
            (list.using.clone(), list.current().cloned())
        };
        match (using, current) {
            (Who::Sample, _) => Ok(Files::at(self.0.data.clone())),
            (_, Some(entry)) => self.files_of(&entry),
            (Who::Nobody | Who::Person(_), None) => Err(nobody()),
        }
    }

    /// Returns what the window shows, once somebody tried to open the file.
    pub(crate) fn view(&self) -> AccountView {
        let keychain = self.0.keys.keychain.is_there();
        let list = lock(&self.0.list);
        AccountView {
            using: list.using(),
            accounts: list.entries.iter().map(Entry::account).collect(),
            opened_by: if keychain { OpenedBy::Keychain } else { OpenedBy::Passphrase },
            closed: list.current().and_then(|entry| self.closed(&entry.key())),
            has_sample: has_sample(&self.0.data),
            visit_until: None,
        }
    }

    /// Returns the entry of whoever uses the device, if they have an account.
    pub(crate) fn current(&self) -> Option<Entry> {
        lock(&self.0.list).current().cloned()
    }

    /// Returns the entry of somebody who signed in with this address at this server before.
    pub(crate) fn known(&self, server: &str, email: &str) -> Option<Entry> {
        let list = lock(&self.0.list);
        list.entries
            .iter()
            .find(|entry| entry.server == server && entry.email.eq_ignore_ascii_case(email))
            .cloned()
    }

    /// Returns an entry by the server and the person.
    pub(crate) fn find(&self, server: &str, person: &str) -> Option<Entry> {
        let list = lock(&self.0.list);
        list.entries.iter().find(|one| one.server == server && one.person.to_string() == person).cloned()
    }

    /// Keeps what is known of somebody with a file here, in place of what was.
    pub(crate) fn put(&self, entry: Entry) -> Result<(), Refusal> {
        self.change(|list| list.put(entry))
    }

    /// Lets the sample workspace be the one that is used.
    pub(crate) fn use_sample(&self) -> Result<(), Refusal> {
        self.change(|list| list.using = Who::Sample)
    }

    /// Lets nobody use the device.
    pub(crate) fn use_nobody(&self) -> Result<(), Refusal> {
        self.change(|list| list.using = Who::Nobody)
    }

    /// Lets somebody with an account use the device, whose key is known or will be looked for.
    pub(crate) fn use_person(&self, entry: Entry, key: Option<FileKey>) -> Result<(), Refusal> {
        let name = entry.key();
        if let Some(key) = key {
            lock(&self.0.found).insert(name.clone(), key);
        }
        // Whoever comes back may have unlocked the keychain.
        lock(&self.0.closed).take();
        self.change(|list| {
            list.put(entry);
            list.using = Who::Person(name);
        })
    }

    /// Opens the file of whoever uses the device with its passphrase. Returns whether it is the right one.
    pub(crate) fn open(&self, passphrase: &str) -> bool {
        let Some(entry) = self.current() else { return false };
        let (name, folder) = (entry.key(), entry.folder(&self.0.data));
        let Some(key) = self.0.keys.open(&name, &folder, passphrase) else { return false };
        lock(&self.0.found).insert(name, key);
        lock(&self.0.closed).take();
        true
    }

    /// Forgets the key of somebody, so that only signing in opens their file again.
    pub(crate) fn forget_key(&self, entry: &Entry) {
        lock(&self.0.found).remove(&entry.key());
        self.0.keys.forget(&entry.key(), &entry.folder(&self.0.data));
    }

    /// Takes everything of somebody off this device.
    pub(crate) fn remove(&self, entry: &Entry) -> Result<(), Refusal> {
        self.forget_key(entry);
        let folder = entry.folder(&self.0.data);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(failure::folder(&folder, &error));
            }
            _ => {}
        }
        let key = entry.key();
        self.change(|list| list.entries.retain(|known| known.key() != key))
    }

    fn files_of(&self, entry: &Entry) -> Result<Files, Refusal> {
        let (name, folder) = (entry.key(), entry.folder(&self.0.data));
        let mut found = lock(&self.0.found);
        if let Some(key) = found.get(&name) {
            return Ok(Files::of_person(folder, entry.person, key.clone()));
        }
        if let Some(closed) = self.closed(&name) {
            return Err(refused(closed));
        }
        let closed = match self.0.keys.find(&name, &folder) {
            Found::Key(key) => {
                found.insert(name, key.clone());
                return Ok(Files::of_person(folder, entry.person, key));
            }
            Found::Passphrase => Closed::Passphrase,
            Found::Gone => Closed::SignIn,
        };
        *lock(&self.0.closed) = Some((name, closed));
        Err(refused(closed))
    }

    /// Returns why a file is closed, if it was found so.
    fn closed(&self, name: &str) -> Option<Closed> {
        lock(&self.0.closed).as_ref().filter(|(whose, _)| whose == name).map(|(_, closed)| *closed)
    }

    /// Changes the list, on the disk first.
    fn change(&self, change: impl FnOnce(&mut List)) -> Result<(), Refusal> {
        let mut list = lock(&self.0.list);
        let mut next = list.clone();
        change(&mut next);
        next.keep(&self.0.data).map_err(|error| failure::folder(&self.0.data, &error))?;
        *list = next;
        Ok(())
    }
}

fn refused(closed: Closed) -> Refusal {
    match closed {
        Closed::Passphrase => {
            Refusal::new(Code::SignedOut, "Your file is locked.").hint("Its passphrase opens it.")
        }
        Closed::SignIn => {
            Refusal::new(Code::SignedOut, "The key of your file can't be had on this computer just now.")
                .hint("Sign in again to bring it back. Nothing that you wrote is lost.")
        }
    }
}

fn nobody() -> Refusal {
    Refusal::new(Code::SignedOut, "Nobody uses Wrap It Up here yet.")
        .hint("Sign in, or look around in the sample workspace.")
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
