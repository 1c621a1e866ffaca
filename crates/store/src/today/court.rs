//! What is in a mentor's court, and what they got done lately.

use crate::StoreError;
use crate::ask::Reader;
use crate::engine::{Record, Stmt};
use crate::reviews::queries::{in_court, open_for};
use crate::visible;
use domain::base::{Span, Stored};
use domain::reviews::ReviewRow;

/// How far back the line of progress looks.
const LATELY: Span = Span::days(30);

/// Claim and completion of each review that the viewer completed since `$2`.
pub(super) const RECENT: Stmt = Stmt::new(
    "today.recent",
    concat!(
        "SELECT t.completed_at - c.claimed_at
         FROM reviews t
         JOIN claims c ON c.id = t.claim_id
         WHERE t.mentor_id = $1 AND t.completed_at >= $2 AND ",
        visible!("t", "reviews"),
        " AND ",
        visible!("c", "claims"),
        " ORDER BY 1"
    ),
);

/// What a mentor holds and what is kept for them.
pub(super) struct Court {
    /// The reviews, by deadline.
    pub(super) rows: Vec<ReviewRow>,
    /// How many reviews they may claim besides.
    pub(super) others: i64,
}

/// Returns what is in the viewer's court.
pub(super) fn court(reader: &mut Reader) -> Result<Court, StoreError> {
    let rows = in_court(reader)?;
    let reserved = rows.iter().filter(|row| row.reserved).count();
    let others = open_for(reader)?.saturating_sub(i64::try_from(reserved).unwrap_or(i64::MAX));
    Ok(Court { rows, others })
}

/// What a mentor got done lately.
pub(super) struct Work {
    /// How many reviews.
    pub(super) completed: i64,
    /// The middle time from claim to completion, in milliseconds.
    pub(super) median: Option<i64>,
}

/// Returns what the viewer completed in the last 30 days.
pub(super) fn recent_work(reader: &mut Reader) -> Result<Work, StoreError> {
    let since = domain::base::Instant(reader.now.0.saturating_sub(LATELY.0));
    let rows = reader.rows(&RECENT, &[since.to_value()])?;
    let spans: Vec<i64> = rows.iter().map(|row: &Record| row.int(0)).collect::<Result<_, _>>()?;
    Ok(Work { completed: i64::try_from(spans.len()).unwrap_or(i64::MAX), median: median(&spans) })
}

/// Returns the middle of sorted spans; of two in the middle, their mean.
fn median(sorted: &[i64]) -> Option<i64> {
    let upper = sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(*upper);
    }
    let lower = sorted.get((sorted.len() / 2).checked_sub(1)?)?;
    Some(lower.midpoint(*upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_one_in_the_middle_or_the_mean_of_two() {
        let cases: [(&[i64], Option<i64>); 4] =
            [(&[], None), (&[5], Some(5)), (&[2, 4], Some(3)), (&[1, 2, 90], Some(2))];
        for (spans, expected) in cases {
            assert_eq!(median(spans), expected, "{spans:?}");
        }
    }
}
