//! The rows that were read so far, a hundred at a time. Pure.

use super::source::{Known, Row, Totals};
use device::reports::{Clock, ReviewsWish};
use domain::base::Refusal;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// How many rows are read at a time.
pub(super) const AT_A_TIME: usize = 100;

/// What was read of one report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Report {
    /// The number of the asking.
    pub(super) asked: u32,
    /// What was asked for.
    pub(super) wish: ReviewsWish,
    /// What the rows come to.
    pub(super) totals: Totals,
    /// What all rows, filtered or not, can be filtered by.
    pub(super) known: Rc<Vec<Known>>,
    /// The person's clock.
    pub(super) clock: Rc<Clock>,
    pages: BTreeMap<usize, Rc<Vec<Row>>>,
}

impl Report {
    /// Returns a report of which no row was read yet.
    pub(super) fn new(
        asked: u32,
        wish: ReviewsWish,
        totals: Totals,
        known: Vec<Known>,
        clock: Clock,
    ) -> Self {
        let pages = BTreeMap::new();
        Self { asked, wish, totals, known: Rc::new(known), clock: Rc::new(clock), pages }
    }

    /// Returns the report with some rows more.
    pub(super) fn with(mut self, page: usize, rows: Vec<Row>) -> Self {
        self.pages.insert(page, Rc::new(rows));
        self
    }

    /// Returns how many rows there are.
    pub(super) fn len(&self) -> usize {
        usize::try_from(self.totals.reviews).unwrap_or_default()
    }

    /// Returns a row that was read.
    pub(super) fn row(&self, place: usize) -> Option<&Row> {
        self.pages.get(&(place / AT_A_TIME))?.get(place % AT_A_TIME)
    }

    /// Returns the pages that some rows need and that were not read yet.
    pub(super) fn missing(&self, rows: Range<usize>) -> Vec<usize> {
        let rows = rows.start..rows.end.min(self.len());
        if rows.is_empty() {
            return Vec::new();
        }
        let pages = rows.start / AT_A_TIME..=(rows.end - 1) / AT_A_TIME;
        pages.filter(|page| !self.pages.contains_key(page)).collect()
    }

    /// Whether every row was read.
    pub(super) fn is_whole(&self) -> bool {
        self.missing(0..self.len()).is_empty()
    }
}

/// What is known of a report.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Reading {
    /// Nothing yet.
    #[default]
    Pending,
    /// It could not be read.
    Failed(Refusal),
    /// Some of it.
    Ready(Report),
}

/// Something that was heard.
pub(super) enum Heard {
    /// A report, which takes the place of the one before.
    Report(Report),
    /// Rows of the report with this number.
    Rows(u32, usize, Vec<Row>),
    /// Why the report could not be read.
    Refused(Refusal),
}

impl Reducible for Reading {
    type Action = Heard;

    fn reduce(self: Rc<Self>, heard: Heard) -> Rc<Self> {
        match (heard, &*self) {
            (Heard::Report(report), Self::Ready(shown)) if report.asked < shown.asked => self,
            (Heard::Report(report), _) => Rc::new(Self::Ready(report)),
            (Heard::Rows(asked, page, rows), Self::Ready(shown)) if asked == shown.asked => {
                Rc::new(Self::Ready(shown.clone().with(page, rows)))
            }
            (Heard::Rows(..), _) => self,
            (Heard::Refused(refusal), _) => Rc::new(Self::Failed(refusal)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::wish::Wish;
    use super::*;
    use domain::reviews::Outcome;

    fn row(id: usize) -> Row {
        Row {
            id: id.to_string(),
            client: "Ruth Nakamura".to_owned(),
            journey: "Care".to_owned(),
            section: "Final days".to_owned(),
            round: 1,
            asked_at: 0,
            claimed_at: None,
            finished_at: 0,
            turnaround: 0,
            outcome: Outcome::Approved,
            comments: 0,
        }
    }

    fn report(asked: u32, reviews: i64) -> Report {
        let clock = Clock { zone: "UTC".to_owned(), ahead: Vec::new() };
        let wish = Wish::default().asked(&clock, 0);
        Report::new(asked, wish, Totals { reviews, ..Totals::default() }, Vec::new(), clock)
    }

    fn shown(state: &Reading) -> &Report {
        match state {
            Reading::Ready(report) => report,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_the_rows_in_sight_are_missing() {
        let (empty, report) = (report(1, 0), report(1, 10_000));
        assert_eq!(report.missing(0..40), [0]);
        assert_eq!(report.missing(190..230), [1, 2]);
        assert_eq!(report.missing(9_980..10_040), [99]);
        assert!(empty.missing(0..40).is_empty());
    }

    #[test]
    fn rows_are_found_once_they_were_read() {
        let report = report(1, 250).with(2, (200..250).map(row).collect());
        assert_eq!(report.row(201).map(|row| row.id.as_str()), Some("201"));
        assert_eq!(report.row(20), None);
        assert_eq!(report.missing(190..230), [1]);
        assert!(!report.is_whole());
    }

    #[test]
    fn what_comes_late_is_passed_over() {
        let state = Rc::new(Reading::Ready(report(2, 10)));
        let state = state.reduce(Heard::Rows(1, 0, vec![row(1)]));
        assert_eq!(shown(&state).row(0), None);
        let state = state.reduce(Heard::Report(report(1, 3)));
        assert_eq!(shown(&state).len(), 10);
        let state = state.reduce(Heard::Rows(2, 0, vec![row(1)]));
        assert!(shown(&state).row(0).is_some());
    }
}
