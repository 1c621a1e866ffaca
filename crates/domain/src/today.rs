//! The first screen of the day: what is in one's court, and what happened since.

use crate::base::{Instant, Span};
use crate::enrolments::{EnrolmentId, MyJourney};
use crate::journeys::SectionId;
use crate::notifications::{Happened, NotificationId, NotificationKind, NotificationLine, gather};
use crate::reviews::{ReviewRow, SubmissionId, SubmissionState};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// How long something that was read is still told.
const LATELY: Span = Span::days(14);

/// The first screen of the day. A person who is both mentor and client sees both parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TodayView {
    /// For mentors: what they hold and what is kept for them, by deadline.
    pub court: Vec<ReviewRow>,
    /// For mentors: how many open reviews they may claim besides.
    pub queue: i64,
    /// For mentors: how many reviews they completed in the last 30 days.
    pub completed_30_days: i64,
    /// For mentors: the middle time from claim to completion of those, in milliseconds.
    pub median_work_ms: Option<i64>,
    /// For clients: sections that are with a mentor or wait for a change.
    pub sections: Vec<TodaySection>,
    /// For clients: their journeys.
    pub journeys: Vec<MyJourney>,
    /// What happened lately or was not read, newest first: of the last ten things, the same as one.
    pub events: Vec<EventView>,
}

/// A client's section that something is going on with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TodaySection {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// The section.
    pub section: SectionId,
    /// Its title.
    pub title: String,
    /// The journey's title.
    pub journey_title: String,
    /// The round, from 1.
    pub round: i64,
    /// Where it stands.
    pub state: SubmissionState,
    /// The mentor who has it or answered.
    pub mentor: Option<String>,
    /// How many comments ask for something and are not settled.
    pub open_comments: i64,
    /// Since when.
    pub since: Instant,
}

/// Something that happened, or the same several times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventView {
    /// The newest notification of it.
    pub id: NotificationId,
    /// How often it happened.
    pub times: usize,
    /// What happened.
    pub kind: NotificationKind,
    /// The review it is about.
    pub submission: Option<SubmissionId>,
    /// For clients: where the section is.
    pub place: Option<(EnrolmentId, SectionId)>,
    /// The section's title.
    pub subject: String,
    /// When, the last time.
    pub at: Instant,
    /// Whether it was read.
    pub read: bool,
}

/// Returns what the first screen tells of what happened: the lines of the bell, without what was read long ago, newest first.
#[must_use]
pub fn told(happened: Vec<Happened>, now: Instant) -> Vec<EventView> {
    let mut lines = gather(happened, now);
    lines.retain(|line| !line.read || now - line.at < LATELY);
    lines.sort_by_key(|line| Reverse(line.at));
    lines.into_iter().filter_map(event).collect()
}

fn event(line: NotificationLine) -> Option<EventView> {
    let (id, _) = *line.each.first()?;
    Some(EventView {
        id,
        times: line.each.len(),
        kind: line.kind,
        submission: line.submission,
        place: line.place,
        subject: line.subject,
        at: line.at,
        read: line.read,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn happened(kind: NotificationKind, at: i64) -> Happened {
        Happened {
            id: NotificationId(Uuid::from_u128(at.unsigned_abs().into())),
            kind,
            submission: None,
            place: None,
            subject: "Final days".to_owned(),
            at: Instant(at),
            read_at: None,
            snoozed_until: None,
        }
    }

    #[test]
    fn the_same_several_times_is_told_once_with_its_newest_moment() {
        use NotificationKind::{CommentReplied, ReviewRequested};
        let rows =
            vec![happened(CommentReplied, 9), happened(ReviewRequested, 8), happened(CommentReplied, 7)];
        let told = told(rows, Instant(10));
        let told: Vec<_> = told.iter().map(|event| (event.at.0, event.times)).collect();
        assert_eq!(told, [(9, 2), (8, 1)]);
    }

    #[test]
    fn what_was_read_stands_among_the_rest_by_its_moment_and_is_told_no_more_when_it_is_old() {
        use NotificationKind::{ReviewApproved, ReviewRequested};
        let read = Happened { read_at: Some(Instant(3)), ..happened(ReviewApproved, 2) };
        let rows = vec![happened(ReviewRequested, 1), read];
        let kinds = |now| told(rows.clone(), now).iter().map(|event| event.kind).collect::<Vec<_>>();
        assert_eq!(kinds(Instant(4)), [ReviewApproved, ReviewRequested]);
        assert_eq!(kinds(Instant(2) + LATELY), [ReviewRequested]);
    }
}
