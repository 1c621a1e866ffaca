//! The log: what the application did, in `logs/` in the data folder. One line for each outcome, never what people wrote.
//!
//! A [`Fact`] is a word of the application's own, a number, or what the machine said, which `redact` goes through. `file`
//! keeps the folder small. `panic` leaves a report where the application made a mistake of its own; `commands` is the way
//! in for the window.

pub(crate) mod commands;
mod fact;
mod file;
mod panic;
mod redact;
mod reports;

pub(crate) use fact::Fact;
pub(crate) use panic::watch;
pub(crate) use reports::Reports;

use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::clock;
use file::LogFile;

/// The log of this process, once it is known where it belongs.
static LOG: OnceLock<Mutex<LogFile>> = OnceLock::new();

/// From now on everything is written to the log of a data folder.
pub(crate) fn begin(folder: &Path) {
    LOG.get_or_init(|| Mutex::new(LogFile::in_folder(&folder.join(file::FOLDER), file::LIMIT)));
}

/// Writes what happened. Before it is known where, to whoever started the application.
pub(crate) fn note(event: &'static str, facts: &[(&'static str, Fact)]) {
    let line = fact::line(clock::now(), event, facts);
    match LOG.get() {
        Some(log) => log.lock().unwrap_or_else(PoisonError::into_inner).write(&line),
        None => eprintln!("{line}"),
    }
}

/// Writes that something did not work which nobody waits for.
pub(crate) fn note_error(event: &'static str, error: &dyn std::error::Error) {
    note(event, &[("error", Fact::machine(error))]);
}

/// Returns the last lines, unless the log is being written at this moment.
fn last_lines() -> Vec<String> {
    LOG.get().and_then(|log| log.try_lock().ok()).map(|log| log.last()).unwrap_or_default()
}
