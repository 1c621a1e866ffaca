//! Files: their settings, their lock, their key, and what happens to damaged or newer ones.

use crate::toy::{ADD_TOY, SCRIPTS, add, labels, layout, text};
use domain::base::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};
use store::{
    StoreError,
    engine::{Engine, FileKey, Layout, Place, References, SqliteOptions},
};
use tempfile::TempDir;

const KEY: FileKey = FileKey([7; 32]);

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("toys.db");
    (folder, path)
}

fn open(options: SqliteOptions) -> Result<Engine, StoreError> {
    Engine::open(&Place::Sqlite(options), &layout())
}

fn plain(path: &Path) -> SqliteOptions {
    SqliteOptions::at(path)
}

fn encrypted(path: &Path) -> SqliteOptions {
    SqliteOptions { key: Some(KEY), ..SqliteOptions::at(path) }
}

fn ask(engine: &Engine, sql: &str) -> Value {
    let row = engine.write::<_, StoreError>(&[], |tx| tx.rows_sql("toy.ask", sql, &[])).unwrap().remove(0);
    row.into_values().remove(0)
}

#[test]
fn a_file_is_opened_with_the_settings_that_keep_every_commit() {
    let (_folder, path) = folder();
    let engine = open(plain(&path)).unwrap();
    assert_eq!(ask(&engine, "PRAGMA journal_mode"), text("wal"));
    assert_eq!(ask(&engine, "PRAGMA synchronous"), Value::Int(2));
    assert_eq!(ask(&engine, "PRAGMA foreign_keys"), Value::Int(1));
    assert_eq!(ask(&engine, "PRAGMA trusted_schema"), Value::Int(0));
    assert_eq!(ask(&engine, "PRAGMA busy_timeout"), Value::Int(5000));
    let Value::Text(version) = ask(&engine, "SELECT sqlite_version()") else { panic!("no version") };
    let version: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
    assert!(version >= vec![3, 51, 3], "{version:?}");
}

#[test]
fn a_file_opened_without_a_key_is_a_plain_one() {
    let (_folder, path) = folder();
    drop(open(plain(&path)).unwrap());
    assert!(fs::read(&path).unwrap().starts_with(b"SQLite format 3\0"));
}

#[test]
fn an_encrypted_file_shows_nothing_and_opens_with_its_key_alone() {
    let (_folder, path) = folder();
    let engine = open(encrypted(&path)).unwrap();
    engine.write(&[], |tx| add(tx, "a very secret bear")).unwrap();
    drop(engine);
    let bytes = fs::read(&path).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
    assert!(!bytes.windows(11).any(|part| part == b"secret bear"));

    assert!(matches!(open(plain(&path)), Err(StoreError::WrongKey { .. })));
    let other = SqliteOptions { key: Some(FileKey([8; 32])), ..plain(&path) };
    assert!(matches!(open(other), Err(StoreError::WrongKey { .. })));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    let engine = open(encrypted(&path)).unwrap();
    assert_eq!(engine.read(labels).unwrap(), ["a very secret bear"]);
}

#[test]
fn a_file_is_open_once() {
    let (_folder, path) = folder();
    let first = open(plain(&path)).unwrap();
    let second = open(plain(&path)).unwrap_err();
    assert!(matches!(second, StoreError::Locked { .. }) && !second.is_permanent());
    drop(first);
    assert!(open(plain(&path)).is_ok());
}

#[test]
fn a_newer_file_is_refused_and_left_as_it_is() {
    let (_folder, path) = folder();
    let newer = SCRIPTS.iter().copied().chain([("V9__later", "CREATE TABLE later (id TEXT)")]);
    let newer = Layout::of(newer).unwrap();
    for options in [plain(&path), encrypted(&path)] {
        fs::remove_file(&path).ok();
        drop(Engine::open(&Place::Sqlite(options.clone()), &newer).unwrap());
        let before = fs::read(&path).unwrap();
        let refused = open(options).unwrap_err();
        assert!(matches!(refused, StoreError::NewerFile { found: 9, known: 2 }), "{refused:?}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_step_that_fails_leaves_layout_and_data_as_before() {
    let (_folder, path) = folder();
    let engine = open(plain(&path)).unwrap();
    engine.write(&[], |tx| add(tx, "bear")).unwrap();
    drop(engine);
    let broken =
        [("V3__more", "DELETE FROM toys; ALTER TABLE toys ADD COLUMN more TEXT"), ("V4__bad", "NONSENSE")];
    let broken = Layout::of(SCRIPTS.iter().copied().chain(broken)).unwrap();
    let failed = Engine::open(&Place::Sqlite(plain(&path)), &broken).unwrap_err();
    assert!(matches!(failed, StoreError::Migration { .. }), "{failed:?}");
    let engine = open(plain(&path)).unwrap();
    assert_eq!(engine.read(labels).unwrap(), ["bear"]);
}

#[test]
fn flipped_bits_in_an_encrypted_file_are_noticed() {
    let (_folder, path) = folder();
    let engine = open(encrypted(&path)).unwrap();
    for number in 0..200 {
        engine.write(&[], |tx| add(tx, &format!("bear number {number}"))).unwrap();
    }
    drop(engine);
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.chunks_mut(4096).skip(1);
    pages.for_each(|page| page[2000] ^= 1);
    fs::write(&path, bytes).unwrap();
    let read = open(encrypted(&path)).and_then(|engine| engine.read(labels));
    assert!(matches!(read, Err(StoreError::Corrupt { .. })), "{read:?}");
}

#[test]
fn a_file_with_a_part_of_the_data_takes_references_that_lead_nowhere() {
    let (_folder, path) = folder();
    let partial = SqliteOptions { references: References::Unchecked, ..plain(&path) };
    let engine = open(partial).unwrap();
    let toy = [text("1"), text("no such box"), text("bear"), Value::Null, Value::Null];
    engine.write(&[], |tx| tx.exec(&ADD_TOY, &toy)).unwrap();
    assert_eq!(engine.read(labels).unwrap(), ["bear"]);
}

#[test]
fn a_full_disk_is_named_and_what_was_there_stays() {
    let (_folder, path) = folder();
    let engine = open(plain(&path)).unwrap();
    engine.write(&[], |tx| add(tx, "bear")).unwrap();
    ask(&engine, "PRAGMA max_page_count = 1");
    let refused = engine.write(&[], |tx| add(tx, &"x".repeat(100_000))).unwrap_err();
    assert!(matches!(refused, StoreError::Full { .. }), "{refused:?}");
    assert_eq!(engine.read(labels).unwrap(), ["bear"]);
}
