//! What happened since one was here. It stands below what waits, and comes with what is loaded later.

use super::events::{Told, gathered};
use crate::hooks::use_now;
use crate::kit::{Saying, When};
use crate::routes::{Link, Route};
use domain::notifications::sentence;
use domain::today::EventView;
use yew::prelude::*;

/// Props of [`Since`].
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct SinceProps {
    /// What happened, the newest first.
    pub(crate) events: Vec<EventView>,
}

/// What happened since one was here; nothing when that is long ago and was read.
#[component]
pub(crate) fn Since(props: &SinceProps) -> Html {
    let events = gathered(&props.events, use_now());
    if events.is_empty() {
        return html! {};
    }
    html! {
        <section aria-label="Since you were here">
            <h2 class="section-title">{ "Since you were here" }</h2>
            <ul class="today-events">{ for events.iter().map(line) }</ul>
        </section>
    }
}

fn line(told: &Told) -> Html {
    let (event, (before, after)) = (&told.event, sentence(told.event.kind, told.times));
    html! {
        <li key={event.id.to_string()}>
            <span>{ before }{ subject(event) }{ after }</span>
            <When at={event.at} say={Saying::Distance} />
        </li>
    }
}

/// Returns the section's title, which leads to where it is.
fn subject(event: &EventView) -> Html {
    let title = event.subject.clone();
    let route = match (event.place, event.submission) {
        (Some((enrolment, section)), _) => {
            Some(Route::JourneySection { enrolment: enrolment.0, section: section.0 })
        }
        (None, Some(submission)) => Some(Route::ReviewRoom { submission: submission.0 }),
        (None, None) => None,
    };
    match route {
        Some(to) => html! { <Link classes="link" {to}>{ title }</Link> },
        None => html! { <b>{ title }</b> },
    }
}
