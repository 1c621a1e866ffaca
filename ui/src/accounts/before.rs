//! Whose account is open, as the window remembers it over a reload: before it has asked anybody.

use crate::hooks::{forget, keep, kept, session_storage};
use domain::base::PersonId;
use std::cell::Cell;

/// Under which name it is kept.
const ACCOUNT: &str = "account";

/// Returns the person whose account is open; none in the sample workspace, where one may be anybody.
pub(crate) fn own_account() -> Option<PersonId> {
    kept(ACCOUNT).and_then(|id| id.parse().ok())
}

/// Under which name is kept that an account was deleted on the page before this one.
const FAREWELL: &str = "wrapitup.farewell";

thread_local! {
    /// Whether this page says so, once that is known: it may be drawn anew any number of times.
    static SAYS_FAREWELL: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Has the next page say that the account is deleted, and this one, should it hear of that before the next one is there.
pub(super) fn keep_farewell() {
    SAYS_FAREWELL.set(Some(true));
    if let Some(storage) = session_storage() {
        drop(storage.set_item(FAREWELL, ""));
    }
}

/// Returns whether an account was deleted on the page before this one. One page says so.
pub(super) fn take_farewell() -> bool {
    let says = SAYS_FAREWELL.get().unwrap_or_else(|| {
        let Some(storage) = session_storage() else { return false };
        let kept = storage.get_item(FAREWELL).is_ok_and(|kept| kept.is_some());
        drop(storage.remove_item(FAREWELL));
        kept
    });
    SAYS_FAREWELL.set(Some(says));
    says
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
