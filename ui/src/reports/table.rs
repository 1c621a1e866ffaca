//! The table of past reviews: headings that order, rows that lead to the review.

use super::clock::{day_of, exactly};
use super::rows::Report;
use super::source::Row;
use crate::hooks::now;
use crate::kit::{Badge, Column, Order, Table, say_length};
use crate::reviews::outcome_name;
use crate::routes::{Route, go_to};
use device::reports::{Clock, ReviewsColumn};
use domain::base::Span;
use std::ops::Range;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;

/// The height of a row in rem.
const ROW: f64 = 2.5;

/// Props of [`ReviewsTable`].
#[derive(Properties, PartialEq)]
pub(super) struct ReviewsTableProps {
    /// What was read.
    pub(super) report: Rc<Report>,
    /// Whether every row is shown, for paper.
    pub(super) whole: bool,
    /// The column by which it shall be ordered.
    pub(super) on_order: Callback<ReviewsColumn>,
    /// These rows have come into sight.
    pub(super) on_sight: Callback<Range<usize>>,
}

/// The table of past reviews.
#[component]
pub(super) fn ReviewsTable(props: &ReviewsTableProps) -> Html {
    let report = &props.report;
    let columns: Vec<Column> = ReviewsColumn::ALL.into_iter().map(column).collect();
    let sorted = ReviewsColumn::ALL.iter().position(|known| *known == report.wish.column);
    let order = if report.wish.down { Order::Descending } else { Order::Ascending };
    let on_sort = props.on_order.reform(|(place, _): (usize, Order)| {
        ReviewsColumn::ALL.get(place).copied().unwrap_or(ReviewsColumn::Finished)
    });
    let cell = {
        let report = report.clone();
        Callback::from(move |(row, place): (usize, usize)| {
            match (report.row(row), ReviewsColumn::ALL.get(place)) {
                (Some(row), Some(column)) => content(row, *column, &report.clock),
                _ => html! { <i class="bone" aria-hidden="true"></i> },
            }
        })
    };
    let to = {
        let report = report.clone();
        move |place: usize| {
            let submission = Uuid::try_parse(&report.row(place)?.id).ok()?;
            Some(Route::ReviewRoom { submission })
        }
    };
    let href = {
        let to = to.clone();
        Callback::from(move |place: usize| to(place).map(|route| AttrValue::from(route.to_path())))
    };
    let on_open = Callback::from(move |place: usize| to(place).iter().for_each(go_to));
    html! {
        <Table caption="Past reviews" {columns} len={report.len()} {cell} sorted={sorted.map(|place| (place, order))} {on_sort}
            row_rem={(!props.whole).then_some(ROW)} {href} {on_open} on_sight={props.on_sight.clone()} />
    }
}

/// Returns what a column is called.
pub(super) fn heading(column: ReviewsColumn) -> &'static str {
    match column {
        ReviewsColumn::Client => "Client",
        ReviewsColumn::Journey => "Journey",
        ReviewsColumn::Section => "Section",
        ReviewsColumn::Round => "Round",
        ReviewsColumn::Asked => "Asked",
        ReviewsColumn::Claimed => "Claimed",
        ReviewsColumn::Finished => "Finished",
        ReviewsColumn::Turnaround => "Turnaround",
        ReviewsColumn::Outcome => "Outcome",
        ReviewsColumn::Comments => "Comments",
    }
}

fn column(column: ReviewsColumn) -> Column {
    let shape = Column::new(heading(column)).sorts();
    match column {
        ReviewsColumn::Round | ReviewsColumn::Turnaround | ReviewsColumn::Comments => shape.figures(),
        _ => shape,
    }
}

fn content(row: &Row, column: ReviewsColumn, clock: &Clock) -> Html {
    let words = |text: &str| html! { <span dir="auto" title={text.to_owned()}>{ text }</span> };
    match column {
        ReviewsColumn::Client => words(&row.client),
        ReviewsColumn::Journey => words(&row.journey),
        ReviewsColumn::Section => words(&row.section),
        ReviewsColumn::Round => html! { row.round },
        ReviewsColumn::Asked => day(clock, row.asked_at),
        ReviewsColumn::Claimed => row.claimed_at.map(|at| day(clock, at)).unwrap_or_default(),
        ReviewsColumn::Finished => day(clock, row.finished_at),
        ReviewsColumn::Turnaround => {
            html! { <span title={say_length(Span(row.turnaround))}>{ short(row.turnaround) }</span> }
        }
        ReviewsColumn::Outcome => {
            let (name, kind) = outcome_name(row.outcome);
            html! { <Badge {kind}>{ name }</Badge> }
        }
        ReviewsColumn::Comments => html! { row.comments },
    }
}

fn day(clock: &Clock, at: i64) -> Html {
    let year = day_of(clock, now().0).year;
    html! { <span class="num" title={exactly(clock, at)}>{ day_of(clock, at).said_in(year) }</span> }
}

/// Returns a length of time in the room of a column: "2 d 4 h", "11 h", "35 min".
fn short(length: i64) -> String {
    let minutes = length.max(0) / 60_000;
    match (minutes / 1_440, minutes % 1_440 / 60) {
        (0, 0) => format!("{minutes} min"),
        (0, hours) => format!("{hours} h"),
        (days, 0) => format!("{days} d"),
        (days, hours) => format!("{days} d {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_length_of_time_has_room_in_a_column() {
        for (minutes, said) in [(0, "0 min"), (59, "59 min"), (90, "1 h"), (1_440, "1 d"), (3_140, "2 d 4 h")]
        {
            assert_eq!(short(minutes * 60_000), said);
        }
    }
}
