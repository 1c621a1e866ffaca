//! The lists of reviews: the queue, what a mentor holds, and what they completed.

use super::held::held;
use super::queue::claimable;
use super::{done, held as in_hand, kept, list, queue};
use crate::ask::{AskError, Reader};
use crate::engine::Stmt;
use crate::visible;
use domain::base::Stored;
use domain::reviews::{ReviewList, ReviewsView};

/// How long each list is.
pub(super) const COUNTS: Stmt = Stmt::new(
    "reviews.counts",
    concat!(
        "SELECT
         (SELECT count(*)
          FROM claims c
          JOIN section_reviews t ON t.id = c.submission_id
          WHERE ",
        held!(),
        "),
         (SELECT count(*)
          FROM reviews t
          JOIN section_reviews s ON s.id = t.submission_id
          WHERE t.mentor_id = $1 AND ",
        visible!("t", "reviews"),
        " AND ",
        visible!("s", "section_reviews"),
        "),
         (SELECT count(*)
          FROM queue_items t
          WHERE ",
        claimable!(),
        ")"
    ),
);

/// Returns a list of reviews with what every list shows: how long the others are, and what waits.
pub(crate) fn reviews(reader: &mut Reader, which: ReviewList) -> Result<ReviewsView, AskError> {
    let base = match which {
        ReviewList::Queue => queue::queue(reader)?,
        ReviewList::Mine => in_hand::held_reviews(reader)?,
        ReviewList::Done => done::done(reader)?,
    };
    let rows = list::rows(reader, base)?;
    let counts = reader.rows(&COUNTS, &[reader.now.to_value()])?;
    let count = |at: usize| counts.first().map_or(Ok(0), |row| row.int(at));
    Ok(ReviewsView { rows, mine: count(0)?, done: count(1)?, queue: count(2)?, kept: kept::kept(reader)? })
}
