//! Settling comments that were sent: shown at once, and taken back if it is refused.

use super::desk::{Deed, Desk};
use crate::hooks::use_dispatch;
use domain::reviews::{CommentId, ReviewsCommand};
use yew::prelude::*;

/// Returns what settles a comment, or opens it again.
#[hook]
pub(super) fn use_settle(desk: &UseReducerHandle<Desk>) -> Callback<(CommentId, bool)> {
    let (dispatch, desk) = (use_dispatch(), desk.dispatcher());
    Callback::from(move |(comment, resolved): (CommentId, bool)| {
        desk.dispatch(Deed::Settle(comment, resolved));
        let desk = desk.clone();
        dispatch.then(ReviewsCommand::Resolve { comment, resolved }, move |result| {
            if result.is_err() {
                desk.dispatch(Deed::Settle(comment, !resolved));
            }
        });
    })
}
