//! Opens what a cut or a fault left, as the next start does, and checks that it is sound and what it holds.

use domain::reviews::{DraftComment, Held, ReviewDraft};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use store::engine::{Place, SqliteOptions};
use store::{Store, StoreError};
use tempfile::TempDir;
use testkit::{numbered_comment, text, words};

/// Returns an empty folder for what a cut left, in memory where the system has such a place: nobody cuts twice.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Returns every file of a folder with its bytes.
pub(crate) fn bytes(folder: &Path) -> BTreeMap<OsString, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name(), fs::read(entry.path()).unwrap())).collect()
}

/// Opens a file as the application does.
pub(crate) fn open(file: &Path) -> Result<Store, StoreError> {
    Store::open(&Place::Sqlite(SqliteOptions::at(file)))
}

/// Checks that a store is sound, page by page and row by row.
pub(crate) fn check(store: &Store) {
    store::testing::check_integrity(store);
    store::testing::check_audiences(store);
}

/// Checks the pages of a store alone: rows that no command made have no place in the change index.
pub(crate) fn check_pages(store: &Store) {
    store::testing::check_integrity(store);
}

/// Returns the number of the last change of a writer that is there. Those before it have to be there as well, each
/// once and whole.
pub(crate) fn last_kept(store: &Store, held: Held) -> u64 {
    let rows = store::testing::rows(store);
    let note = rows.iter().find_map(|row| ReviewDraft::try_from(row.clone()).ok());
    let note = note.map_or(0, |note| {
        let note = text(&note.body);
        let count = note.split(' ').count() as u64;
        assert_eq!(note, words(count), "the note is whole");
        count
    });
    let comments: Vec<DraftComment> =
        rows.into_iter().filter_map(|row| DraftComment::try_from(row).ok()).collect();
    let odd = |index: usize| 2 * index as u64 + 1;
    let expected: BTreeSet<_> = (0..comments.len()).map(|index| numbered_comment(held, odd(index))).collect();
    let found: BTreeSet<_> = comments.iter().map(|comment| comment.id).collect();
    assert_eq!(found, expected, "the comments are the first ones, with none left out");
    let last_comment = comments.len().checked_sub(1).map_or(0, odd);
    assert!(
        note.abs_diff(last_comment) <= 1,
        "note {note}, comment {last_comment}: a change before the last is missing"
    );
    note.max(last_comment)
}
