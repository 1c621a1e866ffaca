//! The review room at its address: which of its three forms it has follows from what the viewer may do.

use super::preview::Preview;
use super::reading::ReadingRoom;
use super::writing::WritingRoom;
use crate::frame::{Crumb, Page, TopLine};
use crate::hooks::{Asked, QueryState, use_query, use_session};
use crate::kit::{ErrorState, Skeleton, SkeletonShape};
use crate::routes::Route;
use domain::base::Refusal;
use domain::query::Query;
use domain::reviews::{Access, ClaimView, RoomView, SubmissionId};
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;

/// Props of [`RoomPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct RoomPageProps {
    /// The round.
    pub(crate) submission: Uuid,
}

/// The review room at its address.
#[component]
pub(crate) fn RoomPage(props: &RoomPageProps) -> Html {
    // Another review, or another person, is another room: nothing of one is left in the other.
    let me = use_session().me.id;
    html! { <Room key={format!("{} {me}", props.submission)} submission={props.submission} /> }
}

/// One person's room of one review.
#[component]
fn Room(props: &RoomPageProps) -> Html {
    let asked: Asked<RoomView> = use_query(Query::Room { submission: SubmissionId(props.submission) });
    let held = use_mut_ref(|| None::<(Rc<RoomView>, ClaimView)>);
    let left = use_state(|| false);
    let on_left = {
        let left = left.setter();
        Callback::from(move |()| left.set(true))
    };
    if let Some(view) = asked.view().filter(|view| view.access == Access::Holder)
        && let Some(claim) = &view.claim
    {
        *held.borrow_mut() = Some((view.clone(), claim.clone()));
    }
    let holds = asked.view().is_some_and(|view| view.access == Access::Holder);
    // Whoever was writing goes on seeing their words, also when the review was lost meanwhile.
    if let Some((view, claim)) = held.borrow().clone().filter(|_| holds || !*left) {
        let lost = !holds && !matches!(asked.state, QueryState::Pending);
        return html! { <WritingRoom {view} {claim} {lost} {on_left} /> };
    }
    match &asked.state {
        QueryState::Pending => waiting(),
        QueryState::Failed(refusal) => failed(refusal, &asked.again),
        QueryState::Ready(view) if view.access == Access::Preview => {
            html! { <Preview view={view.clone()} /> }
        }
        QueryState::Ready(view) => html! { <ReadingRoom view={view.clone()} /> },
    }
}

fn waiting() -> Html {
    html! {
        <Page title="Review" top={html! { <TopLine crumbs={vec![Crumb::here("Review")]} /> }}>
            <div class="column"><Skeleton shape={SkeletonShape::Page} /></div>
        </Page>
    }
}

fn failed(refusal: &Refusal, again: &Callback<()>) -> Html {
    let crumbs = vec![Crumb::to("Reviews", Route::Reviews), Crumb::here("Not found")];
    html! {
        <Page title="Review" top={html! { <TopLine {crumbs} /> }}>
            <div class="column">
                <h1 class="only-read-aloud">{ "Not found" }</h1>
                <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={again.clone()} />
            </div>
        </Page>
    }
}
