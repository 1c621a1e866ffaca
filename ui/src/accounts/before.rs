//! Whose account is open, as the window remembers it over a reload: before it has asked anybody.

use crate::hooks::{forget, keep, kept, session_storage};
use domain::base::PersonId;

/// Under which name it is kept.
const ACCOUNT: &str = "account";

/// Returns the person whose account is open; none in the sample workspace, where one may be anybody.
pub(crate) fn own_account() -> Option<PersonId> {
    kept(ACCOUNT).and_then(|id| id.parse().ok())
}

/// Under which name is kept that an account was deleted on the page before this one.
const FAREWELL: &str = "wrapitup.farewell";

/// Has the next page say that the account is deleted.
pub(super) fn keep_farewell() {
    if let Some(storage) = session_storage() {
        drop(storage.set_item(FAREWELL, ""));
    }
}

/// Returns whether an account was deleted on the page before this one. It is said once.
pub(super) fn take_farewell() -> bool {
    let Some(storage) = session_storage() else { return false };
    let kept = storage.get_item(FAREWELL).is_ok_and(|kept| kept.is_some());
    drop(storage.remove_item(FAREWELL));
    kept
}

/// Keeps whose account is open.
pub(super) fn keep_account(person: Option<&str>) {
    // What was acted as belongs to the workspace that was open.
    forget("person");
    match person {
        Some(person) => {
            keep(ACCOUNT, person);
            keep("person", person);
        }
        None => forget(ACCOUNT),
    }
}
