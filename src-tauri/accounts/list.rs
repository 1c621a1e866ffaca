//! Whose files are on this device, and who uses it now: `accounts.json` in the data folder. No secret is in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use device::account::{Account, Using};
use domain::accounts::DeviceId;
use domain::base::{PersonId, derived_id};
use serde::{Deserialize, Serialize};

use crate::whole;

/// The file.
const FILE: &str = "accounts.json";

/// The folder with a folder for each person.
const PEOPLE: &str = "people";

/// Who uses the device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Who {
    /// Nobody has chosen yet.
    #[default]
    Nobody,
    /// The sample workspace.
    Sample,
    /// The person of the entry with this name.
    Person(String),
}

/// Somebody with a file on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The address of the server.
    pub(crate) server: String,
    /// The person's id there.
    pub(crate) person: PersonId,
    /// Their name.
    pub(crate) name: String,
    /// The address by which they sign in.
    pub(crate) email: String,
    /// As which device the server knows this one for them.
    pub(crate) device: DeviceId,
}

impl Entry {
    /// Returns the name of the folder and of the key: no other server and no other person has it.
    pub(crate) fn key(&self) -> String {
        derived_id(self.person.0, &self.server).to_string()
    }

    /// Returns their folder within the data folder.
    pub(crate) fn folder(&self, data: &Path) -> PathBuf {
        data.join(PEOPLE).join(self.key())
    }

    /// Returns what the window shows of it.
    pub(crate) fn account(&self) -> Account {
        Account {
            server: self.server.clone(),
            person: self.person.to_string(),
            name: self.name.clone(),
            email: self.email.clone(),
        }
    }
}

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct List {
    /// Who uses the device.
    #[serde(default)]
    pub(super) using: Who,
    /// Everybody with a file.
    #[serde(default)]
    pub(super) entries: Vec<Entry>,
}

impl List {
    /// Reads the list of a data folder. Before there was one, everybody had the sample workspace.
    pub(super) fn read(data: &Path) -> Self {
        let kept = fs::read(data.join(FILE)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        kept.unwrap_or_else(|| Self {
            using: if has_sample(data) { Who::Sample } else { Who::Nobody },
            entries: entries_in(data),
        })
    }

    /// Keeps the list.
    pub(super) fn keep(&self, data: &Path) -> io::Result<()> {
        fs::create_dir_all(data)?;
        for entry in &self.entries {
            // Each folder says itself whose it is, so that the list can be made again from them.
            let folder = entry.folder(data);
            fs::create_dir_all(&folder)?;
            whole::write(&folder.join(OWN), &serde_json::to_vec(entry)?)?;
        }
        whole::write(&data.join(FILE), &serde_json::to_vec_pretty(self)?)
    }

    /// Returns the entry of whoever uses the device, if they have an account.
    pub(super) fn current(&self) -> Option<&Entry> {
        match &self.using {
            Who::Nobody | Who::Sample => None,
            Who::Person(name) => self.entries.iter().find(|entry| entry.key() == *name),
        }
    }

    /// Returns who uses the device, as the window knows it.
    pub(super) fn using(&self) -> Using {
        match (&self.using, self.current()) {
            (Who::Sample, _) => Using::Sample,
            (_, Some(entry)) => Using::Account(entry.account()),
            (Who::Nobody | Who::Person(_), None) => Using::Nobody,
        }
    }

    /// Puts an entry in, in place of the one of the same person.
    pub(super) fn put(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|known| known.key() == entry.key()) {
            Some(known) => *known = entry,
            None => self.entries.push(entry),
        }
    }
}

/// The file in a person's folder that says whose it is.
const OWN: &str = "account.json";

/// Whether there is a sample workspace in a data folder.
pub(super) fn has_sample(data: &Path) -> bool {
    ["sample.known", "sample.db"].iter().any(|name| data.join(name).exists())
}

/// Finds whose folders there are when the list is lost.
fn entries_in(data: &Path) -> Vec<Entry> {
    let folders = fs::read_dir(data.join(PEOPLE)).into_iter().flatten().filter_map(Result::ok);
    let entry = |folder: fs::DirEntry| {
        let entry: Entry = serde_json::from_slice(&fs::read(folder.path().join(OWN)).ok()?).ok()?;
        (*folder.file_name() == *entry.key()).then_some(entry)
    };
    folders.filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn entry(server: &str, person: u128) -> Entry {
        Entry {
            server: server.to_owned(),
            person: format!("018f0000-0000-7000-8000-{person:012}").parse().unwrap(),
            name: "Amara Okafor".to_owned(),
            email: "amara@example.org".to_owned(),
            device: "018f0000-0000-7000-8000-00000000000d".parse().unwrap(),
        }
    }

    #[test]
    fn whoever_had_a_file_before_there_were_accounts_has_the_sample_workspace() {
        let data = TempDir::new().unwrap();
        assert_eq!(List::read(data.path()).using(), Using::Nobody);
        fs::write(data.path().join("sample.known"), "").unwrap();
        assert_eq!(List::read(data.path()).using(), Using::Sample);
    }

    #[test]
    fn the_same_person_at_two_servers_has_two_folders_and_signing_in_again_makes_no_third() {
        let mut list = List::default();
        for one in
            [entry("https://a.example", 1), entry("https://b.example", 1), entry("https://a.example", 2)]
        {
            list.put(one);
        }
        list.put(Entry { name: "Amara O.".to_owned(), ..entry("https://a.example", 1) });
        let mut keys: Vec<_> = list.entries.iter().map(Entry::key).collect();
        keys.dedup();
        assert_eq!(keys.len(), 3);
        assert_eq!(list.entries[0].name, "Amara O.");
    }

    #[test]
    fn a_lost_list_is_made_again_from_the_folders() {
        let data = TempDir::new().unwrap();
        let mut list = List::default();
        list.put(entry("https://a.example", 1));
        list.using = Who::Person(list.entries[0].key());
        list.keep(data.path()).unwrap();
        assert_eq!(List::read(data.path()), list);
        for damaged in ["", "{ \"using\":"] {
            fs::write(data.path().join(FILE), damaged).unwrap();
            let again = List::read(data.path());
            assert_eq!(again.entries, list.entries);
            assert_eq!(again.using(), Using::Nobody, "whose file it is to be, the person says");
        }
    }
}
