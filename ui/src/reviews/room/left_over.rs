//! What an earlier visit to this room could not save, so that it is on the screen again when the room is.

use super::desk::{Deed, Desk};
use crate::saving::Slot;
use domain::command::Command;
use domain::reviews::{DraftCommentView, ReviewsCommand};
use domain::richtext::RichText;
use std::rc::Rc;
use yew::Reducible;

/// What is not saved yet, as the commands that save it.
pub(super) type LeftOver = [(Slot, Rc<Command>)];

/// Returns the desk as it was left.
pub(super) fn desk_of(left: &LeftOver) -> Desk {
    let desk = commands(left).filter_map(deed).fold(Rc::new(Desk::default()), Desk::reduce);
    Rc::unwrap_or_clone(desk)
}

/// Returns the note as it was left, if it was written in.
pub(super) fn note_of(left: &LeftOver) -> Option<RichText> {
    commands(left).find_map(|command| {
        let ReviewsCommand::SaveNote { body, .. } = command else { return None };
        Some(body.clone())
    })
}

fn commands(left: &LeftOver) -> impl Iterator<Item = &ReviewsCommand> {
    left.iter().filter_map(|(_, command)| {
        let Command::Reviews(command) = &**command else { return None };
        Some(command)
    })
}

fn deed(command: &ReviewsCommand) -> Option<Deed> {
    if let ReviewsCommand::SaveComment { comment, anchor, kind, body, .. } = command {
        let (field, item) = (anchor.field, anchor.item);
        let comment =
            DraftCommentView { id: *comment, field, item, kind: *kind, body: body.clone(), rev: None };
        return Some(Deed::Write(comment));
    }
    if let ReviewsCommand::RemoveComment { comment, .. } = command {
        return Some(Deed::Remove(*comment));
    }
    let ReviewsCommand::Mark { item, checked, .. } = command else { return None };
    Some(Deed::Tick(*item, *checked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reviews::{Anchor, ClaimId, CommentId, CommentKind, DraftView, Held, SubmissionId};
    use uuid::Uuid;

    #[test]
    fn what_could_not_be_saved_is_there_again() {
        let held = Held { submission: SubmissionId(Uuid::nil()), claim: ClaimId(Uuid::nil()) };
        let comment = CommentId(Uuid::from_u128(7));
        let body = RichText::from_plain_text("Dear Ruth").expect("it is short");
        let written = ReviewsCommand::SaveComment {
            held,
            comment,
            anchor: Anchor::default(),
            kind: CommentKind::Question,
            body: "Why?".to_owned(),
        };
        let left = [
            (Slot::Note, Rc::new(ReviewsCommand::SaveNote { held, body: body.clone() }.into())),
            (Slot::Comment(comment), Rc::new(written.into())),
        ];
        assert_eq!(note_of(&left), Some(body));
        let stored = DraftView {
            note: RichText::default(),
            saved_at: None,
            note_rev: None,
            comments: vec![],
            checklist: vec![],
        };
        let bodies: Vec<_> =
            desk_of(&left).comments(&stored).into_iter().map(|comment| comment.body).collect();
        assert_eq!(bodies, ["Why?"]);
    }
}
