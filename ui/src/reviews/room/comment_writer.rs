//! Comments on their way from the cards to the desk and to the disk.

use super::comment_card::{CommentDeed, words_id};
use super::desk::{Deed, Desk};
use super::layout::Side;
use super::places::{answer_id, bring_into_sight, focus};
use crate::kit::{Toast, Toaster};
use crate::saving::{Saver, Slot};
use domain::reviews::{Anchor, CommentId, DraftCommentView, Held, ReviewsCommand, RoomView};
use std::rc::Rc;
use yew::prelude::*;

/// Writes comments to the desk and to the disk.
#[derive(Clone, PartialEq)]
pub(super) struct CommentWriter {
    /// The room as the store knows it.
    pub(super) view: Rc<RoomView>,
    /// Under which claim is written.
    pub(super) held: Held,
    /// What is shown.
    pub(super) desk: UseReducerDispatcher<Desk>,
    /// What is saved.
    pub(super) drafts: Saver,
    /// Shows a side of the room.
    pub(super) side: UseStateSetter<Side>,
    /// Gives focus to an element, once it is drawn.
    pub(super) want: Callback<String>,
    /// Says what happened.
    pub(super) toaster: Option<Toaster>,
}

impl CommentWriter {
    /// Does what happened on a card.
    pub(super) fn take(&self, deed: CommentDeed) {
        match deed {
            CommentDeed::Written(comment) => self.written(comment),
            CommentDeed::Chosen(comment) => self.chosen(comment),
            CommentDeed::Paused(_) => self.drafts.flush(),
            CommentDeed::Left(comment) if is_blank(&comment) => self.remove(&comment),
            CommentDeed::Left(_) => self.drafts.flush(),
            CommentDeed::Reached(comment) => self.reached(&comment),
            CommentDeed::Shown(comment) => {
                self.side.set(Side::Answers);
                self.want.emit(answer_id(anchor_of(&comment)));
            }
            CommentDeed::Removed(comment) => {
                // Focus was in what goes away.
                focus("feedback");
                self.remove(&comment);
                self.offer_back(comment);
            }
        }
    }

    /// An empty comment is not saved: it is taken away when it is left.
    fn written(&self, comment: DraftCommentView) {
        let slot = Slot::Comment(comment.id);
        if is_blank(&comment) {
            self.drafts.withdraw(slot);
        } else {
            self.drafts.edited_on(slot, comment.rev.unwrap_or_default(), self.saving(&comment));
        }
        self.desk.dispatch(Deed::Write(comment));
    }

    fn chosen(&self, comment: DraftCommentView) {
        if !is_blank(&comment) {
            self.drafts.send_now(Slot::Comment(comment.id), self.saving(&comment));
        }
        self.desk.dispatch(Deed::Write(comment));
    }

    fn reached(&self, comment: &DraftCommentView) {
        if comment.field.is_some() {
            self.desk.dispatch(Deed::Reach(anchor_of(comment)));
            bring_into_sight(anchor_of(comment));
        }
    }

    fn remove(&self, comment: &DraftCommentView) {
        let slot = Slot::Comment(comment.id);
        self.desk.dispatch(Deed::Remove(comment.id));
        if self.is_stored(comment.id) || !is_blank(comment) {
            let remove = ReviewsCommand::RemoveComment { held: self.held, comment: comment.id };
            self.drafts.send_now_on(slot, comment.rev.unwrap_or_default(), remove);
        } else {
            self.drafts.withdraw(slot);
        }
    }

    fn offer_back(&self, comment: DraftCommentView) {
        let Some(toaster) = self.toaster.as_ref().filter(|_| !is_blank(&comment)) else { return };
        let this = self.clone();
        let undo = Callback::from(move |()| {
            this.want.emit(words_id(&comment));
            this.chosen(comment.clone());
        });
        toaster.show(Toast::done("Comment removed.").undo(undo));
    }

    fn is_stored(&self, comment: CommentId) -> bool {
        self.view.draft.comments.iter().any(|known| known.id == comment)
    }

    fn saving(&self, comment: &DraftCommentView) -> ReviewsCommand {
        ReviewsCommand::SaveComment {
            held: self.held,
            comment: comment.id,
            anchor: anchor_of(comment),
            kind: comment.kind,
            body: comment.body.clone(),
        }
    }
}

fn is_blank(comment: &DraftCommentView) -> bool {
    comment.body.trim().is_empty()
}

/// Returns what a comment is about.
pub(super) fn anchor_of(comment: &DraftCommentView) -> Anchor {
    Anchor { field: comment.field, item: comment.item }
}
