//! Putting a kept text away, and taking it up again.

use crate::hooks::Dispatch;
use crate::kit::{Toast, Toaster};
use domain::reviews::{KeptTextId, ReviewsCommand};
use yew::prelude::*;

/// Returns what puts a text away, with a way back.
pub(super) fn put_away(
    dispatch: &Dispatch,
    toaster: Option<&Toaster>,
    kept: KeptTextId,
) -> Callback<MouseEvent> {
    let (dispatch, toaster) = (dispatch.clone(), toaster.cloned());
    Callback::from(move |_| {
        let (again, toaster) = (dispatch.clone(), toaster.clone());
        dispatch.then(ReviewsCommand::Dismiss { kept }, move |result| {
            if let (Ok(()), Some(toaster)) = (result, toaster) {
                let undo = Callback::from(move |()| again.go(ReviewsCommand::TakeUp { kept }));
                toaster.show(Toast::done("The text was put away.").undo(undo));
            }
        });
    })
}
