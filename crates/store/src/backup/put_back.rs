//! Putting a backup in place of the file. What was there is moved aside, never removed; at any moment the file is the old
//! one, the new one, or not there, and never one with the other's log.

use super::folder::{Backup, beside, discard};
use crate::StoreError;
use crate::engine::{self, SqliteOptions, failed_file};
use std::fs;
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::Path;

/// Puts a backup in place of a file that nobody has open. The file that is there, sound or not, goes into the folder
/// `aside`.
///
/// # Errors
/// When somebody has the file, the backup is not sound, or there is no room. The file is then as it was, or aside.
pub fn put_back(backup: &Backup, file: &SqliteOptions, aside: &Path) -> Result<(), StoreError> {
    let _lock = engine::lock(&file.path)?;
    let new = beside(&file.path, ".new");
    let source = SqliteOptions { path: backup.path.clone(), ..file.clone() };
    let copied = discard(&new)
        .map_err(|error| failed_file("removing an unfinished copy", error))
        .and_then(|()| engine::copy(&source, &new, &mut |_| ControlFlow::Continue(())));
    if let Err(error) = copied {
        discard(&new).ok();
        return Err(error);
    }
    move_aside(&file.path, aside)?;
    fs::rename(&new, &file.path).map_err(|error| failed_file("putting the backup in place", error))?;
    engine::keep_names(&file.path)
}

/// Moves a file that nobody has open, and its log, into the folder `aside`.
///
/// # Errors
/// When somebody has the file, or it cannot be moved.
pub fn set_aside(file: &SqliteOptions, aside: &Path) -> Result<(), StoreError> {
    let _lock = engine::lock(&file.path)?;
    move_aside(&file.path, aside)?;
    move_tally_aside(&file.path, aside)?;
    engine::keep_names(&file.path)
}

/// Moves what says how much was done in a file after it: what begins in its place has done nothing yet, and has lost nothing.
pub(super) fn move_tally_aside(file: &Path, aside: &Path) -> Result<(), StoreError> {
    let from = beside(file, ".tally");
    let Some(name) = from.file_name() else { return Ok(()) };
    match fs::rename(&from, aside.join(name)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed_file("moving the file aside", error)),
        _ => Ok(()),
    }
}

pub(super) fn move_aside(file: &Path, aside: &Path) -> Result<(), StoreError> {
    let doing = |error| failed_file("moving the file aside", error);
    fs::create_dir_all(aside).map_err(doing)?;
    // The log first: another file under this name must never find it. What is in shared memory is made again.
    for suffix in ["-wal", "-journal", ""] {
        let from = beside(file, suffix);
        let Some(name) = from.file_name() else { continue };
        match fs::rename(&from, aside.join(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(doing(error)),
            _ => {}
        }
    }
    match fs::remove_file(beside(file, "-shm")) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(doing(error)),
        _ => Ok(()),
    }
}
