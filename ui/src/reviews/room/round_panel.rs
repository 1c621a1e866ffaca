//! A round with the review that was sent: note, comments, additions, and for its mentor the checklist as it stood.

use super::addition::Addition;
use super::desk::Desk;
use super::thread::Thread;
use crate::kit::{Badge, Icon, Saying, When};
use crate::reviews::words::{outcome_name, state_name};
use crate::richtext::RichTextView;
use domain::base::PersonId;
use domain::reviews::{CommentId, ReviewView, RoundView};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`RoundPanel`].
#[derive(Properties, PartialEq)]
pub(super) struct RoundPanelProps {
    /// The round.
    pub(super) round: RoundView,
    /// Who looks.
    pub(super) viewer: PersonId,
    /// What was done here.
    pub(super) desk: Rc<Desk>,
    /// A comment is to be settled, or opened again.
    pub(super) on_settle: Callback<(CommentId, bool)>,
}

/// A round with the review that was sent.
#[component]
pub(super) fn RoundPanel(props: &RoundPanelProps) -> Html {
    let round = &props.round;
    match &round.review {
        Some(review) => html! { <div class="pane-sections">{ sent(props, review) }</div> },
        None => html! {
            <div class="pane-sections">
                <p class="muted">
                    { format!("Round {} was ", round.round) }
                    { state_name(round.state).map_or("not answered yet", |(name, _)| name).to_lowercase() }
                    { " and has no review." }
                </p>
            </div>
        },
    }
}

fn sent(props: &RoundPanelProps, review: &ReviewView) -> Html {
    let (outcome, kind) = outcome_name(review.outcome);
    html! {
        <>
            <p class="round-head">
                <Badge {kind}>{ outcome }</Badge>
                <span class="small muted">{ review.mentor.name.clone() }{ ", " }<When at={review.completed_at} say={Saying::Moment} /></span>
            </p>
            if !review.note.document().is_empty() {
                <section aria-label="Overall note">
                    <h2 class="pane-label"><span>{ "Overall note" }</span></h2>
                    <RichTextView text={review.note.clone()} />
                </section>
            }
            { for review.amendments.iter().map(|amendment| html! {
                <section class="amendment" aria-label="Added later" key={amendment.id.to_string()}>
                    <h2 class="pane-label"><span>{ "Added " }<When at={amendment.at} say={Saying::Moment} /></span></h2>
                    <RichTextView text={amendment.body.clone()} />
                </section>
            }) }
            if !review.comments.is_empty() { { comments(props, review) } }
            if props.viewer == review.mentor.id {
                <Addition review={review.id} />
                if !review.checklist.is_empty() { { checklist(review) } }
            }
        </>
    }
}

fn comments(props: &RoundPanelProps, review: &ReviewView) -> Html {
    html! {
        <section aria-label="Comments">
            <h2 class="pane-label"><span>{ "Comments" }</span><span class="num">{ review.comments.len() }</span></h2>
            <ul class="comments">
                { for review.comments.iter().map(|comment| {
                    let (on_settle, id) = (props.on_settle.clone(), comment.id);
                    html! {
                        <li key={id.to_string()}>
                            <Thread comment={comment.clone()} settled={props.desk.is_settled(id, comment.resolved)}
                                on_settle={Callback::from(move |on| on_settle.emit((id, on)))} />
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

fn checklist(review: &ReviewView) -> Html {
    html! {
        <section aria-label="Checked before sending">
            <h2 class="pane-label"><span>{ "Checked before sending" }</span></h2>
            <ul class="checklist was">
                { for review.checklist.iter().map(|line| html! {
                    <li class={classes!((!line.checked).then_some("open"))}>
                        { if line.checked { Icon::Check } else { Icon::Minus } }
                        <span>{ line.text.clone() }<span class="only-read-aloud">{ if line.checked { ": checked" } else { ": not checked" } }</span></span>
                    </li>
                }) }
            </ul>
        </section>
    }
}
