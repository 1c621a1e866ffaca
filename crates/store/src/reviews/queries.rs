//! The lists of reviews: the queue, what a mentor holds, and what they completed.

use super::held::held;
use super::queue::claimable;
use super::{done, held as in_hand, kept, list, queue};
use crate::StoreError;
use crate::ask::{AskError, Reader};
use crate::engine::Stmt;
use crate::visible;
use domain::base::Stored;
use domain::reviews::{ReviewList, ReviewRow, ReviewsView};

/// How many reviews the viewer holds.
pub(super) const HELD_COUNT: Stmt = Stmt::new(
    "reviews.held_count",
    concat!(
        "SELECT count(*)
         FROM claims c
         JOIN section_reviews t ON t.id = c.submission_id
         WHERE ",
        held!()
    ),
);

/// How many reviews the viewer completed.
pub(super) const DONE_COUNT: Stmt = Stmt::new(
    "reviews.done_count",
    concat!(
        "SELECT count(*)
         FROM reviews t
         JOIN section_reviews s ON s.id = t.submission_id
         WHERE t.mentor_id = $1 AND ",
        visible!("t", "reviews"),
        " AND ",
        visible!("s", "section_reviews")
    ),
);

/// The reviews that the viewer may claim, by number.
pub(super) const OPEN_FOR: Stmt =
    Stmt::new("reviews.open_for", concat!("SELECT count(*) FROM queue_items t WHERE ", claimable!()));

/// Returns what a mentor holds and what the queue keeps for them, by the end of the time they have.
pub(crate) fn in_court(reader: &mut Reader) -> Result<Vec<ReviewRow>, StoreError> {
    let mut base = in_hand::held_reviews(reader)?;
    base.extend(queue::reserved(reader)?);
    base.sort_by_key(|base| (base.until, base.submission));
    list::rows(reader, base)
}

/// What is in the viewer's court, by number: held, and kept for them.
pub(super) const IN_COURT: Stmt = Stmt::new(
    "reviews.in_court",
    concat!(
        "SELECT
         (SELECT count(*)
          FROM claims c
          JOIN section_reviews t ON t.id = c.submission_id
          WHERE ",
        held!(),
        ")
         + (SELECT count(*)
            FROM queue_items t
            WHERE t.reserved_for = $1 AND t.reserved_until >= $2 AND ",
        claimable!(),
        ")"
    ),
);

/// Returns how many reviews are in the viewer's court.
pub(crate) fn in_court_count(reader: &mut Reader) -> Result<i64, StoreError> {
    let rows = reader.rows(&IN_COURT, &[reader.now.to_value()])?;
    rows.first().map_or(Ok(0), |row| row.int(0))
}

/// Returns how many reviews the viewer may claim.
pub(crate) fn open_for(reader: &mut Reader) -> Result<i64, StoreError> {
    let rows = reader.rows(&OPEN_FOR, &[reader.now.to_value()])?;
    rows.first().map_or(Ok(0), |row| row.int(0))
}

/// Returns a list of reviews with what every list shows: how long the others are, and what waits.
pub(crate) fn reviews(reader: &mut Reader, which: ReviewList) -> Result<ReviewsView, AskError> {
    let base = match which {
        ReviewList::Queue => queue::queue(reader)?,
        ReviewList::Mine => in_hand::held_reviews(reader)?,
        ReviewList::Done => done::done(reader)?,
    };
    let rows = list::rows(reader, base)?;
    // What was just read is not counted by another statement: of a long list that took as long as reading it.
    let here = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let queue = if which == ReviewList::Queue { here } else { open_for(reader)? };
    let mine = if which == ReviewList::Mine { here } else { count(reader, &HELD_COUNT)? };
    let done = if which == ReviewList::Done { here } else { count(reader, &DONE_COUNT)? };
    Ok(ReviewsView { rows, queue, mine, done, kept: kept::kept(reader)? })
}

fn count(reader: &mut Reader, stmt: &Stmt) -> Result<i64, StoreError> {
    let rows = reader.rows(stmt, &[])?;
    rows.first().map_or(Ok(0), |row| row.int(0))
}
