//! What a mentor holds: the reviews under a claim of theirs that has not ended. One whose lease ran out is
//! still among them until another mentor claims it.

use super::changed::changed_fields;
use super::list::Base;
use crate::StoreError;
use crate::ask::Reader;
use crate::engine::{Record, Stmt};
use crate::visible;
use domain::reviews::SubmissionId;
use std::collections::BTreeMap;

/// The condition that the claim `c` on the open round `t` is the viewer's and has not ended. A claim that has
/// not ended is the newest: the next one ends it.
macro_rules! held {
    () => {
        concat!(
            "c.mentor_id = $1 AND c.ended_at IS NULL AND t.state = 'open' AND ",
            visible!("c", "claims"),
            " AND ",
            visible!("t", "section_reviews")
        )
    };
}
pub(super) use held;

pub(super) const HELD: Stmt = Stmt::new(
    "reviews.held",
    concat!(
        "SELECT t.id, t.journey_id, t.section_id, t.client_id, t.round, t.priority, t.requested_at, t.state,
                c.expires_at, t.previous_id,
                (SELECT q.words FROM queue_items q WHERE q.id = t.id AND ",
        visible!("q", "queue_items"),
        ")
         FROM claims c
         JOIN section_reviews t ON t.id = c.submission_id
         WHERE ",
        held!(),
        " ORDER BY c.expires_at, t.id"
    ),
);

pub(super) const HELD_COMMENTS: Stmt = Stmt::new(
    "reviews.held_comments",
    concat!(
        "SELECT t.id, count(*)
         FROM claims c
         JOIN section_reviews t ON t.id = c.submission_id
         JOIN review_comments n ON n.enrolment_id = t.enrolment_id AND n.section_id = t.section_id
         WHERE ",
        held!(),
        " AND n.kind <> 'praise'
          AND NOT EXISTS
              (SELECT 1
               FROM comment_resolutions r
               WHERE r.id = n.id AND r.resolved = 1 AND ",
        visible!("r", "comment_resolutions"),
        ")
          AND ",
        visible!("n", "review_comments"),
        " GROUP BY t.id
         ORDER BY t.id"
    ),
);

/// Returns the reviews that the viewer holds, by the end of their lease.
pub(super) fn held_reviews(reader: &mut Reader) -> Result<Vec<Base>, StoreError> {
    let rows = reader.rows(&HELD, &[])?;
    let comments = open_comments(reader)?;
    let rounds = rows.iter().map(|row| Ok((row.stored(0)?, row.stored(9)?)));
    let changed = changed_fields(reader, rounds.collect::<Result<_, StoreError>>()?)?;
    let base = |row: &Record| {
        let submission = row.stored(0)?;
        Ok(Base {
            submission,
            journey: row.stored(1)?,
            section: row.stored(2)?,
            client: Some(row.stored(3)?),
            round: row.int(4)?,
            priority: row.stored(5)?,
            words: row.opt_int(10)?,
            requested_at: row.instant(6)?,
            state: row.stored(7)?,
            until: Some(row.instant(8)?),
            reserved: false,
            changed_fields: changed.get(&submission).copied().unwrap_or(0),
            open_comments: comments.get(&submission).copied().unwrap_or(0),
            completed_at: None,
        })
    };
    rows.iter().map(base).collect()
}

fn open_comments(reader: &mut Reader) -> Result<BTreeMap<SubmissionId, i64>, StoreError> {
    let rows = reader.rows(&HELD_COMMENTS, &[])?;
    rows.iter().map(|row| Ok((row.stored(0)?, row.int(1)?))).collect()
}
