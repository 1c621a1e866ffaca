//! What a mentor completed, newest first.

use super::list::Base;
use crate::StoreError;
use crate::ask::Reader;
use crate::engine::{Record, Stmt};
use crate::visible;

pub(super) const DONE: Stmt = Stmt::new(
    "reviews.done",
    concat!(
        "SELECT s.id, s.journey_id, s.section_id, s.client_id, s.round, s.priority, s.requested_at, s.state,
                t.completed_at,
                (SELECT count(*)
                 FROM review_comments n
                 WHERE n.enrolment_id = t.enrolment_id AND n.section_id = t.section_id AND n.review_id = t.id
                 AND n.kind <> 'praise'
                 AND NOT EXISTS
                     (SELECT 1
                      FROM comment_resolutions r
                      WHERE r.id = n.id AND r.resolved = 1 AND ",
        visible!("r", "comment_resolutions"),
        ")
                 AND ",
        visible!("n", "review_comments"),
        ")
         FROM reviews t
         JOIN section_reviews s ON s.id = t.submission_id
         WHERE t.mentor_id = $1 AND ",
        visible!("t", "reviews"),
        " AND ",
        visible!("s", "section_reviews"),
        " ORDER BY t.completed_at DESC, s.id"
    ),
);

/// Returns the reviews that the viewer completed, newest first.
pub(super) fn done(reader: &mut Reader) -> Result<Vec<Base>, StoreError> {
    let rows = reader.rows(&DONE, &[])?;
    let base = |row: &Record| {
        Ok(Base {
            submission: row.stored(0)?,
            journey: row.stored(1)?,
            section: row.stored(2)?,
            client: Some(row.stored(3)?),
            round: row.int(4)?,
            priority: row.stored(5)?,
            words: None,
            requested_at: row.instant(6)?,
            state: row.stored(7)?,
            until: None,
            reserved: false,
            changed_fields: 0,
            open_comments: row.int(9)?,
            completed_at: Some(row.instant(8)?),
        })
    };
    rows.iter().map(base).collect()
}
