//! The reviews that were claimed in this window and that the server has not given to anybody yet, as far as is known here. Where
//! the server is far away, that takes until it can be reached.

use domain::reviews::SubmissionId;
use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    static ASKED_FOR: RefCell<BTreeSet<SubmissionId>> = const { RefCell::new(BTreeSet::new()) };
}

/// Notes that a review was claimed.
pub(in crate::reviews) fn ask_for(submission: SubmissionId) {
    ASKED_FOR.with_borrow_mut(|asked| asked.insert(submission));
}

/// Forgets it: it was given to somebody, or it was refused.
pub(in crate::reviews) fn settled(submission: SubmissionId) {
    ASKED_FOR.with_borrow_mut(|asked| asked.remove(&submission));
}

/// Whether a review was claimed and waits for the server.
pub(super) fn is_asked_for(submission: SubmissionId) -> bool {
    ASKED_FOR.with_borrow(|asked| asked.contains(&submission))
}
