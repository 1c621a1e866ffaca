//! One program for a data folder: whoever holds the lock there shows the window, and whoever starts later hands over
//! what it was started with and ends.
//!
//! The lock goes with the process, however that ends. Two folders may be open side by side. Where nothing can be handed
//! over (another system, a folder without sockets), the second start opens a window that says who has the file.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::handover::{self, Letterbox};

/// The file that is locked. It stays, and is empty.
const LOCK: &str = "open.lock";

/// How often to try again while another start is just beginning, or ending.
const TRIES: usize = 30;

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// What a start turns out to be.
pub(crate) enum Arrival {
    /// The only one for the folder, or one that could not hand over.
    First(Instance),
    /// Another one shows its window now.
    HandedOver,
}

/// The right to the folder.
#[derive(Default)]
pub(crate) struct Instance {
    /// Held until the process ends.
    pub(crate) lock: Option<File>,
    /// Where later starts leave what they were started with.
    pub(crate) letterbox: Option<Letterbox>,
}

/// Takes the folder, or hands the arguments to whoever has it.
pub(crate) fn arrive(folder: &Path, arguments: &[String]) -> Arrival {
    for _ in 0..TRIES {
        match lock(folder) {
            Ok(lock) => {
                let letterbox = Letterbox::open(folder)
                    .inspect_err(|error| crate::journal::note_error("outside.deaf", &error))
                    .ok();
                return Arrival::First(Instance { lock: Some(lock), letterbox });
            }
            Err(TryLockError::WouldBlock) => match handover::send(folder, arguments) {
                Ok(()) => return Arrival::HandedOver,
                // It is there and does not answer; waiting longer helps nobody.
                Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                    break;
                }
                Err(_) => pause(),
            },
            Err(TryLockError::Error(error)) => {
                eprintln!("the folder {} could not be locked: {error}", folder.display());
                break;
            }
        }
    }
    Arrival::First(Instance::default())
}

fn lock(folder: &Path) -> Result<File, TryLockError> {
    let opened = open(folder).map_err(TryLockError::Error)?;
    opened.try_lock()?;
    Ok(opened)
}

fn open(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    OpenOptions::new().create(true).append(true).open(folder.join(LOCK))
}

#[expect(clippy::disallowed_methods, reason = "a program that is just starting or ending tells nobody")]
fn pause() {
    std::thread::sleep(PAUSE);
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn the_second_start_hands_over_and_the_one_after_the_first_ended_is_first_again() {
        let folder = TempDir::new().unwrap();
        let Arrival::First(first) = arrive(folder.path(), &[]) else { panic!("nobody else is there") };
        let letterbox = first.letterbox.as_ref().unwrap().try_clone().unwrap();
        let reader = std::thread::spawn(move || letterbox.next().unwrap());

        let link = "wrapitup://reviews".to_owned();
        assert!(matches!(arrive(folder.path(), std::slice::from_ref(&link)), Arrival::HandedOver));
        assert_eq!(reader.join().unwrap(), [link]);

        drop(first);
        assert!(matches!(arrive(folder.path(), &[]), Arrival::First(_)));
    }

    #[test]
    fn two_folders_are_open_side_by_side() {
        let (one, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let first = arrive(one.path(), &[]);
        assert!(matches!(arrive(other.path(), &[]), Arrival::First(Instance { lock: Some(_), .. })));
        drop(first);
    }

    #[test]
    fn a_folder_that_cannot_be_locked_keeps_nobody_out() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("not a folder");
        fs::write(&file, "").unwrap();
        assert!(matches!(arrive(&file, &[]), Arrival::First(Instance { lock: None, .. })));
    }
}
