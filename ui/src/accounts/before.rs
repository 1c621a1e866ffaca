//! Whose account is open, as the window remembers it over a reload: before it has asked anybody.

use crate::hooks::{forget, keep, kept};
use domain::base::PersonId;

/// Under which name it is kept.
const ACCOUNT: &str = "account";

/// Returns the person whose account is open; none in the sample workspace, where one may be anybody.
pub(crate) fn own_account() -> Option<PersonId> {
    kept(ACCOUNT).and_then(|id| id.parse().ok())
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
