//! What the window is told when something under the rules did not work, in the shape of a refusal: a code to act on, a
//! message to show, a hint what to do next. What the machine said goes into the detail, for whoever looks into it.

use std::path::Path;

use domain::base::{Code, Refusal};
use store::{AskError, DispatchError, StoreError};

/// Returns the refusal of arguments over the limit.
pub(crate) fn too_large(limit: usize) -> Refusal {
    let message = format!("This is more than {} MB, which is too large to keep.", limit / 1_000_000);
    Refusal::new(Code::TooLarge, message).hint("Please shorten it. Nothing was changed.")
}

/// Returns the refusal of a command that came while the application was closing.
pub(crate) fn closing() -> Refusal {
    Refusal::new(Code::Storage, "Wrap It Up is closing.").hint("Please open it again.")
}

/// Returns the refusal for a mistake of the application itself.
pub(crate) fn bug() -> Refusal {
    Refusal::new(Code::Bug, "Wrap It Up made a mistake of its own. Nothing was changed.")
        .hint("Please try again, and report it if it comes back.")
}

/// Says in plain words what the store could not do.
pub(crate) fn storage(error: &StoreError) -> Refusal {
    let (code, message, hint) = match error {
        StoreError::Locked { .. } => (
            Code::InUse,
            "Wrap It Up is already open in another window.",
            "Go on there, or close it and open this one again.",
        ),
        StoreError::NewerFile { .. } => (
            Code::Storage,
            "A newer version of Wrap It Up wrote your file. It was left untouched.",
            "Please update the application.",
        ),
        StoreError::Full { .. } => (
            Code::Storage,
            "The disk is full, so this could not be saved.",
            "Free some space, then try again. What you typed is still here.",
        ),
        StoreError::ReadOnly { .. } => (
            Code::ReadOnly,
            "Your file can only be read, so this could not be saved.",
            "Check who may write to its folder, then try again. What you typed is still here.",
        ),
        StoreError::Corrupt { .. } | StoreError::WrongKey { .. } => (
            Code::Damaged,
            "Your file on this computer is damaged. It was left as it is.",
            "Copy what is not saved yet, then check the file: Settings, Storage. What can be read is kept.",
        ),
        StoreError::TookTooLong { .. } => (
            Code::Storage,
            "This took too long, so it was stopped. Nothing was changed.",
            "Try again, or ask for less at once: by a filter, or for a shorter time.",
        ),
        _ => (
            Code::Storage,
            "This could not be saved on this computer.",
            "Please try again. What you typed is still here.",
        ),
    };
    Refusal::new(code, message).hint(hint).detail(serde_json::Value::String(causes(error)))
}

/// Returns the refusal to open a file that is not what it was.
pub(crate) fn lost(message: &str) -> Refusal {
    Refusal::new(Code::Damaged, message).hint("Restore a backup, or put the file back and look again.")
}

/// Says in plain words why a backup could not be made or put in place.
pub(crate) fn backup(error: &StoreError) -> Refusal {
    let (message, hint) = match error {
        StoreError::Full { .. } => (
            "There is no room for another backup on this disk.",
            "Free some space, then try again. The backups that were there are still there.",
        ),
        StoreError::ReadOnly { .. } => (
            "The folder of backups can only be read.",
            "Check who may write there, then try again. Your file was not changed.",
        ),
        StoreError::TookTooLong { .. } => (
            "So much was saved meanwhile that the backup was stopped.",
            "Try again when less is being saved. The backups that were there are still there.",
        ),
        StoreError::Corrupt { .. } | StoreError::WrongKey { .. } => (
            "A part of this file can't be read, so there is no sound copy of it.",
            "Restore another backup. Nothing was changed.",
        ),
        _ => return storage(error),
    };
    let code = storage(error).code;
    Refusal::new(code, message).hint(hint).detail(serde_json::Value::String(causes(error)))
}

/// Says in plain words that something in the data folder could not be changed.
pub(crate) fn folder(folder: &Path, error: &std::io::Error) -> Refusal {
    Refusal::new(Code::Storage, format!("The folder {} could not be changed.", folder.display()))
        .hint("Check who may write there, then try again.")
        .detail(serde_json::Value::String(error.to_string()))
}

/// Takes the refusal out of an unanswered question.
pub(crate) fn of_question(error: AskError) -> Refusal {
    match error {
        AskError::Refused(refusal) => refusal,
        AskError::Failed(error) => storage(&error),
    }
}

/// Takes the refusal out of a change that was not made.
pub(crate) fn of_change(error: DispatchError) -> Refusal {
    match error {
        DispatchError::Refused { refusal, .. } => *refusal,
        DispatchError::Failed(error) => storage(&error),
    }
}

fn causes(error: &StoreError) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

#[cfg(test)]
#[path = "failure_tests.rs"]
mod tests;
