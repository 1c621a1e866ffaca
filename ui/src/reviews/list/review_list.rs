//! The rows of one list of reviews, with the words that filter them, the order, and what can be done with a row.

use super::order::{chosen, journeys};
use super::state::{self, ListState};
use crate::actions::{Action, use_actions};
use crate::hooks::{new_id, use_dispatch, use_session};
use crate::kit::{Button, Choice, EmptyState, Icon, InputKind, List, OneOfFew, Select, TextInput};
use crate::parts::missing;
use crate::reviews::review_line::ReviewLine;
use crate::reviews::room::asked_for::{ask_for, settled};
use crate::routes::{Route, go_to};
use crate::text::lower;
use domain::reviews::{
    ClaimId, ReviewList, ReviewOrder, ReviewRow, ReviewsCommand, ReviewsView, SubmissionId,
};
use domain::saved_views::Shows;
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
    /// What it shows is this now.
    pub(super) on_shown: Callback<Shows>,
}

/// The rows of one list of reviews.
#[component]
pub(super) fn ReviewsTable(props: &ReviewsTableProps) -> Html {
    let (which, incomplete) = (props.list, use_session().is_incomplete());
    let wish = use_state(|| state::begin(which));
    let field = use_node_ref();
    let shown = use_memo((props.view.clone(), (*wish).clone()), |(view, wish)| chosen(&view.0.rows, wish));
    let rows = Shown { view: props.view.clone(), places: shown.clone() };
    let at = use_state(|| state::reached(which).and_then(|row| rows.place_of(row)).unwrap_or(0));
    {
        let on_shown = props.on_shown.clone();
        use_effect_with((which, (*wish).clone()), move |(which, wish)| {
            state::remember(*which, wish);
            on_shown.emit(wish.to_shows(*which));
        });
    }
    let on_wish = {
        let (wish, at) = (wish.setter(), at.setter());
        Callback::from(move |wished: ListState| {
            wish.set(wished);
            at.set(0);
        })
    };
    let open = use_open();
    let claim = use_claim(&open);
    use_actions(actions(props.list, &wish, &rows, *at, &field, &open, &claim));
    use_actions(wish_actions(&wish, &rows, &on_wish));
    if props.view.0.rows.is_empty() && incomplete {
        return missing();
    }
    if props.view.0.rows.is_empty() {
        return empty(props.list, &props.to_queue);
    }
    let clear = on_wish.reform({
        let sorted = wish.sorted;
        move |_: MouseEvent| ListState { sorted, ..ListState::default() }
    });
    let body = if rows.places.is_empty() {
        html! {
            <EmptyState icon={Icon::Search} title={nothing(&wish)}
                text="Titles, journeys and the names you may see are searched.">
                <Button onclick={clear}>{ "Show all" }</Button>
            </EmptyState>
        }
    } else {
        list(props.list, &rows, &at, &open)
    };
    html! {
        <>
            if has_bar(&wish, &rows) { { bar(&wish, &on_wish, &field, &rows) } }
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
    fn place_of(&self, submission: SubmissionId) -> Option<usize> {
        self.places
            .iter()
            .position(|place| self.view.0.rows.get(*place).is_some_and(|row| row.submission == submission))
    }

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
        Callback::from(move |place: usize| {
            rows.row(place).into_iter().for_each(|row| {
                state::reach(which, row.submission);
                open.emit(row.clone());
            });
        })
    };
    let on_move = {
        let (at, rows) = (at.setter(), rows.clone());
        Callback::from(move |place| {
            at.set(place);
            rows.row(place).iter().for_each(|row| state::reach(which, row.submission));
        })
    };
    html! {
        <List {label} len={rows.places.len()} {row} row_key={key} {href} {on_open} {on_move} start={**at} main=true row_rem={4.0} />
    }
}

/// Whether there is anything to filter or to order, or something is left out already.
fn has_bar(wish: &ListState, rows: &Shown) -> bool {
    rows.view.0.rows.len() > FEW || wish.filters()
}

fn bar(wish: &ListState, on_wish: &Callback<ListState>, field: &NodeRef, rows: &Shown) -> Html {
    let set = |change: fn(&mut ListState, String)| {
        let (wish, on_wish) = (wish.clone(), on_wish.clone());
        move |value: String| {
            let mut wish = wish.clone();
            change(&mut wish, value);
            on_wish.emit(wish);
        }
    };
    let on_words = Callback::from(set(|wish, words| wish.words = words));
    let (on_journey, on_order) = (
        set(|wish, journey| wish.journey = journey),
        set(|wish, name| wish.sorted = ReviewOrder::named(&name)),
    );
    let on_journey = Callback::from(move |journey: AttrValue| on_journey(journey.to_string()));
    let on_order = Callback::from(move |name: AttrValue| on_order(name.to_string()));
    let journeys = journeys(&rows.view.0.rows);
    let several = journeys.len() > 1 || !wish.journey.is_empty();
    let journeys: Vec<Choice> =
        journeys.into_iter().map(|journey| Choice::new(journey.clone(), journey)).collect();
    let found = if wish.filters() { format!("{} found", rows.places.len()) } else { String::new() };
    html! {
        <div class="reviews-bar">
            <TextInput label="Filter" kind={InputKind::Search} icon={Icon::Search} placeholder="Filter by title, journey or name"
                value={wish.words.clone()} on_input={on_words} node_ref={field.clone()} />
            <span class="small muted num" role="status">{ found }</span>
            <div class="reviews-wishes">
                if several {
                    <Select label="Journey" none="Any journey" choices={journeys} value={wish.journey.clone()} on_change={on_journey} />
                }
                <Select label="Order" choices={ReviewOrder::choices()} value={wish.sorted.name()} on_change={on_order} />
            </div>
        </div>
    }
}

fn nothing(wish: &ListState) -> String {
    match (wish.words.trim(), wish.journey.as_str()) {
        ("", journey) => format!("Nothing here is of “{journey}”"),
        (words, _) => format!("Nothing here has “{words}”"),
    }
}

/// Returns what orders the list and what leaves rows out, for the palette.
fn wish_actions(wish: &ListState, rows: &Shown, on_wish: &Callback<ListState>) -> Vec<Action> {
    let has_rows = rows.view.0.rows.len() > FEW;
    let to = |wished: ListState| on_wish.reform(move |()| wished.clone());
    let mut actions: Vec<Action> = ReviewOrder::ALL
        .iter()
        .map(|&(sorted, name, words)| {
            let wished = ListState { sorted, ..wish.clone() };
            Action::new(format!("reviews.order.{name}"), format!("Order: {}", lower(words)), to(wished))
                .icon(Icon::ListOrdered)
                .words("sort")
                .enabled(has_rows && sorted != wish.sorted)
        })
        .collect();
    let plain = ListState { sorted: wish.sorted, ..ListState::default() };
    actions.push(
        Action::new("reviews.show_all", "Show all of the list", to(plain))
            .icon(Icon::Filter)
            .words("clear filter")
            .enabled(wish.filters()),
    );
    actions.into_iter().map(|action| action.group("Reviews")).collect()
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
        ask_for(row.submission);
        dispatch.then(command, move |result| match result {
            Ok(()) => open.emit(row),
            Err(_) => settled(row.submission),
        });
    })
}

fn actions(
    list: ReviewList,
    wish: &ListState,
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
    let can_filter = has_bar(wish, rows);
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
