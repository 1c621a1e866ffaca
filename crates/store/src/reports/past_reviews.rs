//! The reviews that a mentor finished, one row each, with the names that the mentor knows.

use crate::engine::{Record, Stmt};
use crate::visible;
use domain::base::Value;
use domain::rows::Table;

/// The tables that the rows come from.
pub(super) const READS: [Table; 7] = [
    Table::Review,
    Table::Submission,
    Table::Claim,
    Table::ReviewComment,
    Table::ClientCard,
    Table::Journey,
    Table::Section,
];

/// Expands to the finished reviews of `$1`, as the copy's table has them.
macro_rules! past_reviews {
    () => {
        concat!(
            "WITH cards AS (
                 SELECT k.client_id, min(k.name) AS name
                 FROM client_cards k
                 WHERE k.mentor_id = $1 AND ",
            visible!("k", "client_cards"),
            "    GROUP BY k.client_id
             ),
             past_reviews AS (
                 SELECT s.id AS id, CAST($1 AS TEXT) AS viewer, COALESCE(c.name, 'A client') AS client,
                        j.title AS journey, n.title AS section, t.round AS round, s.requested_at AS asked_at,
                        (SELECT h.claimed_at FROM claims h WHERE h.id = t.claim_id AND ",
            visible!("h", "claims"),
            ") AS claimed_at,
                        t.completed_at AS finished_at, t.completed_at - s.requested_at AS turnaround,
                        t.outcome AS outcome,
                        (SELECT count(*)
                         FROM review_comments e
                         WHERE e.enrolment_id = t.enrolment_id AND e.section_id = t.section_id
                         AND e.review_id = t.id AND ",
            visible!("e", "review_comments"),
            ") AS comments
                 FROM reviews t
                 JOIN section_reviews s ON s.id = t.submission_id
                 JOIN sections n ON n.id = t.section_id
                 JOIN journeys j ON j.id = n.journey_id
                 LEFT JOIN cards c ON c.client_id = t.client_id
                 WHERE t.mentor_id = $1 AND ",
            visible!("t", "reviews"),
            " AND ",
            visible!("s", "section_reviews"),
            " AND ",
            visible!("n", "sections"),
            " AND ",
            visible!("j", "journeys"),
            ")\n"
        )
    };
}

/// Every row.
pub(super) const ROWS: Stmt = Stmt::new(
    "reports.past_reviews",
    concat!(
        past_reviews!(),
        "SELECT p.id, p.viewer, p.client, p.journey, p.section, p.round, p.asked_at, p.claimed_at, p.finished_at,
                p.turnaround, p.outcome, p.comments
         FROM past_reviews p
         ORDER BY p.id"
    ),
);

pub(super) const PAGE: Stmt = Stmt::new(
    "reports.reviews_page",
    concat!(past_reviews!(), include_str!("../../sql/reports/reviews_page.sql")),
);

pub(super) const TOTALS: Stmt = Stmt::new(
    "reports.reviews_totals",
    concat!(past_reviews!(), include_str!("../../sql/reports/reviews_totals.sql")),
);

pub(super) const VALUES: Stmt = Stmt::new(
    "reports.reviews_values",
    concat!(past_reviews!(), include_str!("../../sql/reports/reviews_values.sql")),
);

/// Returns the rows as JSON: a list of lists.
pub(super) fn copy(rows: &[Record]) -> String {
    let lists = rows.iter().map(|row| row.values().iter().map(json).collect());
    serde_json::Value::Array(lists.map(serde_json::Value::Array).collect()).to_string()
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Text(text) => text.as_str().into(),
        Value::Int(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
    }
}
