//! Sending a review: asked once more in place, refused in place, never twice. Writing goes on behind it.

use super::comment_card::words_id;
use super::note::NoteEditor;
use super::places::{focus, focus_first};
use super::readiness::{Missing, missing};
use crate::hooks::{Dispatch, new_id, use_dispatch};
use crate::saving::Saver;
use domain::base::{Code, Refusal};
use domain::reviews::{DraftCommentView, Held, Outcome, ReviewId, ReviewsCommand};
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;

/// How far sending is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sending {
    /// Nothing is being sent.
    Idle,
    /// The mentor is asked once more.
    Asked(Outcome),
    /// It is on its way.
    Under(Outcome),
    /// It cannot be sent as it is.
    Lacks(Outcome, Missing),
    /// It was refused.
    Refused(Outcome, Refusal),
}

/// What a review is sent from.
#[derive(Clone, PartialEq)]
pub(super) struct Parcel {
    /// Under which claim.
    pub(super) held: Held,
    /// The comments as they are here.
    pub(super) comments: Rc<Vec<DraftCommentView>>,
    /// Whether the overall note is empty.
    pub(super) note_empty: bool,
}

/// Sending a review, step by step.
#[derive(Clone, PartialEq)]
pub(super) struct Sender {
    /// How far it is.
    pub(super) state: UseStateHandle<Sending>,
    parcel: Parcel,
    drafts: Saver,
    editor: NoteEditor,
    dispatch: Dispatch,
    /// The id of the review to come: the same however often it is tried.
    review: ReviewId,
    on_sent: Callback<Outcome>,
}

impl Sender {
    /// Asks whether to send; a second time, sends.
    pub(super) fn ask(&self, outcome: Outcome) {
        match &*self.state {
            Sending::Under(_) => {}
            Sending::Asked(asked) if *asked == outcome => self.send(outcome, None),
            _ => match missing(outcome, &self.parcel.comments, self.parcel.note_empty) {
                Some(lack) => {
                    self.state.set(Sending::Lacks(outcome, lack));
                    self.go_to(lack);
                }
                None => self.state.set(Sending::Asked(outcome)),
            },
        }
    }

    /// Does not send after all.
    pub(super) fn leave(&self) {
        self.state.set(Sending::Idle);
    }

    /// Sends, once every word is saved.
    pub(super) fn send(&self, outcome: Outcome, acknowledged: Option<Uuid>) {
        // The editor tells what was typed a moment later; now is sooner.
        if let Some(editor) = &*self.editor.borrow() {
            editor.flush();
        }
        self.state.set(Sending::Under(outcome));
        let this = self.clone();
        self.drafts.settle(move |saved| match saved {
            Err(refusal) => this.state.set(Sending::Refused(outcome, refusal)),
            Ok(()) => this.complete(outcome, acknowledged),
        });
    }

    fn complete(self, outcome: Outcome, acknowledged: Option<Uuid>) {
        let (held, review) = (self.parcel.held, self.review);
        wasm_bindgen_futures::spawn_local(async move {
            let command = ReviewsCommand::Complete { held, review, outcome, acknowledged };
            match self.dispatch.send(command).await {
                Ok(()) => self.on_sent.emit(outcome),
                Err(refusal) => {
                    self.go_to_refused(&refusal);
                    self.state.set(Sending::Refused(outcome, refusal));
                }
            }
        });
    }

    fn go_to(&self, lack: Missing) {
        match lack {
            Missing::Needed(id) => {
                if let Some(comment) = self.parcel.comments.iter().find(|comment| comment.id == id) {
                    focus(&words_id(comment));
                }
            }
            Missing::Words => focus_note(&self.editor),
        }
    }

    /// Goes to what the rules named: a comment, or the note.
    fn go_to_refused(&self, refusal: &Refusal) {
        let named = refusal.detail.get("comment").and_then(|id| id.as_str()).unwrap_or_default();
        if let Some(comment) = self.parcel.comments.iter().find(|comment| comment.id.to_string() == named) {
            focus(&words_id(comment));
        } else if refusal.detail.get("focus").and_then(|what| what.as_str()) == Some("note") {
            focus_note(&self.editor);
        }
    }
}

/// Puts the caret into the overall note, as soon as it can be written in.
pub(super) fn focus_note(editor: &NoteEditor) {
    match &*editor.borrow() {
        Some(editor) => editor.focus(),
        // What stands in for it hands focus on when it is there.
        None => focus_first("#overall-note .editor-preview"),
    }
}

/// What changed since, as the refusal of a stale review tells it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stale {
    /// What to acknowledge.
    pub(super) content: Uuid,
    /// The labels of the fields that changed.
    pub(super) fields: Vec<String>,
}

impl Stale {
    /// Reads a refusal; none, if it is another one.
    pub(super) fn read(refusal: &Refusal) -> Option<Self> {
        if refusal.code != Code::StaleRevision {
            return None;
        }
        let content = refusal.detail.get("content")?.as_str()?.parse().ok()?;
        let label = |field: &serde_json::Value| field.get("label")?.as_str().map(str::to_owned);
        let fields = refusal.detail.get("fields")?.as_array()?.iter().filter_map(label).collect();
        Some(Self { content, fields })
    }
}

/// Returns what sends a review.
#[hook]
pub(super) fn use_sender(
    parcel: Parcel,
    drafts: &Saver,
    editor: &NoteEditor,
    on_sent: Callback<Outcome>,
) -> Sender {
    let state = use_state(|| Sending::Idle);
    let review = *use_memo((), |()| ReviewId(new_id()));
    let dispatch = use_dispatch();
    Sender { state, parcel, drafts: drafts.clone(), editor: editor.clone(), dispatch, review, on_sent }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_review_names_what_changed() {
        let detail = serde_json::json!({
            "content": "00000000-0000-0000-0000-000000000007",
            "fields": [{ "field": "x", "label": "Music" }, { "field": "y", "label": "Readings" }],
        });
        let refusal = Refusal::new(Code::StaleRevision, "It changed.").detail(detail);
        let stale = Stale::read(&refusal);
        assert_eq!(stale.as_ref().map(|stale| stale.content), Some(Uuid::from_u128(7)));
        assert_eq!(stale.map(|stale| stale.fields), Some(vec!["Music".to_owned(), "Readings".to_owned()]));
    }

    #[test]
    fn another_refusal_is_not_a_stale_one() {
        assert_eq!(Stale::read(&Refusal::new(Code::LeaseLost, "Gone.")), None);
        assert_eq!(Stale::read(&Refusal::new(Code::StaleRevision, "No facts.")), None);
    }
}
