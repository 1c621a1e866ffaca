//! Reports: tables of what a person did, filtered and in an order of their choice.
//!
//! Each report is a plain file in `sql/reports`, over tables such as `past_reviews` that hold one person's rows. The
//! window runs these files on a copy in memory ([`past_reviews::copy`], `crates/reports`); here the same text runs over
//! the store itself, for exports, for a browser, and so that a test can compare both.

mod past_reviews;

use crate::ask::Reader;
use crate::engine::{Record, Stmt};
use crate::{AskError, Store};
use domain::base::{Instant, PersonId, Stored, Value};

/// The tables of the copy that the window reads.
pub const COPY: &str = include_str!("../../sql/reports/copy.sql");

/// Fills [`COPY`] with what [`Store::report_copy`] returned.
pub const FILL: &str = include_str!("../../sql/reports/fill.sql");

pub(crate) const STATEMENTS: &[&Stmt] = &[
    &past_reviews::ROWS,
    Report::ReviewsPage.stmt(),
    Report::ReviewsTotals.stmt(),
    Report::ReviewsValues.stmt(),
];

/// A report that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// Some of a person's past reviews.
    ReviewsPage,
    /// What they come to.
    ReviewsTotals,
    /// What they can be filtered by.
    ReviewsValues,
}

impl Report {
    /// Every report.
    pub const ALL: [Self; 3] = [Self::ReviewsPage, Self::ReviewsTotals, Self::ReviewsValues];

    /// Returns its name: that of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReviewsPage => "reviews_page",
            Self::ReviewsTotals => "reviews_totals",
            Self::ReviewsValues => "reviews_values",
        }
    }

    /// Returns the report with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.name() == name)
    }

    /// Returns the text that runs where `past_reviews` is a table.
    #[must_use]
    pub const fn sql(self) -> &'static str {
        match self {
            Self::ReviewsPage => include_str!("../../sql/reports/reviews_page.sql"),
            Self::ReviewsTotals => include_str!("../../sql/reports/reviews_totals.sql"),
            Self::ReviewsValues => include_str!("../../sql/reports/reviews_values.sql"),
        }
    }

    /// Returns the names of its columns, in order.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::ReviewsPage => &[
                "id",
                "client",
                "journey",
                "section",
                "round",
                "asked_at",
                "claimed_at",
                "finished_at",
                "turnaround",
                "outcome",
                "comments",
            ],
            Self::ReviewsTotals => &["reviews", "clients", "approved", "comments", "turnaround"],
            Self::ReviewsValues => &["kind", "value", "reviews"],
        }
    }

    const fn stmt(self) -> &'static Stmt {
        match self {
            Self::ReviewsPage => &past_reviews::PAGE,
            Self::ReviewsTotals => &past_reviews::TOTALS,
            Self::ReviewsValues => &past_reviews::VALUES,
        }
    }
}

impl Store {
    /// Answers a report about a person's own past, with the parameters that follow the person in its file.
    ///
    /// # Errors
    /// When the parameters are not those of the report, or the store fails.
    pub fn report(
        &self,
        viewer: PersonId,
        report: Report,
        params: &[Value],
        now: Instant,
    ) -> Result<Vec<Record>, AskError> {
        self.engine().read(|tx| {
            let mut reader = Reader::new(tx, viewer, now);
            Ok(reader.rows(report.stmt(), params)?)
        })
    }

    /// Returns the rows that a person's reports are about, as JSON for [`FILL`].
    ///
    /// # Errors
    /// When the store fails.
    pub fn report_copy(&self, viewer: PersonId, now: Instant) -> Result<String, AskError> {
        self.engine().read(|tx| {
            let mut reader = Reader::new(tx, viewer, now);
            Ok(past_reviews::copy(&reader.rows(&past_reviews::ROWS, &[])?))
        })
    }

    /// Returns whether a change of these tables may change a report.
    #[must_use]
    pub fn touches_reports<'a>(tables: impl IntoIterator<Item = &'a str>) -> bool {
        tables.into_iter().any(|table| past_reviews::READS.iter().any(|read| read.name() == table))
    }
}

/// Returns the first parameter of every report.
#[must_use]
pub fn whose(viewer: PersonId) -> Value {
    viewer.to_value()
}
