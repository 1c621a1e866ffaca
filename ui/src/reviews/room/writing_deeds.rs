//! What a mentor does in the room, turned into what the desk shows and what is saved.

use super::comment_card::{CommentDeed, words_id};
use super::comment_writer::{CommentWriter, anchor_of};
use super::desk::{Deed, Desk};
use super::layout::Side;
use super::places::focus;
use crate::hooks::new_id;
use crate::kit::use_toaster;
use crate::saving::{Saver, Slot};
use domain::base::Rev;
use domain::journeys::ChecklistItemId;
use domain::reviews::{Anchor, CommentId, CommentKind, DraftCommentView, Held, ReviewsCommand, RoomView};
use domain::richtext::RichText;
use std::rc::Rc;
use yew::prelude::*;

/// Where a mentor works: what is known, shown and saved.
pub(super) struct Workplace {
    /// The room.
    pub(super) view: Rc<RoomView>,
    /// Under which claim is written.
    pub(super) held: Held,
    /// The comments as they are here.
    pub(super) comments: Rc<Vec<DraftCommentView>>,
    /// The revision of the note that the editor began with.
    pub(super) note_rev: Option<Rev>,
    /// What was done here.
    pub(super) desk: UseReducerHandle<Desk>,
    /// What is saved.
    pub(super) drafts: Saver,
    /// The tab of the feedback's side.
    pub(super) tab: UseStateHandle<AttrValue>,
    /// The side that is shown when there is room for one.
    pub(super) side: UseStateHandle<Side>,
}

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
pub(super) fn use_deeds(at: &Workplace) -> Deeds {
    let toaster = use_toaster();
    let want = use_wish();
    let show = {
        let (tab, side) = (at.tab.setter(), at.side.setter());
        Callback::from(move |name: AttrValue| {
            tab.set(name);
            side.set(Side::Feedback);
        })
    };
    let begin = {
        let (desk, show, want) = (at.desk.dispatcher(), show.clone(), want.clone());
        Callback::from(move |anchor: Anchor| {
            let comment = begun(CommentId(new_id()), anchor);
            want.emit(words_id(&comment));
            show.emit("feedback".into());
            desk.dispatch(Deed::Write(comment));
        })
    };
    let writer = CommentWriter {
        view: at.view.clone(),
        held: at.held,
        desk: at.desk.dispatcher(),
        drafts: at.drafts.clone(),
        side: at.side.setter(),
        want: want.clone(),
        toaster,
    };
    Deeds {
        reach: {
            let desk = at.desk.dispatcher();
            Callback::from(move |anchor| desk.dispatch(Deed::Reach(anchor)))
        },
        pin: pin(at, &begin, &show, &want),
        begin,
        comment: Callback::from(move |deed| writer.take(deed)),
        tick: tick(at),
        note: {
            let (drafts, held, began_with) = (at.drafts.clone(), at.held, at.note_rev.unwrap_or_default());
            Callback::from(move |body| {
                drafts.edited_on(Slot::Note, began_with, ReviewsCommand::SaveNote { held, body });
            })
        },
        flush: {
            let drafts = at.drafts.clone();
            Callback::from(move |()| drafts.flush())
        },
        show,
    }
}

/// Returns what gives focus to an element by its id, once everything is drawn.
#[hook]
fn use_wish() -> Callback<String> {
    let wanted = use_state(|| None::<Rc<str>>);
    // Another wish for the same place is another wish.
    let times = use_state(|| 0_u32);
    use_effect_with(((*wanted).clone(), *times), |(wanted, _)| {
        if let Some(id) = wanted {
            focus(id);
        }
    });
    Callback::from(move |id: String| {
        wanted.set(Some(id.into()));
        times.set(*times + 1);
    })
}

/// Returns what goes to the comments of an answer, or begins the first.
fn pin(
    at: &Workplace,
    begin: &Callback<Anchor>,
    show: &Callback<AttrValue>,
    want: &Callback<String>,
) -> Callback<Anchor> {
    let comments = at.comments.clone();
    let (begin, show, want) = (begin.clone(), show.clone(), want.clone());
    Callback::from(move |anchor: Anchor| match comments.iter().find(|comment| anchor_of(comment) == anchor) {
        None => begin.emit(anchor),
        Some(comment) => {
            show.emit("feedback".into());
            want.emit(words_id(comment));
        }
    })
}

fn tick(at: &Workplace) -> Callback<(ChecklistItemId, bool)> {
    let (desk, drafts, held) = (at.desk.dispatcher(), at.drafts.clone(), at.held);
    Callback::from(move |(item, checked): (ChecklistItemId, bool)| {
        desk.dispatch(Deed::Tick(item, checked));
        drafts.send_now(Slot::Line(item), ReviewsCommand::Mark { held, item, checked });
    })
}

fn begun(id: CommentId, anchor: Anchor) -> DraftCommentView {
    DraftCommentView {
        id,
        field: anchor.field,
        item: anchor.item,
        kind: CommentKind::Suggestion,
        body: String::new(),
        rev: None,
    }
}
