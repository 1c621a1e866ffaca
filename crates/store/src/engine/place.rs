//! Where data are kept, and how to get at them.

use super::Dialect;
use std::{fmt, path::PathBuf, time::Duration};

/// Where the data are.
#[derive(Debug, Clone)]
pub enum Place {
    /// In a file of this computer.
    Sqlite(SqliteOptions),
    /// On a PostgreSQL server.
    Postgres(PostgresOptions),
}

impl Place {
    /// Returns which engine serves this place.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }
}

/// How to open a file.
#[derive(Debug, Clone)]
pub struct SqliteOptions {
    /// The file. Two more stand beside it while it is open (`-wal`, `-shm`), and `.lock` for ever.
    pub path: PathBuf,
    /// The key of an encrypted file; a file without one is plain.
    pub key: Option<FileKey>,
    /// Whether references between rows are enforced.
    pub references: References,
    /// How many threads can read at the same time.
    pub readers: usize,
    /// Whether the file and its folder may change while it is open.
    pub access: Access,
    /// How long one look at the file may go on.
    pub reads: ReadLimits,
    /// When what was written is forced onto the disk.
    #[cfg(feature = "testing")]
    pub syncs: Syncs,
}

impl SqliteOptions {
    /// Returns the usual options: a plain file with references enforced and three readers.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            key: None,
            references: References::Enforced,
            readers: 3,
            access: Access::Changing,
            reads: ReadLimits::USUAL,
            #[cfg(feature = "testing")]
            syncs: Syncs::EveryCommit,
        }
    }
}

/// How long one look at a file may go on. Whoever looks sees one moment, and for as long as they do the log of what is written
/// meanwhile can't be emptied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadLimits {
    /// How many of SQLite's steps it may take, all its statements together.
    pub steps: u64,
    /// How far the log may grow meanwhile, in bytes; then the look is ended.
    pub log: u64,
}

impl ReadLimits {
    /// Some seconds of work, thirty times what lists and exports of 10,000 reviews take; and a log of half the size at which
    /// reading gets slow.
    pub const USUAL: Self = Self { steps: 300_000_000, log: 32 * 1024 * 1024 };
}

/// Whether a file and its folder may change while it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// They may: by this program, if the system allows it.
    Changing,
    /// Nobody can change them. SQLite then makes no files beside it.
    Unchanging,
}

/// When what was written is forced onto the disk. Only a test may choose: the other way loses commits, and shows that
/// the test of power cuts would see it.
#[cfg(feature = "testing")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syncs {
    /// Before a commit is acknowledged, as it ships.
    EveryCommit,
    /// When the log is emptied into the file; the last commits may be lost in a power cut.
    Checkpoints,
}

/// Whether references between rows are enforced when a transaction ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum References {
    /// Enforced: the file is an authority and holds everything.
    Enforced,
    /// Not enforced: the file holds one person's part of the data.
    Unchecked,
}

/// The 256-bit key of an encrypted file, kept by the operating system's keychain.
#[derive(Clone, PartialEq, Eq)]
pub struct FileKey(pub [u8; 32]);

impl fmt::Debug for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileKey(…)")
    }
}

/// How to reach a server.
#[derive(Clone)]
pub struct PostgresOptions {
    /// The address, as in `postgres://user@host/database`; it may hold a password.
    pub url: String,
    /// How many sessions at most.
    pub sessions: usize,
    /// How long one statement may take, waiting for locks included.
    pub patience: Duration,
}

impl PostgresOptions {
    /// Returns the usual options: 8 sessions, 5 seconds.
    pub fn at(url: impl Into<String>) -> Self {
        Self { url: url.into(), sessions: 8, patience: Duration::from_secs(5) }
    }
}

impl fmt::Debug for PostgresOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresOptions").field("sessions", &self.sessions).finish_non_exhaustive()
    }
}
