//! The wish to write the note that was made between the claim and the room: whoever presses the keys of both in a row
//! ends up where they meant to.

use super::note::NoteEditor;
use super::sending::focus_note;
use domain::reviews::SubmissionId;
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use yew::prelude::*;

thread_local! {
    /// The review whose note is to be written when its room is there.
    static WISHED: Cell<Option<SubmissionId>> = const { Cell::new(None) };
}

/// Has focus go to a review's note as soon as its room is there.
pub(super) fn wish_for_note(submission: SubmissionId) {
    WISHED.set(Some(submission));
}

/// Gives focus to the note if that was wished before the room was there.
#[hook]
pub(super) fn use_wished_note(submission: SubmissionId, editor: &NoteEditor) {
    let editor = editor.clone();
    use_effect_with(submission, move |submission| {
        if granted(*submission) {
            // After the page has given focus to its heading.
            Timeout::new(0, move || focus_note(&editor)).forget();
        }
    });
}

/// Whether it was wished for this review; a wish for another one is over.
fn granted(submission: SubmissionId) -> bool {
    WISHED.take() == Some(submission)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_wish_holds_once_and_for_its_own_review() {
        let [one, other] = [1, 2].map(|number| SubmissionId(Uuid::from_u128(number)));
        assert!(!granted(one));
        wish_for_note(one);
        assert!(granted(one));
        assert!(!granted(one));
        wish_for_note(one);
        assert!(!granted(other));
        assert!(!granted(one));
    }
}
