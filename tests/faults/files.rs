//! Files that this version must not touch: written by a newer one, or damaged. They are refused by that name, without
//! a panic, and stay as they are byte for byte.

use crate::{examine, power};
use domain::query::Query;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use store::{AskError, SYSTEM, StoreError};
use tempfile::TempDir;
use testkit::START;

/// Makes a closed file with somebody's work in it.
fn file() -> (TempDir, PathBuf) {
    let folder = examine::folder();
    let file = folder.path().join("sample.db");
    power::furnish(&file);
    (folder, file)
}

/// What happens to a file's bytes.
pub(crate) type Damage = fn(&mut Vec<u8>);

/// What may happen to a file.
pub(crate) const DAMAGES: [(&str, Damage); 5] = [
    ("its first page is zero", |bytes| bytes[..4096].fill(0)),
    ("its header is other text", |bytes| bytes[..16].copy_from_slice(b"not a database..")),
    ("it ends in the middle", |bytes| bytes.truncate(bytes.len() / 2)),
    ("it is something else", |bytes| *bytes = b"Dear diary, today was quiet.".repeat(100)),
    ("most of it is zero", |bytes| bytes[4096..].fill(0)),
];

/// Returns what a folder holds that is worth something: reading may leave an empty log, and shared memory.
fn worth(folder: &Path) -> BTreeMap<OsString, Vec<u8>> {
    let mut files = examine::bytes(folder);
    files.retain(|name, bytes| !name.to_string_lossy().ends_with("-shm") && !bytes.is_empty());
    files
}

/// Opens a file and asks for something in it, as a start does.
fn start(file: &Path) -> Result<(), StoreError> {
    let store = examine::open(file)?;
    match store.ask(SYSTEM, Query::People, START) {
        Ok(_) => Ok(()),
        Err(AskError::Failed(error)) => Err(error),
        Err(AskError::Refused(refusal)) => panic!("{refusal}"),
    }
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_not_touched() {
    let (folder, file) = file();
    store::testing::make_newer(&examine::open(&file).unwrap());
    let before = worth(folder.path());
    for _ in 0..3 {
        let refused = start(&file).unwrap_err();
        assert!(matches!(refused, StoreError::NewerFile { .. }), "{refused:?}");
        assert!(refused.to_string().contains("update the application"), "{refused}");
        let after = worth(folder.path());
        assert!(
            after == before,
            "changed: {:?}",
            after.iter().map(|(n, b)| (n, b.len())).collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_file_of_a_newer_version_that_was_not_closed_is_refused_and_not_touched() {
    let (folder, file) = file();
    let open = examine::open(&file).unwrap();
    store::testing::make_newer(&open);
    // What a crash leaves: the newest step is in the log alone.
    let left = examine::folder();
    let before = worth(folder.path());
    for (name, bytes) in &before {
        fs::write(left.path().join(name), bytes).unwrap();
    }
    drop(open);
    let refused = start(&left.path().join("sample.db")).unwrap_err();
    assert!(matches!(refused, StoreError::NewerFile { .. }), "{refused:?}");
    assert!(worth(left.path()) == before, "the file or its log was changed");
}

#[test]
fn a_damaged_file_is_refused_and_not_touched() {
    let (_folder, file) = file();
    let whole = fs::read(&file).unwrap();
    for (damage, make) in DAMAGES {
        let mut bytes = whole.clone();
        make(&mut bytes);
        fs::write(&file, &bytes).unwrap();
        let refused = start(&file).expect_err(damage);
        let plain = matches!(refused, StoreError::Corrupt { .. } | StoreError::WrongKey { .. });
        assert!(plain, "{damage}: {refused:?}");
        assert!(fs::read(&file).unwrap() == bytes, "{damage}: it was changed");
    }
}
