//! A window whose disk does what a test wants, while a file is there.

#[path = "../../../tests/faults/compiled.rs"]
mod compiled;

use crate::Options;
use anyhow::Result;
use std::env;
use std::path::Path;

/// What becomes of the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    /// Forcing anything onto it takes until the file is gone.
    Held,
    /// It has no room.
    Full,
    /// It can only be read.
    ReadOnly,
}

impl Disk {
    /// Returns the options of a window that meets such a disk while a file is there.
    ///
    /// # Errors
    /// When there is no C compiler.
    pub fn while_there(self, file: &Path) -> Result<Options> {
        let what = match self {
            Self::Held => "FAULTS_HOLD",
            Self::Full => "FAULTS_FULL",
            Self::ReadOnly => "FAULTS_READ_ONLY",
        };
        let environment = [
            ("LD_PRELOAD", compiled::shim()?.to_path_buf()),
            ("FAULTS_FOLDER", env::temp_dir().canonicalize()?),
            (what, file.to_path_buf()),
        ];
        let text = |(name, value): (&str, std::path::PathBuf)| {
            (name.to_owned(), value.to_string_lossy().into_owned())
        };
        Ok(Options { environment: environment.map(text).into(), ..Options::default() })
    }
}
