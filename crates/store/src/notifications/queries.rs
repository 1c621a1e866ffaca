//! What happened that a person should know.

use crate::StoreError;
use crate::ask::Reader;
use crate::engine::{Record, Stmt};
use crate::visible;
use domain::enrolments::EnrolmentId;
use domain::journeys::SectionId;
use domain::notifications::{Happened, NotificationsView, gather};

/// The condition that the viewer did not switch the kind of the notification `t` off.
macro_rules! told_in_app {
    () => {
        concat!(
            "NOT EXISTS
              (SELECT 1
               FROM notification_preferences p
               WHERE p.person_id = $1 AND p.kind = t.kind AND p.channel = 'in_app' AND p.enabled = 0 AND ",
            $crate::visible!("p", "notification_preferences"),
            ")"
        )
    };
}
pub(crate) use told_in_app;

/// All notifications of the viewer, with where a client finds the section.
pub(super) const NOTIFICATIONS: Stmt = Stmt::new(
    "notifications.notifications",
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
        " ORDER BY t.created_at DESC, t.id DESC"
    ),
);

/// Returns what happened that the viewer should know, as lines.
pub(crate) fn notifications(reader: &mut Reader) -> Result<NotificationsView, StoreError> {
    let rows = reader.rows(&NOTIFICATIONS, &[])?;
    let happened = |row: &Record| {
        let enrolment: Option<EnrolmentId> = row.stored(3)?;
        let section: Option<SectionId> = row.stored(4)?;
        Ok::<_, StoreError>(Happened {
            id: row.stored(0)?,
            kind: row.stored(1)?,
            submission: row.stored(2)?,
            place: enrolment.zip(section),
            subject: row.text(5)?.to_owned(),
            at: row.instant(6)?,
            read_at: row.opt_instant(7)?,
            snoozed_until: row.opt_instant(8)?,
        })
    };
    let happened = rows.iter().map(happened).collect::<Result<Vec<_>, _>>()?;
    Ok(NotificationsView { lines: gather(happened, reader.now) })
}
