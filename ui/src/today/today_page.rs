//! The first screen of the day: what is in one's court by deadline, one line of progress, and what happened.

use super::client_part::ClientPartProps;
use super::greeting::{heading, lede};
use super::since::SinceProps;
use crate::frame::Page;
use crate::hooks::{Asked, QueryState, Role, Session, now, use_now, use_query, use_session};
use crate::kit::{EmptyState, ErrorState, Icon, List, Saying, Skeleton, SkeletonShape, say, say_length};
use crate::parts::{client_part, missing, since};
use crate::reviews::{ReviewLine, count};
use crate::routes::{Link, Route, go_to};
use domain::base::Span;
use domain::query::Query;
use domain::reviews::ReviewRow;
use domain::today::TodayView;
use js_sys::{Date, Object, Reflect};
use yew::prelude::*;

/// The most rows of the court that are shown here; the list of reviews has them all.
const SHOWN: usize = 8;

/// What someone reads who neither reviews nor is reviewed.
const NO_PART: &str = "You have no reviews and no journeys of your own.";
/// And what to do about it in a sample workspace.
const ACT: &str = " To see the day of a mentor or a client, act as one: the menu at your name has them.";

/// The first screen of the day.
#[component]
pub(crate) fn TodayPage() -> Html {
    let session = use_session();
    let asked: Asked<TodayView> = use_query(Query::Today);
    let content = match &asked.state {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Page} /> },
        QueryState::Failed(refusal) => html! {
            <>
                <h1 class="title">{ "Today" }</h1>
                <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={asked.again.clone()} />
            </>
        },
        QueryState::Ready(view) => html! { <Day view={view.clone()} session={session.clone()} /> },
    };
    // Another person's day is another page, whose heading gets focus again.
    html! { <Page title="Today" focus_on={session.me.id.to_string()}><div class="column today">{ content }</div></Page> }
}

#[derive(Properties, PartialEq)]
struct DayProps {
    view: std::rc::Rc<TodayView>,
    session: Session,
}

#[component]
fn Day(props: &DayProps) -> Html {
    let (view, me) = (&props.view, &props.session.me);
    let time = use_now();
    let mentor = me.has(Role::Mentor);
    let hour =
        say(time, time, Saying::Time, None).split(':').next().and_then(|hour| hour.parse().ok()).unwrap_or(9);
    let client = me.has(Role::Client) || !view.journeys.is_empty();
    // What looks empty may still be at the server.
    let incomplete = props.session.is_incomplete();
    let court = mentor && !(incomplete && view.court.is_empty());
    let journeys = client && !(incomplete && view.journeys.is_empty());
    let lede = match (mentor, client) {
        (true, _) => lede(&view.court),
        (false, true) => String::new(),
        (false, false) if incomplete => String::new(),
        (false, false) if props.session.people.len() > 1 => [NO_PART, ACT].concat(),
        (false, false) => NO_PART.to_owned(),
    };
    html! {
        <>
            <p class="today-date">{ date_in_words() }</p>
            <h1 class="title">{ heading(view, hour, me, time, incomplete) }</h1>
            if !lede.is_empty() { <p class="lede">{ lede }</p> }
            if court { <Court rows={view.court.clone()} queue={view.queue} /> }
            if journeys {
                { client_part(ClientPartProps { sections: view.sections.clone(), journeys: view.journeys.clone() }) }
            }
            if incomplete && !court && !journeys { { missing() } }
            if !view.events.is_empty() { { since(SinceProps { events: view.events.clone() }) } }
            if mentor { { progress(view) } }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CourtProps {
    rows: Vec<ReviewRow>,
    queue: i64,
}

/// What a mentor holds and what is kept for them.
#[component]
fn Court(props: &CourtProps) -> Html {
    let rows: std::rc::Rc<Vec<ReviewRow>> =
        std::rc::Rc::new(props.rows.iter().take(SHOWN).cloned().collect());
    let route = |row: &ReviewRow| Route::ReviewRoom { submission: row.submission.0 };
    let row = {
        let rows = rows.clone();
        Callback::from(move |at: usize| {
            rows.get(at).map_or_else(Html::default, |row| html! { <ReviewLine row={row.clone()} /> })
        })
    };
    let href = {
        let rows = rows.clone();
        Callback::from(move |at: usize| {
            rows.get(at).map(|row| route(row).to_path()).unwrap_or_default().into()
        })
    };
    let on_open = {
        let rows = rows.clone();
        Callback::from(move |at: usize| {
            if let Some(row) = rows.get(at) {
                go_to(&route(row));
            }
        })
    };
    html! {
        <section aria-label="In your court">
            <h2 class="section-title">{ "In your court" }<Link classes="end" to={Route::Reviews}>{ "All reviews" }</Link></h2>
            if rows.is_empty() {
                <EmptyState icon={Icon::Inbox} title="You hold no review" text={free(props.queue)}>
                    <Link classes="button default" to={Route::Reviews}>{ "Go to the queue" }</Link>
                </EmptyState>
            } else {
                <List label="In your court" len={rows.len()} {row} {href} {on_open} main=true />
            }
        </section>
    }
}

fn free(queue: i64) -> String {
    match queue {
        0 => "Nobody is waiting now. A review that is sent to you stands here.".to_owned(),
        _ => format!("{} to claim.", count(queue, "review is free", "reviews are free")),
    }
}

fn progress(view: &TodayView) -> Html {
    if view.completed_30_days == 0 {
        return html! {};
    }
    html! {
        <p class="today-progress">
            <span><b>{ view.completed_30_days }</b>{ if view.completed_30_days == 1 { " section in 30 days" } else { " sections in 30 days" } }</span>
            if let Some(median) = view.median_work_ms {
                <span><b>{ say_length(Span(median)) }</b>{ " from claim to answer, in the middle" }</span>
            }
        </p>
    }
}

/// Returns "Tuesday 24 November".
fn date_in_words() -> String {
    let options = Object::new();
    for (name, value) in [("weekday", "long"), ("day", "numeric"), ("month", "long")] {
        drop(Reflect::set(&options, &name.into(), &value.into()));
    }
    #[expect(clippy::cast_precision_loss, reason = "instants are below 2^53 milliseconds")]
    let date = Date::new(&(now().0 as f64).into());
    String::from(date.to_locale_date_string("en-GB", &options)).replace(',', "")
}
