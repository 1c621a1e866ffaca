//! What happened, newest first.

use crate::StoreError;
use crate::ask::Reader;
use crate::engine::{Record, Stmt};
use crate::visible;
use domain::enrolments::EnrolmentId;
use domain::journeys::SectionId;
use domain::today::EventView;

/// The newest notifications, with where a client finds the section.
pub(super) const EVENTS: Stmt = Stmt::new(
    "today.events",
    concat!(
        "SELECT t.id, t.kind, t.submission_id, s.enrolment_id, s.section_id, t.subject, t.created_at, t.read_at
         FROM notifications t
         LEFT JOIN section_reviews s ON s.id = t.submission_id AND s.client_id = $1 AND ",
        visible!("s", "section_reviews"),
        " WHERE t.recipient_id = $1 AND ",
        visible!("t", "notifications"),
        " ORDER BY t.created_at DESC, t.id DESC
         LIMIT 10"
    ),
);

/// Returns what happened, newest first, at most ten.
pub(super) fn events(reader: &mut Reader) -> Result<Vec<EventView>, StoreError> {
    let rows = reader.rows(&EVENTS, &[])?;
    let event = |row: &Record| {
        let enrolment: Option<EnrolmentId> = row.stored(3)?;
        let section: Option<SectionId> = row.stored(4)?;
        Ok(EventView {
            id: row.stored(0)?,
            kind: row.stored(1)?,
            submission: row.stored(2)?,
            place: enrolment.zip(section),
            subject: row.text(5)?.to_owned(),
            at: row.instant(6)?,
            read: row.opt_instant(7)?.is_some(),
        })
    };
    rows.iter().map(event).collect()
}
