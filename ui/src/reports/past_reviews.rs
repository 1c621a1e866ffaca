//! The report of past reviews at `/reports/reviews`.

use super::filters::Filters;
use super::rows::{Reading, Report};
use super::source::export;
use super::table::{ReviewsTable, heading};
use super::totals::facts;
use super::use_reviews::use_reviews;
use super::wish::{Wish, keep_wish, kept_wish};
use crate::actions::{Action, use_actions};
use crate::frame::{Crumb, Page, TopLine};
use crate::hooks::{use_session, window};
use crate::kit::{Button, EmptyState, ErrorState, Icon, Skeleton, Toast, use_toaster};
use crate::parts::missing;
use crate::routes::{Route, go_to};
use device::reports::{ReviewsColumn, ReviewsWish};
use domain::base::PersonId;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The report of past reviews.
#[component]
pub(crate) fn PastReviewsPage() -> Html {
    let viewer = use_session().me.id;
    // Another person has another page, with a wish of their own.
    html! { <PastReviews key={viewer.to_string()} {viewer} /> }
}

#[derive(Properties, PartialEq)]
struct PastReviewsProps {
    viewer: PersonId,
}

#[component]
fn PastReviews(props: &PastReviewsProps) -> Html {
    let person = props.viewer.to_string();
    let incomplete = use_session().is_incomplete();
    let wish = use_state(|| kept_wish(&person));
    let printing = use_state(|| false);
    let reviews = use_reviews(&wish);
    let on_wish = {
        let wish = wish.setter();
        Callback::from(move |wished: Wish| {
            keep_wish(&person, &wished);
            wish.set(wished);
        })
    };
    let on_order = {
        let (wish, on_wish) = ((*wish).clone(), on_wish.clone());
        Callback::from(move |column| on_wish.emit(wish.ordered_by(column)))
    };
    let report = match &*reviews.reading {
        Reading::Ready(report) => Some(Rc::new(report.clone())),
        Reading::Pending | Reading::Failed(_) => None,
    };
    let rows = report.as_ref().map_or(0, |report| report.len());
    let on_export = use_export(props.viewer, report.as_ref().map(|report| report.wish.clone()));
    let on_print = {
        let (printing, on_sight) = (printing.setter(), reviews.on_sight.clone());
        Callback::from(move |()| {
            on_sight.emit(0..rows);
            printing.set(true);
        })
    };
    use_print(&printing, report.as_ref().is_some_and(|report| report.is_whole()));
    use_actions(actions(&wish, rows > 0, &on_order, &on_wish, &on_export, &on_print));
    let content = match (&*reviews.reading, report) {
        (Reading::Failed(refusal), _) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={reviews.again.clone()} />
        },
        (_, None) => html! { <div class="report-wait"><Skeleton rows=8 /></div> },
        (_, Some(report)) if report.known.is_empty() && incomplete => missing(),
        (_, Some(report)) if report.known.is_empty() => nothing_yet(),
        (_, Some(report)) => html! {
            <>
                <Filters wish={(*wish).clone()} known={report.known.clone()} on_wish={on_wish.clone()} />
                { totals(&report) }
                if report.len() == 0 {
                    { nothing_left(&wish, &on_wish) }
                } else {
                    <ReviewsTable report={report.clone()} whole={*printing && report.is_whole()} {on_order} on_sight={reviews.on_sight.clone()} />
                }
            </>
        },
    };
    let top = html! {
        <TopLine crumbs={vec![Crumb::here("Insights"), Crumb::here("Past reviews")]}>
            <Button disabled={rows == 0} onclick={on_print.reform(|_: MouseEvent| ())}>{ "Print" }</Button>
            <Button icon={Icon::Download} disabled={rows == 0} onclick={on_export.reform(|_: MouseEvent| ())}>{ "Export" }</Button>
        </TopLine>
    };
    html! {
        <Page title="Past reviews" {top} panes=true>
            <div class="report">
                <h1 class="only-read-aloud">{ "Past reviews" }</h1>
                { content }
            </div>
        </Page>
    }
}

fn totals(report: &Report) -> Html {
    html! {
        <p class="report-totals num" role="status">
            { for facts(&report.totals).into_iter().map(|fact| html! { <span>{ fact }</span> }) }
        </p>
    }
}

fn nothing_yet() -> Html {
    let to_reviews = Callback::from(|_: MouseEvent| go_to(&Route::Reviews));
    html! {
        <EmptyState icon={Icon::ChartLine} title="You have finished no review yet"
            text="Each review that you finish stands here, with how long it took and what came of it.">
            <Button onclick={to_reviews}>{ "Go to the reviews" }</Button>
        </EmptyState>
    }
}

fn nothing_left(wish: &Wish, on_wish: &Callback<Wish>) -> Html {
    let plain = wish.unfiltered();
    let clear = on_wish.reform(move |_: MouseEvent| plain.clone());
    html! {
        <EmptyState icon={Icon::Filter} title="No review fits these filters" text="Take some of them off to see more.">
            <Button onclick={clear}>{ "Clear filters" }</Button>
        </EmptyState>
    }
}

/// Returns what writes the rows into a file.
#[hook]
fn use_export(viewer: PersonId, wish: Option<ReviewsWish>) -> Callback<()> {
    let toaster = use_toaster();
    Callback::from(move |()| {
        let (Some(wish), Some(toaster)) = (wish.clone(), toaster.clone()) else { return };
        spawn_local(async move {
            match export(viewer, &wish).await {
                Ok(Some(name)) => toaster.show(Toast::done(format!("Saved as {name}."))),
                // They changed their mind.
                Ok(None) => {}
                Err(refusal) => toaster.show(Toast::error(refusal.message, refusal.hint)),
            }
        });
    })
}

/// Prints once every row is there, and then shows the rows in sight again.
#[hook]
fn use_print(printing: &UseStateHandle<bool>, ready: bool) {
    let printing = printing.clone();
    use_effect_with((*printing, ready), move |(wished, ready)| {
        if *wished && *ready {
            if let Some(window) = window() {
                drop(window.print());
            }
            printing.set(false);
        }
    });
}

fn actions(
    wish: &Wish,
    has_rows: bool,
    on_order: &Callback<ReviewsColumn>,
    on_wish: &Callback<Wish>,
    on_export: &Callback<()>,
    on_print: &Callback<()>,
) -> Vec<Action> {
    let plain = wish.unfiltered();
    let mut actions = vec![
        Action::new("report.export", "Export as CSV", on_export.clone())
            .icon(Icon::Download)
            .enabled(has_rows)
            .words("spreadsheet save"),
        Action::new("report.print", "Print the report", on_print.clone())
            .icon(Icon::FileText)
            .enabled(has_rows)
            .words("pdf paper"),
        Action::new("report.clear", "Clear the filters", on_wish.reform(move |()| plain.clone()))
            .icon(Icon::Filter)
            .enabled(wish.filters()),
    ];
    actions.extend(ReviewsColumn::ALL.map(|column| {
        let order = on_order.reform(move |()| column);
        let name = crate::text::lower(heading(column));
        Action::new(format!("report.order.{}", column.name()), format!("Order by {name}"), order)
            .icon(Icon::ListOrdered)
            .enabled(has_rows)
            .words("sort")
    }));
    actions.into_iter().map(|action| action.group("Report")).collect()
}
