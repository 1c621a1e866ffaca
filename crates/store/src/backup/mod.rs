//! Backups of the device's file: how they are made and checked, which are kept, how one is put back. And what can be
//! read of a damaged file.
//!
//! When to make one is for whoever has the clock; what is in the file is not known here.

mod calendar;
mod folder;
mod keep;
mod mend;
mod name;
mod put_back;
mod salvage;

pub use crate::engine::Unread;
pub use folder::{Backup, Backups};
pub use mend::mend;
pub use name::Why;
pub use put_back::{put_back, set_aside};
pub use salvage::{Salvaged, Unsent, texts_in, unsent_in};

use crate::{Store, StoreError, engine::SqliteOptions};
use domain::base::Instant;
use std::ops::ControlFlow;

/// How far a copy is, in pages of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many are copied.
    pub done: u64,
    /// How many there are.
    pub of: u64,
}

/// Hears how far it is, and says whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Makes a backup of a file that nobody of this process has open, whoever else is reading and writing. None when it was
/// stopped.
///
/// # Errors
/// As [`Store::back_up`].
pub fn back_up_file(
    file: &SqliteOptions,
    backups: &Backups,
    why: Why,
    now: Instant,
    watch: Watch<'_>,
) -> Result<Option<Backup>, StoreError> {
    backups.make(file, why, now, watch)
}

impl Store {
    /// Makes a backup of what is in the store now, while others go on reading and writing. None when it was stopped.
    ///
    /// # Errors
    /// When there is no room or no right to write, and [`StoreError::Corrupt`] when the copy is not sound, which
    /// the store is not then either. The backups that were there stay.
    pub fn back_up(
        &self,
        backups: &Backups,
        why: Why,
        now: Instant,
        watch: Watch<'_>,
    ) -> Result<Option<Backup>, StoreError> {
        backups.make(self.file()?, why, now, watch)
    }

    /// Goes through every page, index and reference, and returns what is wrong with them.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        crate::engine::check(self.file()?)
    }

    fn file(&self) -> Result<&SqliteOptions, StoreError> {
        let reason = "a server has backups of its own".to_owned();
        self.engine().file().ok_or(StoreError::Unsuitable { reason })
    }
}
