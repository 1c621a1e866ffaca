//! The list of reviews: what may be claimed, what one holds, what one sent, and words that wait for their author.

use super::kept_drafts::KeptDrafts;
use super::review_list::{OneAnswer, ReviewsTable};
use super::state::{addressed, name};
use crate::frame::{Crumb, Page, TopLine};
use crate::hooks::{Asked, QueryState, keep, kept, use_query};
use crate::kit::{ErrorState, Skeleton, Tab, Tabs};
use domain::query::Query;
use domain::reviews::{ReviewList, ReviewsView};
use yew::prelude::*;

const KEPT: &str = "kept";

/// Returns the list that a tab shows.
fn list_of(tab: &str) -> ReviewList {
    match tab {
        "queue" => ReviewList::Queue,
        "done" => ReviewList::Done,
        _ => ReviewList::Mine,
    }
}

/// The list of reviews.
#[component]
pub(crate) fn ReviewsPage() -> Html {
    let chosen = use_state(|| {
        addressed().map(|list| name(list).to_owned()).or_else(|| kept("reviews.tab")).map(AttrValue::from)
    });
    let first: Asked<ReviewsView> = use_query(Query::Reviews { list: ReviewList::Mine });
    // Without a choice: what one holds, or the queue when that is nothing.
    let tab = (*chosen).clone().unwrap_or_else(|| {
        let idle = first.view().is_some_and(|view| view.mine == 0);
        AttrValue::from(if idle { "queue" } else { "mine" })
    });
    let asked: Asked<ReviewsView> = use_query(Query::Reviews { list: list_of(&tab) });
    let counts = asked.view().or(first.view()).cloned();
    let waiting = counts.as_ref().map_or(0, |view| view.kept.len());
    let tab = if tab == KEPT && waiting == 0 && counts.is_some() { AttrValue::from("mine") } else { tab };
    let on_select = {
        let chosen = chosen.setter();
        Callback::from(move |tab: AttrValue| {
            keep("reviews.tab", &tab);
            chosen.set(Some(tab));
        })
    };
    let to_queue = on_select.reform(|()| AttrValue::from("queue"));
    let top = html! { <TopLine crumbs={vec![Crumb::here("Reviews")]} /> };
    let content = match (&asked.state, &*tab) {
        (QueryState::Failed(refusal), _) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={asked.again.clone()} />
        },
        (QueryState::Pending, _) => html! { <div class="reviews-wait"><Skeleton rows=6 /></div> },
        (QueryState::Ready(view), KEPT) => html! { <KeptDrafts kept={view.kept.clone()} /> },
        (QueryState::Ready(view), tab) => html! {
            <ReviewsTable key={tab} view={OneAnswer(view.clone())} list={list_of(tab)} {to_queue} />
        },
    };
    html! {
        <Page title="Reviews" {top} panes=true>
            <div class="reviews-page">
                <h1 class="only-read-aloud">{ "Reviews" }</h1>
                <Tabs label="Reviews" tabs={tabs(counts.as_deref())} selected={tab} {on_select} panel_class="reviews-panel">
                    { content }
                </Tabs>
            </div>
        </Page>
    }
}

fn tabs(view: Option<&ReviewsView>) -> Vec<Tab> {
    let count = |read: fn(&ReviewsView) -> i64| view.and_then(|view| usize::try_from(read(view)).ok());
    let tab = |name: &'static str, label: &'static str, number: Option<usize>| {
        let tab = Tab::new(name, label);
        match number {
            Some(number) => tab.count(number),
            None => tab,
        }
    };
    let mut tabs = vec![
        tab("queue", "Queue", count(|view| view.queue)),
        tab("mine", "Mine", count(|view| view.mine)),
        tab("done", "Done", count(|view| view.done)),
    ];
    if let Some(view) = view.filter(|view| !view.kept.is_empty()) {
        tabs.push(tab(KEPT, "Kept drafts", Some(view.kept.len())));
    }
    tabs
}
