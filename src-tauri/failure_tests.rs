//! What a person reads when the store fails, for each way in which it may.

use std::path::PathBuf;

use domain::base::Code;
use store::StoreError;

use super::{backup, storage};

/// Returns every failure of the file, with the code that it has and a word that its message must say.
fn failures() -> Vec<(StoreError, Code, &'static str)> {
    let (statement, path) = (|| "saving".to_owned(), || PathBuf::from("sample.db"));
    vec![
        (StoreError::Locked { path: path() }, Code::InUse, "already open"),
        (StoreError::NewerFile { found: 9, known: 2 }, Code::Storage, "newer version"),
        (StoreError::WrongKey { path: path() }, Code::Damaged, "damaged"),
        (StoreError::Corrupt { statement: statement(), source: "page 3".into() }, Code::Damaged, "damaged"),
        (StoreError::Full { statement: statement() }, Code::Storage, "full"),
        (StoreError::ReadOnly { statement: statement() }, Code::ReadOnly, "only be read"),
        (
            StoreError::Busy { statement: statement(), source: "busy".into() },
            Code::Storage,
            "could not be saved",
        ),
        (StoreError::TookTooLong { statement: statement() }, Code::Storage, "took too long"),
        (StoreError::Io { what: statement(), source: "I/O".into() }, Code::Storage, "could not be saved"),
        (StoreError::Unsuitable { reason: statement() }, Code::Storage, "could not be saved"),
        (
            StoreError::Sql { statement: statement(), source: "SQL".into() },
            Code::Storage,
            "could not be saved",
        ),
        (StoreError::AfterFailure { statement: statement() }, Code::Storage, "could not be saved"),
        (StoreError::Migration { source: "step 9".into() }, Code::Storage, "could not be saved"),
    ]
}

#[test]
fn every_failure_says_what_happened_and_what_to_do_next_and_keeps_what_the_machine_said() {
    for (error, code, word) in failures() {
        let refusal = storage(&error);
        assert_eq!(refusal.code, code, "{error:?}");
        assert!(refusal.message.contains(word), "{error:?}: {}", refusal.message);
        assert!(!refusal.hint.is_empty(), "{error:?}");
        assert!(
            refusal.detail.as_str().is_some_and(|detail| detail.contains(&error.to_string())),
            "{error:?}"
        );
    }
}

#[test]
fn what_may_pass_by_itself_is_told_apart_from_what_a_person_has_to_do() {
    for (error, _, _) in failures() {
        let refusal = storage(&error);
        let damaged = matches!(error, StoreError::Corrupt { .. } | StoreError::WrongKey { .. });
        assert_eq!(refusal.code == Code::Damaged, damaged, "{error:?}");
        assert_eq!(refusal.code == Code::ReadOnly, matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    }
}

#[test]
fn a_backup_that_failed_never_says_that_something_was_lost() {
    for (error, code, _) in failures() {
        let refusal = backup(&error);
        assert_eq!(refusal.code, code, "{error:?}");
        assert!(!refusal.hint.is_empty() && !refusal.message.contains("lost"), "{error:?}");
    }
    let full = backup(&StoreError::Full { statement: "copying".to_owned() });
    assert!(full.hint.contains("still there"), "{full:?}");
}
