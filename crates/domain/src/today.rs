//! The first screen of the day: what is in one's court, and what happened since.

use crate::base::Instant;
use crate::enrolments::{EnrolmentId, MyJourney};
use crate::journeys::SectionId;
use crate::notifications::{NotificationId, NotificationKind};
use crate::reviews::{ReviewRow, SubmissionId, SubmissionState};
use serde::{Deserialize, Serialize};

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
    /// What happened, newest first, at most ten.
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

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventView {
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
    /// Whether it was read.
    pub read: bool,
}
