//! Whose accounts were deleted, in a file beside the data: a backup that is put back knows the people of its day, and those who
//! have left since must not come back with it. The file says their ids and when, and nothing else of them.

use crate::random::Random;
use domain::base::{Instant, PersonId};
use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use store::accounts::Deed;
use store::{DispatchError, Store, StoreError};
use uuid::Uuid;

/// The list of those whose accounts were deleted.
pub(crate) struct Erased {
    file: PathBuf,
}

/// What came of going through the list once more.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Again {
    /// How many came back with the backup and were made nameless again.
    pub(crate) erased: usize,
    /// Who came back and could not be made nameless, because nobody else could run the platform then.
    pub(crate) left: Vec<PersonId>,
}

impl Erased {
    /// Returns the list in a data folder. It need not be there yet.
    pub(crate) fn at(folder: &Path) -> Self {
        Self { file: folder.join("erased-accounts.txt") }
    }

    /// Adds who is not in it yet, on the disk before this returns.
    ///
    /// # Errors
    /// When the store or the file fails.
    pub(crate) fn note(&self, store: &Store) -> Result<(), StoreError> {
        let text = self.text()?;
        let known = known(&text);
        let news: String = store
            .accounts()
            .deleted()?
            .into_iter()
            .filter(|(person, _)| !known.contains(person))
            .map(|(person, at)| format!("{person} {}\n", at.0))
            .collect();
        if news.is_empty() {
            return Ok(());
        }
        // A line that was not written whole stays a line of its own.
        let news = if text.is_empty() || text.ends_with('\n') { news } else { format!("\n{news}") };
        let mut file = OpenOptions::new().create(true).append(true).open(&self.file).map_err(failed)?;
        file.write_all(news.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
    }

    /// Makes everybody nameless once more who is in the list and came back with a backup.
    ///
    /// # Errors
    /// When the store or the file fails.
    pub(crate) fn again(&self, store: &Store, random: &Random, now: Instant) -> Result<Again, StoreError> {
        let mut again = Again::default();
        let gone: Vec<PersonId> = store.accounts().deleted()?.into_iter().map(|(person, _)| person).collect();
        for person in known(&self.text()?).into_iter().filter(|person| !gone.contains(person)) {
            if store.accounts().find(person)?.is_none() {
                continue; // They joined after the backup was made.
            }
            let mut id = [0; 16];
            random(&mut id);
            let deed = Deed { id: Uuid::from_bytes(id), at: now, actor: None, device: None, address: None };
            match store.accounts().delete(person, &deed) {
                Ok(()) => again.erased += 1,
                Err(DispatchError::Refused { .. }) => again.left.push(person),
                Err(DispatchError::Failed(error)) => return Err(error),
            }
        }
        Ok(again)
    }

    /// Returns what stands in the file.
    fn text(&self) -> Result<String, StoreError> {
        match fs::read_to_string(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            read => read.map_err(failed),
        }
    }
}

/// Returns who is in the list. A line that was not written whole says nothing.
fn known(text: &str) -> BTreeSet<PersonId> {
    text.lines().filter_map(|line| line.split_once(' ')?.0.parse().ok()).collect()
}

fn failed(source: io::Error) -> StoreError {
    StoreError::Io { what: "the list of deleted accounts".to_owned(), source: source.into() }
}
