//! The folders of the versions that were frozen, and what is in them.

use domain::base::PersonId;
use domain::query::Query;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use store::engine::{Place, SqliteOptions};
use store::{SYSTEM, Store};
use tempfile::TempDir;
use testkit::START;

/// A version as it was frozen, with a copy of its file.
pub(crate) struct Frozen {
    /// As its folder is called.
    pub(crate) name: String,
    folder: PathBuf,
    /// Where the copy lies.
    pub(crate) copy: TempDir,
}

impl Frozen {
    /// Returns what a packed file of its folder holds.
    pub(crate) fn unpacked(&self, name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let file = fs::File::open(self.folder.join(name)).unwrap();
        brotli::Decompressor::new(file, 4096).read_to_end(&mut bytes).unwrap();
        bytes
    }

    /// Opens the copy of its file, which brings it up to date.
    pub(crate) fn store(&self) -> Store {
        let file = self.copy.path().join("sample.db");
        if !file.exists() {
            fs::write(&file, self.unpacked("sample.db.br")).unwrap();
        }
        at(&file)
    }

    /// Returns the samples in a folder of what it sent, by name.
    pub(crate) fn sent(&self, folder: &str) -> BTreeMap<String, Value> {
        let entries = fs::read_dir(self.folder.join("sent").join(folder)).unwrap();
        let sample = |entry: fs::DirEntry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            (entry.file_name().to_string_lossy().into_owned(), serde_json::from_str(&text).unwrap())
        };
        let samples: BTreeMap<String, Value> = entries.map(|entry| sample(entry.unwrap())).collect();
        assert!(!samples.is_empty(), "{} sent nothing", self.name);
        samples
    }
}

/// Opens a file.
pub(crate) fn at(file: &Path) -> Store {
    Store::open(&Place::Sqlite(SqliteOptions::at(file))).unwrap()
}

/// Returns every version that was frozen.
pub(crate) fn versions() -> Vec<Frozen> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/upgrade");
    let folders = fs::read_dir(here).unwrap().map(|entry| entry.unwrap().path());
    let folders = folders.filter(|path| path.join("sample.db.br").is_file());
    let frozen = |folder: PathBuf| Frozen {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        folder,
        copy: TempDir::new().unwrap(),
    };
    let versions: Vec<Frozen> = folders.map(frozen).collect();
    assert!(!versions.is_empty(), "no version was frozen");
    versions
}

/// Returns everybody in a workspace.
pub(crate) fn people(store: &Store) -> Vec<PersonId> {
    let people = store.ask(SYSTEM, Query::People, START).unwrap();
    let people = people.as_array().unwrap().iter();
    let people: Vec<PersonId> = people.map(|one| one["id"].as_str().unwrap().parse().unwrap()).collect();
    assert!(!people.is_empty());
    people
}
