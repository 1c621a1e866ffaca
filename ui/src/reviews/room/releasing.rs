//! Giving a review back to the queue, and taking it again.

use crate::hooks::{Dispatch, new_id};
use crate::kit::{Toast, Toaster};
use crate::routes::{Route, go_to};
use domain::reviews::{ClaimId, Held, ReviewsCommand};
use yew::prelude::*;

/// Returns what gives a review back and goes to the list. While nobody else took it, it can be undone.
pub(super) fn release(
    held: Held,
    dispatch: Dispatch,
    toaster: Option<Toaster>,
    on_left: Callback<()>,
) -> Callback<()> {
    Callback::from(move |()| {
        let (again, toaster) = (dispatch.clone(), toaster.clone());
        on_left.emit(());
        dispatch.then(ReviewsCommand::Release { held }, move |result| {
            if result.is_err() {
                return;
            }
            let undo = {
                Callback::from(move |()| {
                    let claim =
                        ReviewsCommand::Claim { submission: held.submission, claim: ClaimId(new_id()) };
                    again.then(claim, move |result| {
                        if result.is_ok() {
                            let room = Route::ReviewRoom { submission: held.submission.0 };
                            go_to(&room);
                        }
                    });
                })
            };
            go_to(&Route::Reviews);
            let toast = Toast::done("Given back to the queue. What you wrote is kept.").undo(undo);
            toaster.iter().for_each(|toaster| toaster.show(toast.clone()));
        });
    })
}
