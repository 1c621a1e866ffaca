//! What a mentor did in the room and the store may not have answered yet: comments, ticks, settled comments, and the
//! answer they are at. What was done here wins over what the store says, so that nothing moves under the hands.

use domain::journeys::ChecklistItemId;
use domain::reviews::{Anchor, ChecklistLine, CommentId, DraftCommentView, DraftView};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::Reducible;

/// What a mentor did in the room.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Desk {
    /// The answer they are at.
    pub(crate) active: Option<Anchor>,
    comments: BTreeMap<CommentId, Own>,
    order: Vec<CommentId>,
    ticks: BTreeMap<ChecklistItemId, bool>,
    settled: BTreeMap<CommentId, bool>,
}

/// A comment as it is here.
#[derive(Debug, Clone, PartialEq)]
enum Own {
    Written(DraftCommentView),
    Removed,
}

/// What changes on a desk.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Deed {
    /// A comment was begun, written in, or given another kind.
    Write(DraftCommentView),
    /// A comment was taken away.
    Remove(CommentId),
    /// A line of the checklist was ticked, or no longer is.
    Tick(ChecklistItemId, bool),
    /// A comment of an earlier round was settled, or opened again.
    Settle(CommentId, bool),
    /// Another answer was reached.
    Reach(Anchor),
}

impl Reducible for Desk {
    type Action = Deed;

    fn reduce(self: Rc<Self>, deed: Deed) -> Rc<Self> {
        let mut next = (*self).clone();
        match deed {
            Deed::Write(comment) => {
                if !next.order.contains(&comment.id) {
                    next.order.push(comment.id);
                }
                next.comments.insert(comment.id, Own::Written(comment));
            }
            Deed::Remove(id) => drop(next.comments.insert(id, Own::Removed)),
            Deed::Tick(line, on) => drop(next.ticks.insert(line, on)),
            Deed::Settle(comment, on) => drop(next.settled.insert(comment, on)),
            Deed::Reach(anchor) => {
                if self.active == Some(anchor) {
                    return self;
                }
                next.active = Some(anchor);
            }
        }
        next.into()
    }
}

impl Desk {
    /// Returns the comments as they are here, in the order in which they were begun.
    pub(crate) fn comments(&self, draft: &DraftView) -> Vec<DraftCommentView> {
        let known = draft.comments.iter().filter_map(|comment| match self.comments.get(&comment.id) {
            None => Some(comment.clone()),
            Some(Own::Written(own)) => Some(own.clone()),
            Some(Own::Removed) => None,
        });
        let unknown = self.order.iter().filter_map(|id| match self.comments.get(id) {
            Some(Own::Written(own)) if draft.comments.iter().all(|comment| comment.id != *id) => {
                Some(own.clone())
            }
            _ => None,
        });
        known.chain(unknown).collect()
    }

    /// Returns the checklist as it is here.
    pub(crate) fn checklist(&self, draft: &DraftView) -> Vec<ChecklistLine> {
        let line = |line: &ChecklistLine| ChecklistLine {
            checked: self.ticks.get(&line.id).copied().unwrap_or(line.checked),
            ..line.clone()
        };
        draft.checklist.iter().map(line).collect()
    }

    /// Whether a comment of an earlier round was settled, or opened again, in this room.
    pub(crate) fn settles(&self, comment: CommentId) -> bool {
        self.settled.contains_key(&comment)
    }

    /// Whether a comment of an earlier round is settled, when the store says `known`.
    pub(crate) fn is_settled(&self, comment: CommentId, known: bool) -> bool {
        self.settled.get(&comment).copied().unwrap_or(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reviews::CommentKind;
    use domain::richtext::RichText;
    use uuid::Uuid;

    fn comment(id: u128, body: &str) -> DraftCommentView {
        DraftCommentView {
            id: CommentId(Uuid::from_u128(id)),
            field: None,
            item: None,
            kind: CommentKind::Question,
            body: body.to_owned(),
            rev: None,
        }
    }

    fn stored(comments: Vec<DraftCommentView>) -> DraftView {
        let line =
            ChecklistLine { id: ChecklistItemId(Uuid::nil()), text: "Read".to_owned(), checked: false };
        DraftView {
            note: RichText::default(),
            saved_at: None,
            note_rev: None,
            comments,
            checklist: vec![line],
        }
    }

    fn after(deeds: &[Deed]) -> Desk {
        let desk = deeds.iter().fold(Rc::new(Desk::default()), |desk, deed| desk.reduce(deed.clone()));
        (*desk).clone()
    }

    fn bodies(desk: &Desk, draft: &DraftView) -> Vec<String> {
        desk.comments(draft).into_iter().map(|comment| comment.body).collect()
    }

    #[test]
    fn what_is_being_written_is_not_overwritten_by_an_older_answer() {
        let desk = after(&[Deed::Write(comment(1, "ab"))]);
        assert_eq!(bodies(&desk, &stored(vec![comment(1, "a")])), ["ab"]);
    }

    #[test]
    fn a_new_comment_stands_last_before_and_after_it_is_stored() {
        let desk = after(&[Deed::Write(comment(2, "new"))]);
        assert_eq!(bodies(&desk, &stored(vec![comment(1, "old")])), ["old", "new"]);
        assert_eq!(bodies(&desk, &stored(vec![comment(1, "old"), comment(2, "n")])), ["old", "new"]);
    }

    #[test]
    fn a_removed_comment_is_gone_at_once_and_can_come_back() {
        let removed = after(&[Deed::Remove(CommentId(Uuid::from_u128(1)))]);
        assert!(bodies(&removed, &stored(vec![comment(1, "a")])).is_empty());
        let back = removed.clone();
        let back = Rc::new(back).reduce(Deed::Write(comment(1, "a")));
        assert_eq!(bodies(&back, &stored(vec![])), ["a"]);
    }

    #[test]
    fn ticks_and_settled_comments_show_at_once() {
        let id = CommentId(Uuid::nil());
        let desk = after(&[Deed::Tick(ChecklistItemId(Uuid::nil()), true), Deed::Settle(id, true)]);
        assert!(desk.checklist(&stored(vec![])).iter().all(|line| line.checked));
        assert!(
            desk.is_settled(id, false) && desk.settles(id),
            "it stays in sight when the store knows it too"
        );
        assert!(!desk.is_settled(CommentId(Uuid::from_u128(9)), false));
    }
}
