//! A file that is damaged, gone or empty, from the start that finds it so to the one that is as before.

use std::fs;

use device::storage::{Restored, Standing};
use domain::base::{Code, Instant, Refusal};
use domain::query::Query;
use store::SYSTEM;
use store::backup::Why;
use tauri::async_runtime::block_on;
use tempfile::TempDir;

use super::{Files, Start, keeping};
use crate::failure;
use crate::workspace::Workspace;

const NOW: Instant = Instant(1_795_442_709_000);

/// A workspace that was used, with a backup.
struct Used {
    folder: TempDir,
    backup: String,
}

impl Used {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let workspace = Workspace::open(folder.path().to_owned(), Start::Sample);
        assert!(people(&workspace).unwrap() > 0);
        let backup = block_on(keeping::back_up(&workspace, Why::Asked, NOW, |_| {})).unwrap().name;
        Self { folder, backup }
    }

    fn files(&self) -> Files {
        Files::at(self.folder.path().to_owned())
    }

    fn start(&self) -> Workspace {
        Workspace::open(self.folder.path().to_owned(), Start::Sample)
    }

    fn restore(&self, workspace: &Workspace) -> Restored {
        block_on(keeping::restore(workspace, self.backup.clone(), NOW)).unwrap()
    }
}

/// Returns how many people there are.
fn people(workspace: &Workspace) -> Result<usize, Refusal> {
    let people = block_on(workspace.question(|store| store.ask(SYSTEM, Query::People, NOW)))?;
    Ok(people.map_err(failure::of_question)?.as_array().map_or(0, Vec::len))
}

#[test]
fn a_lost_or_damaged_file_is_never_taken_for_a_new_one_and_a_backup_brings_it_back() {
    let used = Used::new();
    let path = used.files().path();
    let whole = fs::read(&path).unwrap();
    let zeroed = [vec![0; 4096], whole[4096..].to_vec()].concat();
    let half = whole[..whole.len() / 2].to_vec();
    for (what, bytes) in
        [("gone", None), ("empty", Some(vec![])), ("zeroed", Some(zeroed)), ("half", Some(half))]
    {
        match &bytes {
            None => fs::remove_file(&path).unwrap(),
            Some(bytes) => fs::write(&path, bytes).unwrap(),
        }
        let workspace = used.start();
        assert_eq!(people(&workspace).unwrap_err().code, Code::Damaged, "{what}");
        assert_eq!(block_on(workspace.standing()).unwrap(), Standing::Damaged, "{what}");
        assert_eq!(fs::read(&path).ok(), bytes, "{what}: it was touched");
        let restored = used.restore(&workspace);
        assert_eq!(restored.lost, 0, "{what}");
        assert!(people(&workspace).unwrap() > 0, "{what}");
        if let Some(bytes) = bytes {
            let aside = restored.aside.unwrap();
            assert!(fs::read(format!("{aside}/sample.db")).unwrap() == bytes, "{what}: it was not kept");
            fs::remove_dir_all(aside).unwrap();
        }
    }
}

#[test]
fn without_a_backup_a_new_file_may_be_begun_and_the_damaged_one_is_kept() {
    let used = Used::new();
    fs::remove_dir_all(used.folder.path().join("backups")).unwrap();
    fs::write(used.files().path(), "not a database at all").unwrap();
    let workspace = used.start();
    assert_eq!(people(&workspace).unwrap_err().code, Code::Damaged);
    let begun = block_on(keeping::begin_anew(&workspace, NOW)).unwrap();
    assert!(people(&workspace).unwrap() > 0);
    let kept = fs::read(format!("{}/sample.db", begun.aside.unwrap())).unwrap();
    assert_eq!(kept, b"not a database at all");
    let refused = block_on(keeping::begin_anew(&workspace, NOW)).unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert!(people(&workspace).unwrap() > 0, "the file in use was touched");
}

#[test]
fn a_file_that_was_put_back_by_hand_is_found_when_somebody_looks_again() {
    let used = Used::new();
    let path = used.files().path();
    let elsewhere = used.folder.path().join("elsewhere.db");
    fs::rename(&path, &elsewhere).unwrap();
    let workspace = used.start();
    assert_eq!(people(&workspace).unwrap_err().code, Code::Damaged);
    assert!(block_on(workspace.replaced(|_, _| Ok(()))).is_err());
    fs::rename(&elsewhere, &path).unwrap();
    assert!(block_on(workspace.replaced(|_, _| Ok(()))).is_ok());
    assert!(people(&workspace).unwrap() > 0);
}

#[test]
fn restoring_a_sound_file_can_be_undone_by_restoring_what_was_there() {
    let used = Used::new();
    let workspace = used.start();
    let before = people(&workspace).unwrap();
    let restored = used.restore(&workspace);
    assert_eq!(restored, Restored { aside: None, put_back: 0, kept: 0, lost: 0, unread: None });
    let backups = workspace.files().unwrap().backups().list().unwrap();
    let undo = backups.iter().find(|backup| backup.why == Why::Restore).unwrap();
    let undo = undo.path.file_name().unwrap().to_str().unwrap().to_owned();
    block_on(keeping::restore(&workspace, undo, NOW)).unwrap();
    assert_eq!(people(&workspace).unwrap(), before);
    assert_eq!(fs::read_dir(used.folder.path().join("set-aside")).unwrap().count(), 0);
}
