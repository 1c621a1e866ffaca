//! The list of reviews: what may be claimed, what one holds, what one sent, and words that wait for their author.

use super::kept_drafts::KeptDrafts;
use super::review_list::{OneAnswer, ReviewsTable};
use super::state::{self, ListState, addressed, name, title};
use super::views::ViewsBar;
use crate::frame::{Crumb, Page, TopLine};
use crate::hooks::{Asked, QueryState, keep, kept, use_query, use_session};
use crate::kit::{ErrorState, Skeleton, Tab, Tabs};
use domain::query::Query;
use domain::reviews::{ReviewList, ReviewsView};
use domain::saved_views::{SavedViewId, SavedViewLine, SavedViewsView, Shows};
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
    // Callbacks that stay the same: a list of thousands of rows is not drawn again because its page is.
    let (turn, shown) = (use_state(|| 0_u32), use_state_eq(|| None::<Shows>));
    let opened = use_state_eq(|| None::<SavedViewId>);
    let on_select = use_callback((), {
        let (chosen, opened) = (chosen.setter(), opened.setter());
        move |tab: AttrValue, ()| {
            keep("reviews.tab", &tab);
            opened.set(None);
            chosen.set(Some(tab));
        }
    });
    let to_queue = use_callback(on_select.clone(), |(), on_select| on_select.emit(AttrValue::from("queue")));
    let on_shown = use_callback((), {
        let shown = shown.setter();
        move |shows: Shows, ()| shown.set(Some(shows))
    });
    let on_open = {
        let (on_select, opened, turn) = (on_select.clone(), opened.setter(), turn.clone());
        Callback::from(move |view: SavedViewLine| {
            let list = view.shows.list;
            state::remember(list, &ListState::of_shows(&view.shows));
            on_select.emit(AttrValue::from(name(list)));
            opened.set(Some(view.id));
            // The list begins anew, with what was remembered just now.
            turn.set(*turn + 1);
        })
    };
    let saved: Asked<SavedViewsView> = use_query(Query::SavedViews);
    let begun = use_first_view(&saved, &on_open);
    let on_opened = {
        let opened = opened.setter();
        Callback::from(move |view| opened.set(Some(view)))
    };
    let now = (*shown).clone().filter(|shows| name(shows.list) == &*tab);
    let top = html! {
        <TopLine crumbs={vec![Crumb::here("Reviews")]}>
            if let Some(views) = saved.view() {
                <ViewsBar views={views.clone()} {now} opened={*opened} {on_open} {on_opened} />
            }
        </TopLine>
    };
    let content = match (&asked.state, &*tab) {
        (QueryState::Failed(refusal), _) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={asked.again.clone()} />
        },
        (QueryState::Ready(view), KEPT) => html! { <KeptDrafts kept={view.kept.clone()} /> },
        (QueryState::Ready(view), tab) if begun => html! {
            <ReviewsTable key={format!("{tab} {}", *turn)} view={OneAnswer(view.clone())} list={list_of(tab)} {to_queue} {on_shown} />
        },
        (QueryState::Pending | QueryState::Ready(_), _) => html! {
            <div class="reviews-wait"><Skeleton rows=6 /></div>
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

/// Opens the view that the person wants to see first, when the reviews are opened for the first time since the start and
/// the address names no list. Returns whether the list can be shown: not before that is known.
#[hook]
fn use_first_view(saved: &Asked<SavedViewsView>, on_open: &Callback<SavedViewLine>) -> bool {
    let me = use_session().me.id;
    let begun = use_state_eq(|| state::has_begun(me) || addressed().is_some());
    let known = !matches!(saved.state, QueryState::Pending);
    let first = saved.view().and_then(|views| views.views.iter().find(|view| view.opens_first)).cloned();
    {
        let (begun, on_open) = (begun.clone(), on_open.clone());
        use_effect_with((me, known), move |(me, known)| {
            if !*known {
                return;
            }
            state::note_begun(*me);
            if !*begun {
                first.iter().for_each(|view| on_open.emit(view.clone()));
                begun.set(true);
            }
        });
    }
    *begun
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
        tab("queue", title(ReviewList::Queue), count(|view| view.queue)),
        tab("mine", title(ReviewList::Mine), count(|view| view.mine)),
        tab("done", title(ReviewList::Done), count(|view| view.done)),
    ];
    if let Some(view) = view.filter(|view| !view.kept.is_empty()) {
        tabs.push(tab(KEPT, "Kept drafts", Some(view.kept.len())));
    }
    tabs
}
