//! The person's file on this device, and its backups.

use serde::{Deserialize, Serialize};

/// The event by which the window hears of the file: see [`News`].
pub const EVENT: &str = "storage";

/// What can be done with the file now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Everything.
    Ready,
    /// It can be read and not changed.
    ReadOnly,
    /// It is damaged or gone, and has to be restored.
    Damaged,
    /// It could not be opened for another reason, or nobody has tried yet.
    Shut,
}

/// The file and its backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageView {
    /// Where the file is.
    pub file: String,
    /// How large it is with its log, in bytes.
    pub bytes: u64,
    /// What can be done with it.
    pub standing: Standing,
    /// Where its backups are.
    pub folder: String,
    /// The backups, newest first.
    pub backups: Vec<BackupView>,
    /// Why the last one could not be made, if it could not.
    pub trouble: Option<String>,
    /// Whether a damaged file can be mended: everything in it that can't be read is at a server.
    #[serde(default)]
    pub mends: bool,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupView {
    /// The name by which it is restored.
    pub name: String,
    /// When it was made, in milliseconds since 1970.
    pub at: i64,
    /// Why.
    pub why: Why,
    /// How large it is, in bytes.
    pub bytes: u64,
}

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A day had passed.
    Daily,
    /// Somebody asked for it.
    Asked,
    /// The file was about to be brought up to date.
    Update,
    /// Another backup was about to be put in place.
    Restore,
}

/// A backup was put in place, or a new file was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// Where the file is that was there, if it was not sound. One that was sound is a backup now.
    pub aside: Option<String>,
    /// How many texts were found in it and are where they were.
    pub put_back: usize,
    /// How many were found and are among the kept texts of their authors.
    pub kept: usize,
    /// How many were found and have no place.
    pub lost: usize,
    /// What could not be read, where the file was mended; empty where everything could be.
    #[serde(default)]
    pub unread: Option<Vec<Unread>>,
}

/// Things of one kind that could not be read in a damaged file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// What they are, in plain words: "answers".
    pub what: String,
    /// How many.
    pub count: u64,
    /// Whether the server has them and gives them again. What it does not have is lost.
    pub again: bool,
}

/// What happens to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// A backup is being made: how many pages of how many.
    BackingUp {
        /// Copied.
        done: u64,
        /// In all.
        of: u64,
    },
    /// Something else is so now; whoever shows it asks again.
    Changed,
}
