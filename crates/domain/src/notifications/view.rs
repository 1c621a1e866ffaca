//! What screens show of notifications, and what is said of them outside the window.

use super::{Channel, NotificationId, NotificationKind, QuietSpan, is_on_by_default};
use crate::base::Instant;
use crate::enrolments::EnrolmentId;
use crate::journeys::SectionId;
use crate::reviews::SubmissionId;
use serde::{Deserialize, Serialize};

/// A person's notifications.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NotificationsView {
    /// The lines: unread ones, then those that were put off, then read ones.
    pub lines: Vec<NotificationLine>,
}

impl NotificationsView {
    /// Returns how many lines wait to be read, as the bell counts them.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.lines.iter().filter(|line| line.is_new()).count()
    }
}

/// One line: something that happened, or the same several times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NotificationLine {
    /// The notifications it stands for, newest first, each with when it happened.
    pub each: Vec<(NotificationId, Instant)>,
    /// What happened.
    pub kind: NotificationKind,
    /// The review it is about.
    pub submission: Option<SubmissionId>,
    /// For clients: where the section is.
    pub place: Option<(EnrolmentId, SectionId)>,
    /// The section's title.
    pub subject: String,
    /// When it happened last.
    pub at: Instant,
    /// Whether it was read.
    pub read: bool,
    /// Until when it is put off.
    pub snoozed_until: Option<Instant>,
}

impl NotificationLine {
    /// Returns the notifications it stands for.
    #[must_use]
    pub fn ids(&self) -> Vec<NotificationId> {
        self.each.iter().map(|(id, _)| *id).collect()
    }

    /// Whether it waits to be read now.
    #[must_use]
    pub fn is_new(&self) -> bool {
        !self.read && self.snoozed_until.is_none()
    }

    /// Returns the address of the page that it is about.
    #[must_use]
    pub fn address(&self) -> String {
        match (self.place, self.submission) {
            (Some((enrolment, section)), _) => format!("/journeys/{enrolment}/{section}"),
            (None, Some(submission)) => format!("/reviews/{submission}"),
            (None, None) => "/notifications".to_owned(),
        }
    }
}

/// What a person decided about being told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationPreferencesView {
    /// Every kind of notification that concerns the person.
    pub kinds: Vec<ChannelsOfKind>,
    /// When nothing is told outside the window.
    pub quiet: Option<QuietSpan>,
}

impl NotificationPreferencesView {
    /// Whether the person wants to be told of something in a place. What the bell does not tell is told nowhere.
    #[must_use]
    pub fn wants(&self, kind: NotificationKind, channel: Channel) -> bool {
        let decided = self.kinds.iter().find(|of| of.kind == kind);
        decided.map_or(is_on_by_default(kind, channel), |of| match channel {
            Channel::InApp => of.in_app,
            Channel::Desktop => of.in_app && of.desktop,
        })
    }
}

/// Where a person is told of one kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelsOfKind {
    /// What happens.
    pub kind: NotificationKind,
    /// Whether the bell tells of it.
    pub in_app: bool,
    /// Whether the computer does, outside the window.
    pub desktop: bool,
}
