//! What lies in the data folder, and the mark that says that there was a file once.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use domain::base::Instant;
use store::backup::Backups;
use store::engine::SqliteOptions;

use crate::workspace::QUESTIONS;

/// The file.
const FILE: &str = "sample.db";

/// The mark: it is set once the file holds something, outside of the file. With it, a file that is gone or empty is known
/// to be lost and not new.
const MARK: &str = "sample.known";

/// The names in a data folder.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    folder: PathBuf,
}

impl Files {
    pub(crate) fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// Returns how the file is opened.
    pub(crate) fn options(&self) -> SqliteOptions {
        SqliteOptions { readers: QUESTIONS, ..SqliteOptions::at(self.path()) }
    }

    pub(crate) fn backups(&self) -> Backups {
        Backups::at(self.folder.join("backups"))
    }

    /// Returns the folder into which a file is moved at a time, one for each second.
    pub(crate) fn aside(&self, now: Instant) -> PathBuf {
        self.folder.join("set-aside").join((now.0 / 1000).to_string())
    }

    /// Returns how large the file is with its log, in bytes.
    pub(crate) fn bytes(&self) -> u64 {
        let log = self.folder.join(format!("{FILE}-wal"));
        [self.path(), log].iter().filter_map(|path| fs::metadata(path).ok()).map(|file| file.len()).sum()
    }

    /// Whether there was a file once that held something.
    pub(crate) fn is_known(&self) -> bool {
        self.folder.join(MARK).exists()
    }

    /// Sets the mark.
    pub(crate) fn make_known(&self) -> io::Result<()> {
        let mark = self.folder.join(MARK);
        if mark.exists() {
            return Ok(());
        }
        File::create(&mark)?.sync_all()?;
        #[cfg(unix)]
        File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    /// Takes the mark away, so that a new file may be begun.
    pub(crate) fn forget(&self) -> io::Result<()> {
        match fs::remove_file(self.folder.join(MARK)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
