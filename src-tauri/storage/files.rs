//! What lies in the folder of a workspace, whose it is, and the mark that says that there was a file once.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use domain::base::{Instant, PersonId};
use store::backup::Backups;
use store::engine::{FileKey, References, SqliteOptions};

use crate::workspace::QUESTIONS;

/// Whose a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Nobody's: the people in it are invented.
    Sample,
    /// A person's, who has an account. It holds their part of what the server has, and only this key opens it.
    Person(PersonId, FileKey),
}

/// The names in the folder of a workspace.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    folder: PathBuf,
    whose: Whose,
}

impl Files {
    /// Returns those of the sample workspace in a folder.
    pub(crate) fn at(folder: PathBuf) -> Self {
        Self { folder, whose: Whose::Sample }
    }

    /// Returns those of somebody with an account.
    pub(crate) fn of_person(folder: PathBuf, person: PersonId, key: FileKey) -> Self {
        Self { folder, whose: Whose::Person(person, key) }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn whose(&self) -> &Whose {
        &self.whose
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.join(format!("{}.db", self.name()))
    }

    /// Returns how the file is opened.
    pub(crate) fn options(&self) -> SqliteOptions {
        let usual = SqliteOptions { readers: QUESTIONS, ..SqliteOptions::at(self.path()) };
        match &self.whose {
            Whose::Sample => usual,
            // What the person may not see is not there, and what refers to it is.
            Whose::Person(_, key) => {
                SqliteOptions { key: Some(key.clone()), references: References::Unchecked, ..usual }
            }
        }
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
        let log = self.folder.join(format!("{}.db-wal", self.name()));
        [self.path(), log].iter().filter_map(|path| fs::metadata(path).ok()).map(|file| file.len()).sum()
    }

    /// Whether there was a file once that held something.
    pub(crate) fn is_known(&self) -> bool {
        self.mark().exists()
    }

    /// Sets the mark.
    pub(crate) fn make_known(&self) -> io::Result<()> {
        let mark = self.mark();
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
        match fs::remove_file(self.mark()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Returns the mark: it is set once the file holds something, outside of the file. With it, a file that is gone or empty
    /// is known to be lost and not new.
    fn mark(&self) -> PathBuf {
        self.folder.join(format!("{}.known", self.name()))
    }

    fn name(&self) -> &'static str {
        match self.whose {
            Whose::Sample => "sample",
            Whose::Person(..) => "person",
        }
    }
}
