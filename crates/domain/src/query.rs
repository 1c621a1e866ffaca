//! Questions: what a screen may ask, always as a person. The answers are the views of the features.

use crate::enrolments::EnrolmentId;
use crate::journeys::SectionId;
use crate::reviews::{ReviewList, SubmissionId, UnsentPlace};
use crate::rows::Table;
use serde::{Deserialize, Serialize};

/// A question. Each says which view answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Query {
    /// Whom one can act as in a sample workspace: a list of [`PersonCard`](crate::people::PersonCard).
    People,
    /// The one who asks: [`MeView`](crate::people::MeView).
    Me,
    /// The first screen of the day: [`TodayView`](crate::today::TodayView).
    Today,
    /// A list of reviews: [`ReviewsView`](crate::reviews::ReviewsView).
    Reviews {
        /// Which.
        list: ReviewList,
    },
    /// A review room: [`RoomView`](crate::reviews::RoomView).
    Room {
        /// The round.
        submission: SubmissionId,
    },
    /// A client's journeys: [`JourneysView`](crate::enrolments::JourneysView).
    Journeys,
    /// A journey's table of contents: [`ContentsView`](crate::enrolments::ContentsView).
    Contents {
        /// The enrolment.
        enrolment: EnrolmentId,
    },
    /// A section as its client works on it: [`SectionView`](crate::enrolments::SectionView).
    Section {
        /// The enrolment.
        enrolment: EnrolmentId,
        /// The section.
        section: SectionId,
    },
    /// What the one who asks was writing in a box: [`UnsentView`](crate::reviews::UnsentView).
    Unsent {
        /// Where.
        place: UnsentPlace,
    },
    /// Texts that are kept beside another one of the person who asks: a list of
    /// [`BesideView`](crate::reviews::BesideView), the newest first.
    Besides,
    /// What happened that the one who asks should know: [`NotificationsView`](crate::notifications::NotificationsView).
    Notifications,
    /// What the one who asks wants to be told, and where:
    /// [`NotificationPreferencesView`](crate::notifications::NotificationPreferencesView).
    NotificationPreferences,
    /// The views that the one who asks saved: [`SavedViewsView`](crate::saved_views::SavedViewsView).
    SavedViews,
}

impl Query {
    /// Returns the tables whose change may change the answer.
    #[must_use]
    pub fn reads(self) -> &'static [Table] {
        use Table as T;
        match self {
            Self::People => &[T::Person, T::RoleGrant],
            Self::Me => &[
                T::Person,
                T::RoleGrant,
                T::MentorAssignment,
                T::Section,
                T::QueueItem,
                T::Claim,
                T::Submission,
                T::Notification,
                T::NotificationPreference,
            ],
            Self::Today => &[
                T::ClientCard,
                T::MentorProfile,
                T::MentorAssignment,
                T::Journey,
                T::Section,
                T::Field,
                T::QueueItem,
                T::Claim,
                T::Submission,
                T::Review,
                T::ReviewDraft,
                T::DraftComment,
                T::CommentResolution,
                T::Notification,
                T::Enrolment,
                T::Answer,
                T::PrivateAnswer,
            ],
            Self::Reviews { .. } => &[
                T::ClientCard,
                T::Journey,
                T::Section,
                T::QueueItem,
                T::Claim,
                T::Submission,
                T::Review,
                T::ReviewDraft,
                T::DraftComment,
                T::CommentResolution,
                T::KeptText,
                T::DraftOffer,
                T::MentorProfile,
                T::MentorAssignment,
            ],
            Self::Room { .. } => &[
                T::ClientCard,
                T::MentorProfile,
                T::MentorAssignment,
                T::Journey,
                T::Section,
                T::Field,
                T::ChecklistItem,
                T::QueueItem,
                T::Claim,
                T::Submission,
                T::SubmissionAnswer,
                T::Review,
                T::ReviewComment,
                T::ReviewDraft,
                T::DraftComment,
                T::ChecklistMark,
                T::CommentReply,
                T::CommentResolution,
                T::ReviewAmendment,
                T::DraftOffer,
            ],
            Self::Journeys | Self::Contents { .. } => &[
                T::Journey,
                T::Category,
                T::Section,
                T::Field,
                T::Enrolment,
                T::Answer,
                T::PrivateAnswer,
                T::SectionItem,
                T::Submission,
                T::ReviewComment,
                T::CommentResolution,
            ],
            Self::Section { .. } => &[
                T::MentorProfile,
                T::MentorAssignment,
                T::Journey,
                T::Category,
                T::Section,
                T::Field,
                T::Enrolment,
                T::Answer,
                T::PrivateAnswer,
                T::SectionItem,
                T::Submission,
                T::Claim,
                T::Review,
                T::ReviewComment,
                T::CommentReply,
                T::CommentResolution,
                T::ReviewAmendment,
                T::KeptText,
            ],
            Self::Unsent { .. } => &[T::UnsentText],
            Self::Besides => &[
                T::KeptText,
                T::ReviewDraft,
                T::DraftComment,
                T::Answer,
                T::PrivateAnswer,
                T::UnsentText,
                T::Claim,
                T::Submission,
                T::Section,
                T::Field,
                T::Journey,
            ],
            Self::Notifications => &[T::Notification, T::NotificationPreference, T::Submission],
            Self::NotificationPreferences => &[T::NotificationPreference, T::QuietHours, T::RoleGrant],
            Self::SavedViews => &[T::SavedView],
        }
    }
}
