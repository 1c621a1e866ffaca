//! How the review of a section stands, in words, above its questions.

use super::super::words::{Standing, standing_of};
use super::desk::Desk;
use super::round_view::AnsweredBy;
use crate::hooks::use_now;
use crate::kit::{Button, ButtonKind, Icon};
use domain::enrolments::SectionView;
use domain::reviews::SubmissionState;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`StandingNote`].
#[derive(Properties, PartialEq)]
pub(crate) struct StandingNoteProps {
    /// The section.
    pub(crate) view: Rc<SectionView>,
    /// How many comments ask for something that is not done.
    pub(crate) open_comments: usize,
    /// What can be done.
    pub(crate) desk: Desk,
}

/// How the review stands: with whom it is, or what came of it.
#[component]
pub(crate) fn StandingNote(props: &StandingNoteProps) -> Html {
    let now = use_now();
    let Some(current) = &props.view.current else { return html! {} };
    let last = props.view.rounds.iter().find_map(|round| round.review.as_ref());
    let Standing { title, text, class } = standing_of(current, last, props.open_comments, now);
    let take_back = {
        let (desk, submission) = (props.desk.clone(), current.submission);
        Callback::from(move |_: MouseEvent| desk.take_back(submission))
    };
    let open = current.state == SubmissionState::Open;
    html! {
        <section class={classes!("standing", class)} tabindex="-1" data-standing="" aria-label="The review">
            <div class="standing-line">
                { icon(current.state) }
                <div>
                    <h2>{ title }</h2>
                    <p class="muted">{ text }</p>
                </div>
                if open { <Button kind={ButtonKind::Quiet} icon={Icon::Undo2} onclick={take_back}>{ "Take it back" }</Button> }
            </div>
            if let Some(review) = last.filter(|_| !open) { <AnsweredBy review={review.clone()} /> }
        </section>
    }
}

fn icon(state: SubmissionState) -> Icon {
    match state {
        SubmissionState::Open => Icon::Send,
        SubmissionState::ChangesRequested => Icon::MessageSquareQuote,
        SubmissionState::Approved => Icon::CircleCheck,
        SubmissionState::Cancelled => Icon::Undo2,
    }
}
