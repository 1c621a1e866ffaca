//! The journeys that a client is in, and those that they could begin.

use super::begin::BeginDialog;
use super::words::about_journey;
use crate::frame::Page;
use crate::hooks::{Asked, QueryState, use_query, use_session};
use crate::kit::{
    Badge, BadgeKind, Button, EmptyState, ErrorState, Icon, List, Progress, Skeleton, SkeletonShape,
};
use crate::parts::missing;
use crate::reviews::count;
use crate::routes::{Route, go_to};
use domain::enrolments::{JourneysView, MyJourney, OtherJourney};
use domain::query::Query;
use std::rc::Rc;
use yew::prelude::*;

/// The page of all journeys.
#[component]
pub(crate) fn JourneysPage() -> Html {
    let asked: Asked<JourneysView> = use_query(Query::Journeys);
    let incomplete = use_session().is_incomplete();
    let beginning = use_state(|| None::<OtherJourney>);
    let on_close = {
        let beginning = beginning.setter();
        Callback::from(move |()| beginning.set(None))
    };
    let on_begin = {
        let beginning = beginning.setter();
        Callback::from(move |journey| beginning.set(Some(journey)))
    };
    let body = match &asked.state {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Page} /> },
        QueryState::Failed(refusal) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={asked.again.clone()} />
        },
        // One that was begun elsewhere may still be on its way: none is offered that could be begun a second time.
        QueryState::Ready(view) if incomplete => html! {
            <>if !view.mine.is_empty() { <MyJourneys view={view.clone()} /> }{ missing() }</>
        },
        QueryState::Ready(view) => html! { <>{ mine(view) }{ others(view, &on_begin) }</> },
    };
    html! {
        <Page title="Journeys">
            <div class="column journeys">
                <h1 class="title">{ "Your journeys" }</h1>
                { body }
            </div>
            <BeginDialog journey={(*beginning).clone()} {on_close} />
        </Page>
    }
}

fn mine(view: &Rc<JourneysView>) -> Html {
    if view.mine.is_empty() {
        return html! {
            <EmptyState icon={Icon::Map} title="You have not begun a journey"
                text="Choose one below. You can write as much or as little as you like on any day." />
        };
    }
    html! { <MyJourneys view={view.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct MyJourneysProps {
    view: Rc<JourneysView>,
}

/// The journeys that the client is in.
#[component]
fn MyJourneys(props: &MyJourneysProps) -> Html {
    let route = {
        let view = props.view.clone();
        move |at: usize| view.mine.get(at).map(|journey| Route::Journey { enrolment: journey.enrolment.0 })
    };
    let href = {
        let route = route.clone();
        Callback::from(move |at: usize| {
            AttrValue::from(route(at).map(|route| route.to_path()).unwrap_or_default())
        })
    };
    let on_open = Callback::from(move |at: usize| {
        if let Some(route) = route(at) {
            go_to(&route);
        }
    });
    let row = {
        let view = props.view.clone();
        Callback::from(move |at: usize| view.mine.get(at).map(journey_row).unwrap_or_default())
    };
    html! { <List label="Your journeys" class="journey-list" len={props.view.mine.len()} {row} {href} {on_open} main={true} /> }
}

fn journey_row(journey: &MyJourney) -> Html {
    let whole = |number: i64| u32::try_from(number).unwrap_or_default();
    html! {
        <div class="row-text journey-row">
            <b class="journey-title" dir="auto">{ journey.title.clone() }</b>
            <small>{ journey.summary.clone() }</small>
            <div class="journey-facts">
                <Progress label={format!("{}: sections done", journey.title)} done={whole(journey.done)} of={whole(journey.sections)}
                    text={about_journey(journey)} />
                if journey.to_change > 0 {
                    <Badge kind={BadgeKind::Changed}>{ count(journey.to_change, "section to change", "sections to change") }</Badge>
                }
            </div>
        </div>
    }
}

fn others(view: &JourneysView, on_begin: &Callback<OtherJourney>) -> Html {
    if view.others.is_empty() {
        return html! {};
    }
    html! {
        <section aria-labelledby="other-journeys">
            <h2 class="section-title" id="other-journeys">{ "Others you could begin" }</h2>
            <ul class="other-journeys">
                { for view.others.iter().map(|journey| {
                    let onclick = {
                        let (on_begin, journey) = (on_begin.clone(), journey.clone());
                        Callback::from(move |_: MouseEvent| on_begin.emit(journey.clone()))
                    };
                    html! {
                        <li key={journey.journey.to_string()}>
                            <div>
                                <h3>{ journey.title.clone() }</h3>
                                <p class="muted">{ journey.summary.clone() }</p>
                                <p class="muted small">{ count(journey.sections, "section", "sections") }</p>
                            </div>
                            <Button {onclick}>{ "Begin" }<span class="only-read-aloud">{ format!(" {}", journey.title) }</span></Button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
