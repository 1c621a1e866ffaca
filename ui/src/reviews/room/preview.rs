//! The room before a mentor claims: what kind of work it is, and nothing of the client.

use super::asked_for::{ask_for, is_asked_for, settled};
use super::guidance::Guidance;
use super::neighbours::{use_moves, use_neighbours};
use super::top::top;
use super::wish::wish_for_note;
use crate::accounts::own_account;
use crate::actions::{Action, ActionButton, use_actions};
use crate::frame::Page;
use crate::hooks::{new_id, use_dispatch, use_session};
use crate::kit::{ButtonKind, Icon, Saying, When};
use crate::reviews::words::count;
use crate::richtext::RichTextView;
use domain::reviews::{ClaimId, ReviewList, ReviewsCommand, RoomView};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`Preview`].
#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// The room.
    pub(super) view: Rc<RoomView>,
}

/// The room before a mentor claims.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let view = &props.view;
    let me = use_session().me.id;
    let neighbours = use_neighbours(ReviewList::Queue, view.submission);
    let moves = use_moves(neighbours);
    let dispatch = use_dispatch();
    let submission = view.submission;
    let claimed = use_state_eq(|| false);
    let run = {
        let claimed = claimed.setter();
        Callback::from(move |()| {
            claimed.set(true);
            ask_for(submission);
            dispatch.then(ReviewsCommand::Claim { submission, claim: ClaimId(new_id()) }, move |result| {
                if result.is_err() {
                    settled(submission);
                }
            });
        })
    };
    // The room is not there yet when somebody is quick.
    let note = Action::new(
        "review.note",
        "Write the overall note",
        Callback::from(move |()| wish_for_note(submission)),
    )
    .keys("e")
    .group("This review")
    .keys_only()
    .enabled(*claimed);
    let taken = view.claim.as_ref().filter(|claim| !claim.lapsed && claim.mentor.id != me);
    let kept = view.reserved.as_ref().filter(|(mentor, _)| mentor.id != me);
    use_effect_with((submission, taken.is_some()), |(submission, taken)| {
        if *taken {
            settled(*submission);
        }
    });
    // Without an account this computer gives it away itself, and the room is there at once.
    let waits = is_asked_for(submission) && own_account().is_some();
    let claim = Action::new("review.claim", "Claim", run)
        .keys("c")
        .icon(Icon::Hand)
        .group("This review")
        .enabled(taken.is_none() && kept.is_none() && !waits);
    use_actions([claim.clone(), note].into_iter().chain(moves.clone()).collect());
    let state = match (taken, kept) {
        (Some(claim), _) => html! {
            <p>{ format!("{} is reviewing this, ", claim.mentor.name) }<When at={claim.expires_at} say={Saying::Moment} before="until" />{ " at the latest." }</p>
        },
        (None, Some((mentor, until))) => html! {
            <p>{ format!("This is kept for {} ", mentor.name) }<When at={*until} say={Saying::Moment} before="until" />{ "; then it is open to everyone." }</p>
        },
        (None, None) if waits => html! {
            <p role="status">{ "You asked for this review. It opens here as soon as your server says that it is yours. While you are offline, that is when you are online again." }</p>
        },
        (None, None) => html! {
            <p>{ "When you claim it, you see the answers and who wrote them, and it is yours for a few days. You can give it back." }</p>
        },
    };
    let yours = view.reserved.as_ref().filter(|(mentor, _)| mentor.id == me);
    let draft = &view.draft.note;
    html! {
        <Page title={view.section.title.clone()} top={top(view, ReviewList::Queue, neighbours, &moves)}>
            <div class="column preview">
                <h1 class="title" dir="auto">{ view.section.title.clone() }</h1>
                <p class="lede">
                    { format!("{}, ", count(view.words, "word", "words")) }
                    <When at={view.requested_at} say={Saying::Moment} before="sent" />
                    { "." }
                    if let Some((_, until)) = yours { { " Kept for you " }<When at={*until} say={Saying::Moment} before="until" />{ "." } }
                </p>
                <div class="preview-claim">
                    <ActionButton action={claim} kind={ButtonKind::Primary} />
                    <div class="muted">{ state }</div>
                </div>
                if !draft.document().is_empty() || !view.draft.comments.is_empty() {
                    <section class="preview-draft" aria-label="What you wrote before">
                        <h2 class="pane-label"><span>{ "What you wrote before" }</span></h2>
                        <RichTextView text={draft.clone()} />
                        if !view.draft.comments.is_empty() {
                            <p class="small muted">{ format!("And {}. All of it is there when you claim again.", count(i64::try_from(view.draft.comments.len()).unwrap_or(0), "comment", "comments")) }</p>
                        }
                    </section>
                }
                <Guidance section={view.section.clone()} />
            </div>
        </Page>
    }
}
