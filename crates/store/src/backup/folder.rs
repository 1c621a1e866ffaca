//! The folder of backups. One is made under another name, forced onto the disk, checked, and only then named as a backup:
//! whatever has such a name was sound when it was made. Older ones go only when a newer one is there.

use super::{Watch, Why, keep, name};
use crate::StoreError;
use crate::engine::{self, SqliteOptions, failed_file};
use domain::base::Instant;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a backup is called until it is one.
const MAKING: &str = "making.tmp";

/// Where the backups of a file are.
#[derive(Debug, Clone)]
pub struct Backups {
    folder: PathBuf,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Instant,
    /// Why.
    pub why: Why,
    /// How large it is, in bytes.
    pub bytes: u64,
}

impl Backups {
    /// Returns the backups in a folder, which need not be there yet.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Returns the folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns what is there, newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> Result<Vec<Backup>, StoreError> {
        let doing = |error| failed_file("reading the folder of backups", error);
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(doing)?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(doing)?;
            let read = entry.file_name().to_str().and_then(name::read);
            // One that was removed just now is none.
            if let (Some((at, why)), Ok(file)) = (read, entry.metadata()) {
                found.push(Backup { path: entry.path(), at, why, bytes: file.len() });
            }
        }
        found.sort_by(|one, other| (other.at, &other.path).cmp(&(one.at, &one.path)));
        Ok(found)
    }

    /// Makes a backup of a file, whoever is writing into it. None when it was stopped.
    pub(crate) fn make(
        &self,
        file: &SqliteOptions,
        why: Why,
        now: Instant,
        watch: Watch<'_>,
    ) -> Result<Option<Backup>, StoreError> {
        fs::create_dir_all(&self.folder)
            .map_err(|error| failed_file("making the folder of backups", error))?;
        let making = self.folder.join(MAKING);
        let made = self.copy(file, &making, why, now, watch);
        if !matches!(made, Ok(Some(_))) {
            // It takes room that somebody may need; if it cannot go, the next backup overwrites it.
            discard(&making).ok();
        }
        if let Ok(Some(made)) = &made {
            self.thin_out(made.at);
        }
        made
    }

    fn copy(
        &self,
        file: &SqliteOptions,
        making: &Path,
        why: Why,
        now: Instant,
        watch: Watch<'_>,
    ) -> Result<Option<Backup>, StoreError> {
        discard(making).map_err(|error| failed_file("removing an unfinished backup", error))?;
        if engine::copy(file, making, watch)?.is_break() {
            return Ok(None);
        }
        let free = (1..).map(|nth| self.folder.join(name::of(now, why, nth))).find(|path| !path.exists());
        let path = free.unwrap_or_else(|| self.folder.join(name::of(now, why, 1)));
        let naming = |error| failed_file("naming the backup", error);
        let bytes = fs::metadata(making).map_err(naming)?.len();
        fs::rename(making, &path).map_err(naming)?;
        engine::keep_names(&path)?;
        // The name holds whole seconds.
        let at = Instant(now.0 - now.0.rem_euclid(1000));
        Ok(Some(Backup { path, at, why, bytes }))
    }

    /// Removes those that are not kept. One that cannot be removed stays, and is tried again after the next.
    fn thin_out(&self, just_made: Instant) {
        let Ok(all) = self.list() else { return };
        let moments: Vec<_> = all.iter().map(|backup| backup.at).collect();
        let gone = keep::superseded(&moments, just_made);
        for backup in all.iter().filter(|backup| gone.contains(&backup.at)) {
            fs::remove_file(&backup.path).ok();
        }
    }
}

/// Removes a file and what SQLite may have left beside it.
pub(super) fn discard(path: &Path) -> std::io::Result<()> {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        match fs::remove_file(beside(path, suffix)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Returns the file that SQLite keeps beside another, by the end of its name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
