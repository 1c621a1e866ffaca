//! What happened to a section so far: each round with what was asked, and what came of it. Folded until it is wanted.

use super::round_view::AnsweredBy;
use crate::kit::{Badge, BadgeKind, When};
use crate::reviews::{count, kind_badge, kind_name, outcome_name};
use domain::enrolments::SectionView;
use domain::reviews::{ReviewView, RoundView, SubmissionState};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`History`].
#[derive(Properties, PartialEq)]
pub(crate) struct HistoryProps {
    /// The section.
    pub(crate) view: Rc<SectionView>,
}

/// What happened so far.
#[component]
pub(crate) fn History(props: &HistoryProps) -> Html {
    let view = &props.view;
    if view.rounds.is_empty() {
        return html! {};
    }
    html! {
        <details class="history">
            <summary><span>{ "History" }</span><small class="muted">{ count(view.rounds.len(), "round", "rounds") }</small></summary>
            <ol>{ for view.rounds.iter().map(|round| round_item(view, round)) }</ol>
        </details>
    }
}

fn round_item(view: &SectionView, round: &RoundView) -> Html {
    let reader = view
        .current
        .as_ref()
        .filter(|current| current.submission == round.submission && round.state == SubmissionState::Open)
        .and_then(|current| current.mentor.as_ref());
    html! {
        <li key={round.submission.to_string()}>
            <h3>{ format!("Round {}", round.round) }</h3>
            <ul>
                <li class="asked">
                    <p><When at={round.requested_at} />{ ": you asked for a review." }</p>
                    if !round.message.is_empty() { <blockquote class="reading" dir="auto">{ round.message.clone() }</blockquote> }
                </li>
                if let Some(mentor) = reader { <li><p>{ format!("{} is reading it.", mentor.name) }</p></li> }
                if let Some(review) = &round.review { { answered(review) } }
                if let Some(at) = round.ended_at.filter(|_| round.state == SubmissionState::Cancelled) {
                    <li><p><When {at} />{ ": you took it back." }</p></li>
                }
            </ul>
        </li>
    }
}

fn answered(review: &ReviewView) -> Html {
    let (name, kind) = outcome_name(review.outcome);
    html! {
        <li class="answered">
            <p><When at={review.completed_at} />{ format!(": {} answered. ", review.mentor.name) }<Badge {kind}>{ name }</Badge></p>
            <AnsweredBy review={review.clone()} />
            if !review.comments.is_empty() {
                <ul class="said">
                    { for review.comments.iter().map(|comment| html! {
                        <li key={comment.id.to_string()}>
                            <p>
                                <Badge kind={kind_badge(comment.kind)}>{ kind_name(comment.kind) }</Badge>
                                if comment.resolved { <Badge kind={BadgeKind::Good}>{ "Done" }</Badge> }
                                <small class="muted">{ comment.field_label.clone() }</small>
                            </p>
                            <p class="reading" dir="auto">{ comment.body.clone() }</p>
                        </li>
                    }) }
                </ul>
            }
        </li>
    }
}
