//! The rows of one list of reviews, with the words that filter them, the order, and what can be done with a row.

use super::order::{Sorted, chosen};
use crate::actions::{Action, use_actions};
use crate::hooks::{keep, kept, new_id, use_dispatch};
use crate::kit::{Button, Choice, EmptyState, Icon, InputKind, List, Select, TextInput};
use crate::reviews::review_line::ReviewLine;
use crate::routes::{Route, go_to};
use domain::reviews::{ClaimId, ReviewList, ReviewRow, ReviewsCommand, ReviewsView};
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Below so many rows there is nothing to filter or to order.
const FEW: usize = 5;

/// An answer that is the same only as itself: thousands of rows are not compared with each key press.
#[derive(Clone)]
pub(super) struct OneAnswer(pub(super) Rc<ReviewsView>);

impl PartialEq for OneAnswer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Props of [`ReviewsTable`].
#[derive(Properties, PartialEq)]
pub(super) struct ReviewsTableProps {
    /// The answer that holds the rows.
    pub(super) view: OneAnswer,
    /// Which list it is.
    pub(super) list: ReviewList,
    /// Shows the queue instead.
    pub(super) to_queue: Callback<()>,
}

/// The rows of one list of reviews.
#[component]
pub(super) fn ReviewsTable(props: &ReviewsTableProps) -> Html {
    let filter = use_state(String::new);
    let sorted = use_state(|| kept("reviews.order").map_or(Sorted::Due, |name| Sorted::named(&name)));
    let at = use_state(|| 0_usize);
    let field = use_node_ref();
    let shown = use_memo((props.view.clone(), (*filter).clone(), *sorted), |(view, filter, sorted)| {
        chosen(&view.0.rows, filter, *sorted)
    });
    let rows = Shown { view: props.view.clone(), places: shown.clone() };
    let open = use_open();
    let claim = use_claim(&open);
    use_actions(actions(props.list, &rows, *at, &field, &open, &claim));
    if props.view.0.rows.is_empty() {
        return empty(props.list, &props.to_queue);
    }
    let clear = {
        let filter = filter.setter();
        Callback::from(move |_: MouseEvent| filter.set(String::new()))
    };
    let body = if rows.places.is_empty() {
        html! {
            <EmptyState icon={Icon::Search} title={format!("Nothing here has “{}”", *filter)}
                text="Titles, journeys and the names you may see are searched.">
                <Button onclick={clear}>{ "Show all" }</Button>
            </EmptyState>
        }
    } else {
        list(props.list, &rows, &at, &open)
    };
    html! {
        <>
            if props.view.0.rows.len() > FEW { { bar(&filter, &sorted, &field, rows.places.len()) } }
            <div class="reviews-rows">{ body }</div>
        </>
    }
}

/// The rows that are shown, in order.
#[derive(Clone, PartialEq)]
struct Shown {
    view: OneAnswer,
    places: Rc<Vec<usize>>,
}

impl Shown {
    fn row(&self, place: usize) -> Option<&ReviewRow> {
        self.view.0.rows.get(*self.places.get(place)?)
    }
}

fn list(which: ReviewList, rows: &Shown, at: &UseStateHandle<usize>, open: &Callback<ReviewRow>) -> Html {
    let label = match which {
        ReviewList::Queue => "Reviews to claim",
        ReviewList::Mine => "Reviews you hold",
        ReviewList::Done => "Reviews you sent",
    };
    let row = {
        let rows = rows.clone();
        Callback::from(move |place: usize| match rows.row(place) {
            Some(row) => html! { <ReviewLine row={row.clone()} /> },
            None => html! {},
        })
    };
    let key = {
        let rows = rows.clone();
        Callback::from(move |place: usize| {
            rows.row(place).map(|row| row.submission.to_string()).unwrap_or_default().into()
        })
    };
    let href = {
        let rows = rows.clone();
        Callback::from(move |place: usize| {
            let to = |row: &ReviewRow| Route::ReviewRoom { submission: row.submission.0 }.to_path();
            rows.row(place).map(to).unwrap_or_default().into()
        })
    };
    let on_open = {
        let (rows, open) = (rows.clone(), open.clone());
        Callback::from(move |place: usize| rows.row(place).into_iter().for_each(|row| open.emit(row.clone())))
    };
    let on_move = {
        let at = at.setter();
        Callback::from(move |place| at.set(place))
    };
    html! {
        <List {label} len={rows.places.len()} {row} row_key={key} {href} {on_open} {on_move} main=true row_rem={4.0} />
    }
}

fn bar(
    filter: &UseStateHandle<String>,
    sorted: &UseStateHandle<Sorted>,
    field: &NodeRef,
    found: usize,
) -> Html {
    let on_input = {
        let filter = filter.setter();
        Callback::from(move |words| filter.set(words))
    };
    let on_change = {
        let sorted = sorted.setter();
        Callback::from(move |name: AttrValue| {
            keep("reviews.order", &name);
            sorted.set(Sorted::named(&name));
        })
    };
    let orders: Vec<Choice> = Sorted::ALL.iter().map(|(_, name, words)| Choice::new(*name, *words)).collect();
    let found = if filter.is_empty() { String::new() } else { format!("{found} found") };
    html! {
        <div class="reviews-bar">
            <TextInput label="Filter" kind={InputKind::Search} icon={Icon::Search} placeholder="Filter by title, journey or name"
                value={(**filter).clone()} {on_input} node_ref={field.clone()} />
            <span class="small muted num" role="status">{ found }</span>
            <Select label="Order" choices={orders} value={sorted.name()} {on_change} />
        </div>
    }
}

fn empty(list: ReviewList, to_queue: &Callback<()>) -> Html {
    match list {
        ReviewList::Queue => html! {
            <EmptyState icon={Icon::Inbox} title="Nobody is waiting"
                text="When a client of your journeys asks for a review, it stands here until a mentor claims it." />
        },
        ReviewList::Mine => html! {
            <EmptyState icon={Icon::FilePenLine} title="You hold no review"
                text="Claim one from the queue: it is yours for a few days, and the client sees that you read it.">
                <Button onclick={to_queue.reform(|_: MouseEvent| ())}>{ "Go to the queue" }</Button>
            </EmptyState>
        },
        ReviewList::Done => html! {
            <EmptyState icon={Icon::CircleCheck} title="You have sent no review yet"
                text="What you send stays here: you can read it again, answer replies, and add to it." />
        },
    }
}

/// Returns what opens a room.
#[hook]
fn use_open() -> Callback<ReviewRow> {
    Callback::from(move |row: ReviewRow| {
        let route = Route::ReviewRoom { submission: row.submission.0 };
        go_to(&route);
    })
}

/// Returns what claims a review and opens its room.
#[hook]
fn use_claim(open: &Callback<ReviewRow>) -> Callback<ReviewRow> {
    let (dispatch, open) = (use_dispatch(), open.clone());
    Callback::from(move |row: ReviewRow| {
        let command = ReviewsCommand::Claim { submission: row.submission, claim: ClaimId(new_id()) };
        let open = open.clone();
        dispatch.then(command, move |result| {
            if result.is_ok() {
                open.emit(row);
            }
        });
    })
}

fn actions(
    list: ReviewList,
    rows: &Shown,
    at: usize,
    field: &NodeRef,
    open: &Callback<ReviewRow>,
    claim: &Callback<ReviewRow>,
) -> Vec<Action> {
    let reached = rows.row(at.min(rows.places.len().saturating_sub(1))).cloned();
    let detail = reached.as_ref().map(|row| row.section_title.clone()).unwrap_or_default();
    let with = |run: &Callback<ReviewRow>| {
        let (run, row) = (run.clone(), reached.clone());
        Callback::from(move |()| row.iter().for_each(|row| run.emit(row.clone())))
    };
    let focus = {
        let field = field.clone();
        Callback::from(move |()| {
            if let Some(field) = field.cast::<HtmlElement>() {
                drop(field.focus());
            }
        })
    };
    let can_filter = rows.view.0.rows.len() > FEW;
    let mut actions = vec![
        Action::new("reviews.open", "Open the review", with(open))
            .icon(Icon::FilePenLine)
            .detail(detail.clone())
            .group("Reviews")
            .enabled(reached.is_some()),
        Action::new("reviews.filter", "Filter the list", focus)
            .keys("/")
            .icon(Icon::Filter)
            .group("Reviews")
            .enabled(can_filter),
    ];
    if list == ReviewList::Queue {
        actions.push(
            Action::new("review.claim", "Claim the review", with(claim))
                .keys("c")
                .icon(Icon::Hand)
                .detail(detail)
                .group("Reviews")
                .enabled(reached.is_some()),
        );
    }
    actions
}
