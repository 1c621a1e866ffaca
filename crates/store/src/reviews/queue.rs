//! The queue: open reviews that a mentor may claim now. Who holds one is decided by its claims and the
//! time, so a lease that ran out is free without a job.

use super::list::Base;
use crate::StoreError;
use crate::ask::Reader;
use crate::engine::Stmt;
use crate::visible;
use domain::base::Stored;
use domain::reviews::SubmissionState;

/// The condition that the viewer may claim the queue item `t` at `$2`: of a journey that they review now,
/// not reserved for someone else, not held, not their own lapsed claim (which is among theirs), and not
/// what they sent themselves.
macro_rules! claimable {
    () => {
        concat!(
            "t.journey_id IN
                 (SELECT a.journey_id
                  FROM mentor_assignments a
                  WHERE a.mentor_id = $1 AND a.active = 1 AND ",
            visible!("a", "mentor_assignments"),
            ")
             AND (t.reserved_for IS NULL OR t.reserved_for = $1 OR COALESCE(t.reserved_until, 0) < $2)
             AND NOT EXISTS
                 (SELECT 1
                  FROM claims c
                  WHERE c.submission_id = t.id AND c.ended_at IS NULL
                  AND (c.expires_at >= $2 OR c.mentor_id = $1) AND ",
            visible!("c", "claims"),
            ")
             AND NOT EXISTS
                 (SELECT 1
                  FROM section_reviews s
                  WHERE s.id = t.id AND s.client_id = $1 AND ",
            visible!("s", "section_reviews"),
            ")
             AND ",
            visible!("t", "queue_items")
        )
    };
}
pub(super) use claimable;

/// In the order of the screen: kept for the viewer, then the most urgent, then the oldest.
pub(super) const QUEUE: Stmt = Stmt::new(
    "reviews.queue",
    concat!(
        "SELECT t.id, t.journey_id, t.section_id, t.round, t.priority, t.words, t.requested_at,
                CASE WHEN t.reserved_for = $1 AND t.reserved_until >= $2 THEN t.reserved_until END
         FROM queue_items t
         WHERE ",
        claimable!(),
        " ORDER BY
             CASE WHEN t.reserved_for = $1 AND t.reserved_until >= $2 THEN 0 ELSE 1 END,
             CASE t.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 ELSE 2 END,
             t.requested_at,
             t.id"
    ),
);

/// The part of the queue that is kept for the viewer.
pub(super) const RESERVED: Stmt = Stmt::new(
    "reviews.reserved",
    concat!(
        "SELECT t.id, t.journey_id, t.section_id, t.round, t.priority, t.words, t.requested_at,
                t.reserved_until
         FROM queue_items t
         WHERE t.reserved_for = $1 AND t.reserved_until >= $2 AND ",
        claimable!(),
        " ORDER BY t.reserved_until, t.id"
    ),
);

/// Returns the reviews that the viewer may claim, in the order of the screen.
pub(super) fn queue(reader: &mut Reader) -> Result<Vec<Base>, StoreError> {
    open(reader, &QUEUE)
}

/// Returns the reviews that are kept for the viewer, by the time until when.
pub(super) fn reserved(reader: &mut Reader) -> Result<Vec<Base>, StoreError> {
    open(reader, &RESERVED)
}

fn open(reader: &mut Reader, which: &Stmt) -> Result<Vec<Base>, StoreError> {
    let rows = reader.rows(which, &[reader.now.to_value()])?;
    let base = |row: &crate::engine::Record| {
        let until = row.opt_instant(7)?;
        Ok(Base {
            submission: row.stored(0)?,
            journey: row.stored(1)?,
            section: row.stored(2)?,
            client: None,
            round: row.int(3)?,
            priority: row.stored(4)?,
            words: Some(row.int(5)?),
            requested_at: row.instant(6)?,
            state: SubmissionState::Open,
            until,
            reserved: until.is_some(),
            changed_fields: 0,
            open_comments: 0,
            completed_at: None,
        })
    };
    rows.iter().map(base).collect()
}
