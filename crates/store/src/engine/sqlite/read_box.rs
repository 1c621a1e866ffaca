//! The box around every look at a file: after so many steps, or when the log has grown so far meanwhile, it is ended. Nobody
//! who looks for long keeps the log from being emptied, and no question takes a connection away for good.

use super::open;
use crate::StoreError;
use crate::engine::{ReadLimits, SqliteOptions};
use rusqlite::Connection;
use std::ffi::{OsString, c_int};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// After so many of SQLite's steps they are counted.
const STRIDE: u32 = 1_000;

/// After so many strides the log is looked at.
const STRIDES: u64 = 16;

/// What one look may still take.
#[derive(Debug)]
pub(super) struct ReadBox {
    log: PathBuf,
    limits: ReadLimits,
    steps: AtomicU64,
    /// How large the log may become during this look.
    room: AtomicU64,
}

impl ReadBox {
    /// Returns the box of looks at a file.
    pub(super) fn of(file: &SqliteOptions) -> Self {
        let unopened = Self {
            log: log_of(&file.path),
            limits: file.reads,
            steps: AtomicU64::new(0),
            room: AtomicU64::new(0),
        };
        unopened.begin();
        unopened
    }

    /// Begins a look. A log that others left large is none of its doing.
    pub(super) fn begin(&self) {
        self.steps.store(self.limits.steps, Ordering::Relaxed);
        self.room.store(self.limits.log.max(self.log_length()), Ordering::Relaxed);
    }

    /// Refuses to go on when the look was over.
    pub(super) fn check(&self, statement: &str) -> Result<(), StoreError> {
        if self.is_open() { Ok(()) } else { Err(StoreError::TookTooLong { statement: statement.to_owned() }) }
    }

    fn is_open(&self) -> bool {
        self.steps.load(Ordering::Relaxed) > 0 && self.log_length() <= self.room.load(Ordering::Relaxed)
    }

    /// Counts some steps, and says whether to go on.
    fn stride(&self) -> bool {
        let stride = u64::from(STRIDE);
        let left = self.steps.load(Ordering::Relaxed).saturating_sub(stride);
        self.steps.store(left, Ordering::Relaxed);
        if (left / stride).is_multiple_of(STRIDES) { self.is_open() } else { left > 0 }
    }

    fn log_length(&self) -> u64 {
        fs::metadata(&self.log).map_or(0, |log| log.len())
    }
}

/// A connection that only reads, in a box of its own.
pub(super) struct Reader {
    pub(super) connection: Connection,
    pub(super) limits: Arc<ReadBox>,
}

impl Reader {
    /// Opens one.
    pub(super) fn open(file: &SqliteOptions) -> Result<Self, StoreError> {
        let connection = open::reader(file)?;
        let limits = Arc::new(ReadBox::of(file));
        let counting = Arc::clone(&limits);
        let stride = c_int::try_from(STRIDE).unwrap_or(c_int::MAX);
        connection.progress_handler(stride, Some(move || !counting.stride()));
        Ok(Self { connection, limits })
    }

    /// Opens one for a look that goes through the whole file: as many steps as that takes, while the log stays short.
    pub(super) fn of_everything(file: &SqliteOptions) -> Result<Self, StoreError> {
        let reads = ReadLimits { steps: u64::MAX, ..file.reads };
        Self::open(&SqliteOptions { reads, ..file.clone() })
    }
}

fn log_of(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push("-wal");
    PathBuf::from(name)
}
