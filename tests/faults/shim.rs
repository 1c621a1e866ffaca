//! Programs of this crate under the shim: what they do to a folder is recorded, or made to fail.

use crate::compiled::shim;
use crate::recording::Recording;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Calls that fail: `count` of them, beginning with number `from`.
pub(crate) struct Failing {
    pub(crate) call: Call,
    pub(crate) from: usize,
    pub(crate) count: usize,
    pub(crate) error: i32,
}

/// What can be made to fail.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Call {
    /// Forcing a file onto the disk.
    Sync,
    /// Writing into a file.
    Write,
    /// Opening a file to change it.
    Open,
}

/// No error: the program is killed.
pub(crate) const KILLED: i32 = 0;
/// The numbers of errors, as on every Linux.
pub(crate) const IO_ERROR: i32 = 5;
pub(crate) const NO_SPACE: i32 = 28;
pub(crate) const READ_ONLY: i32 = 30;

/// A folder that is watched while programs run in it one after another.
pub(crate) struct Watched {
    home: TempDir,
}

impl Watched {
    /// Makes an empty folder.
    pub(crate) fn new() -> Self {
        let home = TempDir::new().unwrap();
        fs::create_dir(home.path().join("data")).unwrap();
        Self { home }
    }

    /// Returns the folder.
    pub(crate) fn folder(&self) -> PathBuf {
        fs::canonicalize(self.home.path().join("data")).unwrap()
    }

    /// Returns the file that the programs keep their data in.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder().join("sample.db")
    }

    /// Returns the programs' recording up to now.
    pub(crate) fn recording(&self) -> Recording {
        Recording::read(&fs::read(self.record()).unwrap())
    }

    /// Returns a program that is recorded, and fails where it is told to.
    pub(crate) fn program(&self, program: &str, failing: Option<&Failing>) -> Command {
        let mut command = Command::new(program);
        command
            .env("LD_PRELOAD", shim().unwrap())
            .env("FAULTS_FOLDER", self.folder())
            .env("FAULTS_RECORD", self.record())
            .env("FAULTS_READ_ONLY", self.freeze())
            .stdin(Stdio::null());
        if let Some(Failing { call, from, count, error }) = failing {
            let call = format!("{call:?}").to_lowercase();
            command.env("FAULTS_FAIL", format!("{call} {from} {count} {error}"));
        }
        command
    }

    /// Returns the file that makes the folder read-only for the programs while it is there.
    pub(crate) fn freeze(&self) -> PathBuf {
        self.home.path().join("read-only")
    }

    fn record(&self) -> PathBuf {
        self.home.path().join("recording")
    }
}

/// Returns the lines that a program said. It has to end well.
pub(crate) fn heard(command: &mut Command) -> Vec<String> {
    let done = command.stderr(Stdio::inherit()).output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{command:?} ended with {} after {said}", done.status);
    said.lines().map(str::to_owned).collect()
}
