//! One review in a list: who, what, how far, until when. Today and the list of reviews show the same line.

use super::words::{about, priority_name, state_name};
use crate::hooks::now;
use crate::kit::{Avatar, Badge, BadgeKind, Icon, Saying, When};
use domain::base::{Instant, Span};
use domain::reviews::{ReviewRow, SubmissionState};
use yew::prelude::*;

/// Props of [`ReviewLine`].
#[derive(Properties, PartialEq)]
pub(crate) struct ReviewLineProps {
    /// The review.
    pub(crate) row: ReviewRow,
}

/// One review in a list.
#[component]
pub(crate) fn ReviewLine(props: &ReviewLineProps) -> Html {
    let row = &props.row;
    html! {
        <>
            { face(row) }
            <span class="row-text">
                <b dir="auto">{ row.section_title.clone() }</b>
                <small>{ about(row) }</small>
            </span>
            <span class="row-facts">{ badges(row) }</span>
            { due(row) }
        </>
    }
}

fn face(row: &ReviewRow) -> Html {
    match &row.client {
        Some(client) => html! { <Avatar name={client.clone()} /> },
        None => html! { <span class="face unknown" aria-hidden="true">{ Icon::User }</span> },
    }
}

fn badges(row: &ReviewRow) -> Html {
    if let Some((name, kind)) = state_name(row.state) {
        return html! { <Badge {kind}>{ name }</Badge> };
    }
    html! {
        <>
            if let Some((name, kind)) = priority_name(row.priority) { <Badge {kind}>{ name }</Badge> }
            if row.reserved { <Badge kind={BadgeKind::Accent}>{ "Kept for you" }</Badge> }
            if row.has_draft {
                <Badge>{ "Draft" }</Badge>
            } else if row.changed_fields > 0 {
                <Badge kind={BadgeKind::Changed}>{ "Changed" }</Badge>
            }
        </>
    }
}

fn due(row: &ReviewRow) -> Html {
    let class = |at: Instant| classes!("due", nearness(at, now()));
    match (row.state, row.until) {
        (SubmissionState::Open, Some(at)) if row.reserved => {
            html! { <span class={class(at)}><When {at} say={saying(at, now())} before="until" /></span> }
        }
        (SubmissionState::Open, Some(at)) => {
            html! { <span class={class(at)}><When {at} say={saying(at, now())} before={before(at, now())} /></span> }
        }
        (SubmissionState::Open, None) => {
            html! { <span class="due"><When at={row.requested_at} say={Saying::Day} before="sent" /></span> }
        }
        _ => {
            html! { <span class="due"><When at={row.completed_at.unwrap_or(row.requested_at)} say={Saying::Day} /></span> }
        }
    }
}

/// Returns how a deadline is said: with the time when it is near.
fn saying(at: Instant, now: Instant) -> Saying {
    if at - now < Span::hours(20) { Saying::Moment } else { Saying::Day }
}

fn before(at: Instant, now: Instant) -> &'static str {
    if at < now { "ran out" } else { "due" }
}

fn nearness(at: Instant, now: Instant) -> Option<&'static str> {
    if at < now {
        return Some("late");
    }
    (at - now < Span::hours(20)).then_some("soon")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_far_then_near_then_over() {
        let now = Instant(0) + Span::days(3);
        assert_eq!(nearness(now + Span::days(1), now), None);
        assert_eq!(nearness(now + Span::hours(5), now), Some("soon"));
        assert_eq!((nearness(Instant(0), now), before(Instant(0), now)), (Some("late"), "ran out"));
        assert_eq!(saying(now + Span::hours(5), now), Saying::Moment);
        assert_eq!(saying(now + Span::days(2), now), Saying::Day);
    }
}
