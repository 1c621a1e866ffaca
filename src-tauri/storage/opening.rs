//! Opening the file: with a backup before it is brought up to date, to be read alone where it cannot be changed, and never
//! a new one in place of one that was lost.

use std::fs;
use std::time::Duration;

use domain::base::{Code, Refusal};
use domain::sync::ClientId;
use store::engine::Place;
use store::{Store, StoreError};

use super::files::{Files, Whose};
use crate::door::Opened;
use crate::furnish::{self, Unfurnished};
use crate::{clock, failure, secrets};

/// How often to look again whether a program that is just ending, such as one that crashed, gave the file back.
pub(crate) const LOOKS: usize = 20;

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// What a new workspace begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// The invented people of the sample workspace.
    Sample,
    /// Nobody.
    #[cfg(test)]
    Empty,
}

/// Opens the file of a folder and fills a new one. One that somebody has is looked at again after a pause, for a while.
pub(crate) fn open(files: &Files, start: Start) -> Opened {
    open_patiently(files, pause).and_then(|store| begin(store, files, start))
}

/// Opens the file; `pause` is called between two looks at one that somebody has.
pub(crate) fn open_patiently(files: &Files, mut pause: impl FnMut()) -> Opened {
    fs::create_dir_all(files.folder()).map_err(|error| {
        Refusal::new(Code::Storage, format!("The folder {} could not be made.", files.folder().display()))
            .hint("Check who may write there, then open Wrap It Up again.")
            .detail(serde_json::Value::String(error.to_string()))
    })?;
    check_that_it_is_there(files)?;
    let options = files.options();
    let mut left = LOOKS;
    loop {
        match open_once(files) {
            Err(StoreError::Locked { .. }) if left > 0 => {
                left -= 1;
                pause();
            }
            Err(StoreError::ReadOnly { .. }) => {
                let opened = match files.whose() {
                    Whose::Sample => Store::open_to_read(&options),
                    Whose::Person(person, _) => Store::open_replica_to_read(&options, *person),
                };
                return opened.map_err(|error| failure::storage(&error));
            }
            opened => return opened.map_err(|error| failure::storage(&error)),
        }
    }
}

fn open_once(files: &Files) -> Result<Store, StoreError> {
    let (options, backups) = (files.options(), files.backups());
    match files.whose() {
        Whose::Sample => Store::open_backed_up(&Place::Sqlite(options), &backups, clock::now()),
        Whose::Person(person, _) => {
            // The id of an installation that the server does not know yet; a file that was begun has one.
            let client =
                secrets::random_id().map_err(|error| StoreError::Unsuitable { reason: error.to_string() })?;
            Store::open_replica(&options, *person, ClientId(client), &backups, clock::now())
        }
    }
}

/// Refuses to begin anew where a file was once.
fn check_that_it_is_there(files: &Files) -> Result<(), Refusal> {
    if !files.is_known() {
        return Ok(());
    }
    match fs::metadata(files.path()) {
        Ok(file) if file.len() > 0 => Ok(()),
        Ok(_) => Err(failure::lost("Your file on this computer is empty, and it was not before.")),
        Err(_) => Err(failure::lost("Your file on this computer is not where it was.")),
    }
}

fn begin(store: Store, files: &Files, start: Start) -> Opened {
    if store.engine().is_read_only() {
        return Ok(store);
    }
    match (files.whose(), start) {
        (Whose::Person(..), _) => note_that_it_is_there(files),
        (Whose::Sample, Start::Sample) => {
            let known = files.is_known();
            let furnished = furnish::when_empty(&store, clock::now(), || {
                if known {
                    Err(failure::lost("Everybody is missing in your file on this computer."))
                } else {
                    Ok(())
                }
            });
            furnished.map_err(|error| match error {
                Unfurnished::Refused(refusal) => *refusal,
                Unfurnished::Unseen(error) => failure::of_question(error),
                Unfurnished::Unwritten(error) => failure::of_change(error),
            })?;
            note_that_it_is_there(files);
        }
        #[cfg(test)]
        (Whose::Sample, Start::Empty) => {}
    }
    Ok(store)
}

/// Sets the mark. Without it a lost file would be taken for a new one; the next start sets it if this one can't.
fn note_that_it_is_there(files: &Files) {
    if let Err(error) = files.make_known() {
        eprintln!("that there is a file could not be noted: {error}");
    }
}

#[expect(clippy::disallowed_methods, reason = "the system tells nobody when a lock on a file is given back")]
fn pause() {
    std::thread::sleep(PAUSE);
}
