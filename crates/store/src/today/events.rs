//! What happened, newest first.

use crate::StoreError;
use crate::ask::Reader;
use crate::engine::Stmt;
use crate::notifications::queries::{happened, told_in_app};
use crate::visible;
use domain::today::{EventView, told};

/// The newest notifications, with where a client finds the section.
pub(super) const EVENTS: Stmt = Stmt::new(
    "today.events",
    concat!(
        "SELECT t.id, t.kind, t.submission_id, s.enrolment_id, s.section_id, t.subject, t.created_at, t.read_at,
                t.snoozed_until
         FROM notifications t
         LEFT JOIN section_reviews s ON s.id = t.submission_id AND s.client_id = $1 AND ",
        visible!("s", "section_reviews"),
        " WHERE t.recipient_id = $1 AND ",
        told_in_app!(),
        " AND ",
        visible!("t", "notifications"),
        " ORDER BY t.created_at DESC, t.id DESC
         LIMIT 10"
    ),
);

/// Returns what happened, newest first: of the last ten things, the same as one.
pub(super) fn events(reader: &mut Reader) -> Result<Vec<EventView>, StoreError> {
    Ok(told(happened(reader, &EVENTS)?, reader.now))
}
