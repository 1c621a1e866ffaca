//! How notifications become lines: the same thing about the same review is one line, while it is unread.
//!
//! Notifications that were read together stay together: they were one line when the person read them. Nothing is
//! counted in a row; how often something happened follows from the rows there are.

use super::{NotificationId, NotificationKind, NotificationLine};
use crate::base::Instant;
use crate::enrolments::EnrolmentId;
use crate::journeys::SectionId;
use crate::reviews::SubmissionId;
use std::cmp::Reverse;
use std::collections::HashMap;

/// One notification, with what its line needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Happened {
    /// The notification.
    pub id: NotificationId,
    /// What happened.
    pub kind: NotificationKind,
    /// The review it is about.
    pub submission: Option<SubmissionId>,
    /// For clients: where the section is.
    pub place: Option<(EnrolmentId, SectionId)>,
    /// The section's title.
    pub subject: String,
    /// When.
    pub at: Instant,
    /// When it was read.
    pub read_at: Option<Instant>,
    /// Until when it was put off, even if that is over.
    pub snoozed_until: Option<Instant>,
}

impl Happened {
    /// Returns until when it is put off at `now`.
    fn put_off(&self, now: Instant) -> Option<Instant> {
        self.snoozed_until.filter(|until| self.read_at.is_none() && *until > now)
    }

    /// Returns when it last asked for attention: when it happened, or when it came back.
    fn moment(&self, now: Instant) -> Instant {
        let back = self.snoozed_until.filter(|until| *until <= now);
        back.map_or(self.at, |back| back.max(self.at))
    }
}

/// Returns the lines at `now`: unread ones, newest first; those that were put off, by when they come back; read ones,
/// newest first.
#[must_use]
pub fn gather(mut happened: Vec<Happened>, now: Instant) -> Vec<NotificationLine> {
    happened.sort_by_cached_key(|one| (Reverse(one.moment(now)), Reverse(one.id)));
    let mut lines: Vec<NotificationLine> = Vec::new();
    let mut known = HashMap::new();
    for one in happened {
        let (put_off, moment) = (one.put_off(now), one.moment(now));
        let same = (one.kind, one.submission, one.subject.clone(), one.read_at, put_off);
        let line = known.get(&same).and_then(|place: &usize| lines.get_mut(*place));
        if let Some(line) = line {
            line.each.push((one.id, moment));
            continue;
        }
        known.insert(same, lines.len());
        lines.push(NotificationLine {
            each: vec![(one.id, moment)],
            kind: one.kind,
            submission: one.submission,
            place: one.place,
            subject: one.subject,
            at: moment,
            read: one.read_at.is_some(),
            snoozed_until: put_off,
        });
    }
    // The sort is stable: within a part the newest stay first.
    lines.sort_by_key(|line| (line.read, line.snoozed_until));
    lines
}

#[cfg(test)]
#[path = "gather_tests.rs"]
mod tests;
