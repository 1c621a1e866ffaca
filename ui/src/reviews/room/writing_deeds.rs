//! What a mentor does in the room, turned into what the desk shows and what is saved.

use super::comment_card::{CommentDeed, words_id};
use super::desk::{Deed, Desk};
use super::layout::Side;
use super::places::{answer_id, bring_into_sight, focus};
use crate::hooks::new_id;
use crate::kit::{Toast, use_toaster};
use crate::reviews::drafts::Drafts;
use crate::reviews::saves::Slot;
use domain::journeys::ChecklistItemId;
use domain::reviews::{Anchor, CommentId, CommentKind, DraftCommentView, Held, ReviewsCommand, RoomView};
use domain::richtext::RichText;
use std::rc::Rc;
use yew::prelude::*;

/// What a mentor can do in the room.
#[derive(Clone, PartialEq)]
pub(super) struct Deeds {
    /// Comes to an answer.
    pub(super) reach: Callback<Anchor>,
    /// Comments on an answer, or goes to its comments.
    pub(super) pin: Callback<Anchor>,
    /// Begins a comment.
    pub(super) begin: Callback<Anchor>,
    /// Does something to a comment.
    pub(super) comment: Callback<CommentDeed>,
    /// Ticks a line of the checklist, or takes the tick away.
    pub(super) tick: Callback<(ChecklistItemId, bool)>,
    /// Writes the overall note.
    pub(super) note: Callback<RichText>,
    /// Saves at once.
    pub(super) flush: Callback<()>,
    /// Shows a tab of the feedback's side.
    pub(super) show: Callback<AttrValue>,
}

/// Returns what a mentor can do in the room.
#[hook]
pub(super) fn use_deeds(
    view: &Rc<RoomView>,
    held: Held,
    comments: &Rc<Vec<DraftCommentView>>,
    desk: &UseReducerHandle<Desk>,
    drafts: &Drafts,
    tab: &UseStateHandle<AttrValue>,
    side: &UseStateHandle<Side>,
) -> Deeds {
    let toaster = use_toaster();
    let wanted = use_state(|| None::<Rc<String>>);
    use_effect_with((*wanted).clone(), |wanted| {
        if let Some(id) = wanted {
            focus(id);
        }
    });
    let want = {
        let wanted = wanted.setter();
        // Another Rc is another wish, also for the same place.
        Callback::from(move |id: String| wanted.set(Some(Rc::new(id))))
    };
    let show = {
        let (tab, side) = (tab.setter(), side.setter());
        Callback::from(move |name: AttrValue| {
            tab.set(name);
            side.set(Side::Feedback);
        })
    };
    let begin = {
        let (desk, show, want) = (desk.dispatcher(), show.clone(), want.clone());
        Callback::from(move |anchor: Anchor| {
            let comment = begun(CommentId(new_id()), anchor);
            want.emit(words_id(&comment));
            show.emit("feedback".into());
            desk.dispatch(Deed::Write(comment));
        })
    };
    let pin = {
        let (comments, begin, show, want) = (comments.clone(), begin.clone(), show.clone(), want.clone());
        Callback::from(move |anchor: Anchor| {
            let about =
                |comment: &&DraftCommentView| comment.field == anchor.field && comment.item == anchor.item;
            match comments.iter().find(about) {
                None => begin.emit(anchor),
                Some(comment) => {
                    show.emit("feedback".into());
                    want.emit(words_id(comment));
                }
            }
        })
    };
    let reach = {
        let desk = desk.dispatcher();
        Callback::from(move |anchor| desk.dispatch(Deed::Reach(anchor)))
    };
    let writer = Writer { held, desk: desk.dispatcher(), drafts: drafts.clone() };
    let comment = {
        let (writer, view, side, want) = (writer.clone(), view.clone(), side.setter(), want.clone());
        Callback::from(move |deed: CommentDeed| match deed {
            CommentDeed::Written(comment) => writer.written(comment),
            CommentDeed::Chosen(comment) => writer.chosen(comment),
            CommentDeed::Paused(_) => writer.drafts.flush(),
            CommentDeed::Left(comment) => writer.left(&comment, is_stored(&view, comment.id)),
            CommentDeed::Reached(comment) if comment.field.is_some() => {
                let anchor = anchor_of(&comment);
                writer.desk.dispatch(Deed::Reach(anchor));
                bring_into_sight(anchor);
            }
            CommentDeed::Reached(_) => {}
            CommentDeed::Shown(comment) => {
                side.set(Side::Answers);
                want.emit(answer_id(anchor_of(&comment)));
            }
            CommentDeed::Removed(comment) => {
                let stored = is_stored(&view, comment.id);
                // Focus was in what goes away.
                focus("feedback");
                writer.remove(&comment, stored);
                if !comment.body.trim().is_empty() {
                    let writer = writer.clone();
                    let want = want.clone();
                    let undo = Callback::from(move |()| {
                        want.emit(words_id(&comment));
                        writer.chosen(comment.clone());
                    });
                    let toast = Toast::done("Comment removed.").way_back("Undo", undo);
                    toaster.iter().for_each(|toaster| toaster.show(toast.clone()));
                }
            }
        })
    };
    let tick = {
        let (desk, drafts) = (desk.dispatcher(), drafts.clone());
        Callback::from(move |(item, checked): (ChecklistItemId, bool)| {
            desk.dispatch(Deed::Tick(item, checked));
            drafts.send_now(Slot::Line(item), ReviewsCommand::Mark { held, item, checked });
        })
    };
    let note = {
        let drafts = drafts.clone();
        Callback::from(move |body| drafts.edited(Slot::Note, ReviewsCommand::SaveNote { held, body }))
    };
    let flush = {
        let drafts = drafts.clone();
        Callback::from(move |()| drafts.flush())
    };
    Deeds { reach, pin, begin, comment, tick, note, flush, show }
}

fn begun(id: CommentId, anchor: Anchor) -> DraftCommentView {
    DraftCommentView {
        id,
        field: anchor.field,
        item: anchor.item,
        kind: CommentKind::Suggestion,
        body: String::new(),
    }
}

fn anchor_of(comment: &DraftCommentView) -> Anchor {
    Anchor { field: comment.field, item: comment.item }
}

fn is_stored(view: &RoomView, comment: CommentId) -> bool {
    view.draft.comments.iter().any(|known| known.id == comment)
}

/// Writes comments to the desk and to the disk.
#[derive(Clone, PartialEq)]
struct Writer {
    held: Held,
    desk: UseReducerDispatcher<Desk>,
    drafts: Drafts,
}

impl Writer {
    fn save(&self, comment: &DraftCommentView) -> ReviewsCommand {
        ReviewsCommand::SaveComment {
            held: self.held,
            comment: comment.id,
            anchor: anchor_of(comment),
            kind: comment.kind,
            body: comment.body.clone(),
        }
    }

    /// An empty comment is not saved: it is taken away when it is left.
    fn written(&self, comment: DraftCommentView) {
        let slot = Slot::Comment(comment.id);
        if comment.body.trim().is_empty() {
            self.drafts.forget(slot);
        } else {
            self.drafts.edited(slot, self.save(&comment));
        }
        self.desk.dispatch(Deed::Write(comment));
    }

    fn chosen(&self, comment: DraftCommentView) {
        if !comment.body.trim().is_empty() {
            self.drafts.send_now(Slot::Comment(comment.id), self.save(&comment));
        }
        self.desk.dispatch(Deed::Write(comment));
    }

    fn left(&self, comment: &DraftCommentView, stored: bool) {
        if comment.body.trim().is_empty() {
            self.remove(comment, stored);
        } else {
            self.drafts.flush();
        }
    }

    fn remove(&self, comment: &DraftCommentView, stored: bool) {
        let slot = Slot::Comment(comment.id);
        self.desk.dispatch(Deed::Remove(comment.id));
        if stored || !comment.body.trim().is_empty() {
            self.drafts
                .send_now(slot, ReviewsCommand::RemoveComment { held: self.held, comment: comment.id });
        } else {
            self.drafts.forget(slot);
        }
    }
}
