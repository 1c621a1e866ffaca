//! A client's part of the day: sections that are with a mentor or came back, and how far each journey is.

use crate::kit::{Badge, BadgeKind, Progress, Saying, When};
use crate::reviews::count;
use crate::routes::{Link, Route};
use domain::enrolments::MyJourney;
use domain::reviews::SubmissionState;
use domain::today::TodaySection;
use yew::prelude::*;

/// Props of [`ClientPart`].
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct ClientPartProps {
    /// The sections.
    pub(crate) sections: Vec<TodaySection>,
    /// The journeys.
    pub(crate) journeys: Vec<MyJourney>,
}

/// A client's part of the day.
#[component]
pub(crate) fn ClientPart(props: &ClientPartProps) -> Html {
    html! {
        <>
            if !props.sections.is_empty() {
                <section aria-label="Your sections">
                    <h2 class="section-title">{ "Your sections" }</h2>
                    <ul class="list">{ for props.sections.iter().map(section) }</ul>
                </section>
            }
            <section aria-label="Your journeys">
                <h2 class="section-title">{ "Your journeys" }<Link classes="end" to={Route::Journeys}>{ "All journeys" }</Link></h2>
                if props.journeys.is_empty() {
                    <p class="muted">{ "Begin one under Journeys: it goes section by section, and you can stop at any time." }</p>
                } else {
                    <ul class="list">{ for props.journeys.iter().map(journey) }</ul>
                }
            </section>
        </>
    }
}

fn section(section: &TodaySection) -> Html {
    let to = Route::JourneySection { enrolment: section.enrolment.0, section: section.section.0 };
    let (badge, about) = standing(section);
    html! {
        <li key={format!("{} {}", section.enrolment, section.section)}>
            <Link classes="row" {to}>
                <span class="row-text">
                    <b dir="auto">{ section.title.clone() }</b>
                    <small>{ format!("{}, round {} · {about}", section.journey_title, section.round) }</small>
                </span>
                if let Some((kind, word)) = badge { <span class="row-facts"><Badge {kind}>{ word }</Badge></span> }
                <span class="due"><When at={section.since} say={Saying::Day} /></span>
            </Link>
        </li>
    }
}

/// Returns where a section stands, as a badge and in words.
fn standing(section: &TodaySection) -> (Option<(BadgeKind, &'static str)>, String) {
    let mentor = section.mentor.as_deref();
    match section.state {
        SubmissionState::ChangesRequested => {
            let who = mentor.unwrap_or("Your mentor");
            let open = count(section.open_comments, "comment", "comments");
            (Some((BadgeKind::Changed, "Your turn")), format!("{who} left {open}"))
        }
        SubmissionState::Approved => (Some((BadgeKind::Good, "Approved")), "nothing left to do".to_owned()),
        SubmissionState::Cancelled => (None, "you took it back".to_owned()),
        SubmissionState::Open => match mentor {
            Some(mentor) => (Some((BadgeKind::Accent, "Being read")), format!("{mentor} is reading it")),
            None => (None, "waits for a mentor".to_owned()),
        },
    }
}

fn journey(journey: &MyJourney) -> Html {
    let to = Route::Journey { enrolment: journey.enrolment.0 };
    let (done, of) = (number(journey.done), number(journey.sections));
    html! {
        <li key={journey.enrolment.to_string()}>
            <Link classes="row" {to}>
                <span class="row-text"><b dir="auto">{ journey.title.clone() }</b><small>{ journey.summary.clone() }</small></span>
                <span class="today-journey"><Progress label={journey.title.clone()} {done} {of} text={format!("{done} of {of}")} /></span>
            </Link>
        </li>
    }
}

fn number(value: i64) -> u32 {
    u32::try_from(value).unwrap_or_default()
}
