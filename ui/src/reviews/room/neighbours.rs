//! Where a review stands among others, and which come before and after it.

use crate::actions::{Action, ActionButton};
use crate::hooks::{Asked, use_query};
use crate::kit::{ButtonKind, Icon};
use crate::routes::{Route, go_to};
use domain::query::Query;
use domain::reviews::{ReviewList, ReviewsView, SubmissionId};
use yew::prelude::*;

/// Where a review stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Neighbours {
    /// Its place, from 0; none when it is not in the list.
    pub(super) at: Option<usize>,
    /// How many there are.
    pub(super) of: usize,
    /// The one before.
    pub(super) previous: Option<SubmissionId>,
    /// The one after.
    pub(super) next: Option<SubmissionId>,
}

impl Neighbours {
    /// Returns where a review stands among others.
    fn of(all: &[SubmissionId], own: SubmissionId) -> Self {
        let at = all.iter().position(|id| *id == own);
        let beside = |step: fn(usize) -> Option<usize>| at.and_then(step).and_then(|at| all.get(at)).copied();
        // What is no longer in the list leads to its first.
        let next = if at.is_none() { all.first().copied() } else { beside(|at| at.checked_add(1)) };
        Self { at, of: all.len(), previous: beside(|at| at.checked_sub(1)), next }
    }
}

/// Returns where a review stands in a list.
#[hook]
pub(super) fn use_neighbours(list: ReviewList, own: SubmissionId) -> Neighbours {
    let asked: Asked<ReviewsView> = use_query(Query::Reviews { list });
    neighbours(&asked, own)
}

/// Returns where a review stands in a list that was asked for.
pub(super) fn neighbours(asked: &Asked<ReviewsView>, own: SubmissionId) -> Neighbours {
    let rows: Vec<SubmissionId> =
        asked.view().map(|view| view.rows.iter().map(|row| row.submission).collect()).unwrap_or_default();
    Neighbours::of(&rows, own)
}

/// Returns what leads to the review before and after, and back to the list.
#[hook]
pub(super) fn use_moves(neighbours: Neighbours) -> [Action; 3] {
    let to = |target: Option<SubmissionId>| {
        Callback::from(move |()| {
            if let Some(target) = target {
                go_to(&Route::ReviewRoom { submission: target.0 });
            }
        })
    };
    let back = { Callback::from(move |()| go_to(&Route::Reviews)) };
    [
        Action::new("review.previous", "Previous review", to(neighbours.previous))
            .keys("p")
            .icon(Icon::ChevronUp)
            .group("This review")
            .enabled(neighbours.previous.is_some()),
        Action::new("review.next", "Next review", to(neighbours.next))
            .keys("n")
            .icon(Icon::ChevronDown)
            .group("This review")
            .enabled(neighbours.next.is_some()),
        Action::new("review.back", "Back to the list", back)
            .keys("Escape")
            .icon(Icon::ArrowLeft)
            .group("This review"),
    ]
}

/// Shows where a review stands, with what leads on.
pub(super) fn position(neighbours: Neighbours, place: &str, moves: &[Action; 3]) -> Html {
    let [previous, next, _] = moves;
    let text = neighbours.at.map(|at| format!("{} of {} in {place}", at + 1, neighbours.of));
    html! {
        <>
            if let Some(text) = text { <span class="small muted num position">{ text }</span> }
            <ActionButton action={previous.clone()} kind={ButtonKind::Quiet} icon_only=true />
            <ActionButton action={next.clone()} kind={ButtonKind::Quiet} icon_only=true />
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn neighbours_are_those_beside() {
        let ids: Vec<SubmissionId> = (1..=3).map(|id| SubmissionId(Uuid::from_u128(id))).collect();
        let of = |id| Neighbours::of(&ids, SubmissionId(Uuid::from_u128(id)));
        assert_eq!((of(1).at, of(1).previous, of(1).next), (Some(0), None, Some(ids[1])));
        assert_eq!((of(3).previous, of(3).next), (Some(ids[1]), None));
        assert_eq!((of(9).at, of(9).next), (None, Some(ids[0])));
        assert_eq!(Neighbours::of(&[], SubmissionId(Uuid::nil())), Neighbours::default());
    }
}
