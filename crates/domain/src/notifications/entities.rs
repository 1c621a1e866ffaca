//! The row of a notification, and how a rule writes one.

use crate::base::{Instant, PersonId, derived_id};
use crate::command::{Ctx, Role};
use crate::entity;
use crate::entity::Stamp;
use crate::reviews::{ClaimId, SubmissionId};
use crate::rows::{Rows, RowsError};
use serde::{Deserialize, Serialize};

crate::ids! {
    /// A notification.
    NotificationId;
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// A client asked for a review and this mentor comes first.
    ReviewRequested,
    /// A mentor began to read the client's section.
    ReviewClaimed,
    /// A mentor asked the client for changes.
    ChangesRequested,
    /// A mentor approved the client's section.
    ReviewApproved,
    /// The client took the request back.
    ReviewCancelled,
    /// A mentor gave a review back to the queue.
    ReviewReleased,
    /// The client replied to a comment.
    CommentReplied,
    /// The mentor added something to a completed review.
    ReviewAmended,
    /// A mentor who had the review before sent what they wrote.
    DraftOffered,
    /// The mentor's time with a review is about to end.
    LeaseEnding,
}
crate::stored_as_word!(NotificationKind);

impl NotificationKind {
    /// Every kind, in the order in which a person reads about them.
    pub const ALL: [Self; 10] = [
        Self::ReviewRequested,
        Self::LeaseEnding,
        Self::CommentReplied,
        Self::DraftOffered,
        Self::ReviewCancelled,
        Self::ReviewClaimed,
        Self::ChangesRequested,
        Self::ReviewApproved,
        Self::ReviewAmended,
        Self::ReviewReleased,
    ];

    /// Whether it is told in quiet hours too. The list is fixed: a lease that ends can't wait for the morning.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::LeaseEnding)
    }

    /// Whether people of a role are ever told of it.
    #[must_use]
    pub const fn concerns(self, role: Role) -> bool {
        let to_mentors = matches!(
            self,
            Self::ReviewRequested
                | Self::LeaseEnding
                | Self::DraftOffered
                | Self::ReviewCancelled
                | Self::CommentReplied
        );
        let to_clients = matches!(
            self,
            Self::ReviewClaimed
                | Self::ChangesRequested
                | Self::ReviewApproved
                | Self::ReviewAmended
                | Self::ReviewReleased
                | Self::CommentReplied
        );
        match role {
            Role::Mentor => to_mentors,
            Role::Client => to_clients,
            Role::Creator | Role::Admin => false,
        }
    }
}

impl NotificationId {
    /// Returns the id of the word that a lease of a claim ends at a moment: one for each end.
    #[must_use]
    pub fn of_lease_end(claim: ClaimId, end: Instant) -> Self {
        Self(derived_id(claim.0, &format!("ends at {}", end.0)))
    }
}

entity! {
    /// Something that a person should know. Seen by its recipient alone.
    Notification(NotificationId) {
        /// Whom it is for.
        recipient_id: PersonId,
        /// What happened.
        kind: NotificationKind,
        /// The review it is about.
        submission_id: Option<SubmissionId>,
        /// The name of the section or person it is about, for one line of text.
        subject: String,
        /// When it happened.
        created_at: Instant,
        /// When the recipient saw it.
        read_at: Option<Instant>,
        /// Until when the recipient wants to hear nothing of it.
        snoozed_until: Option<Instant>,
    }
    /// A person's notifications.
    index BY_RECIPIENT(recipient_id);
}

/// Writes a notification as a consequence of the command: one for each recipient, kind and command.
/// Only the authority does so.
///
/// # Errors
/// When storage fails.
pub fn notify(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    recipient: PersonId,
    kind: NotificationKind,
    submission: SubmissionId,
    subject: &str,
) -> Result<(), RowsError> {
    if !ctx.authority || recipient == ctx.actor() {
        return Ok(());
    }
    rows.save(Notification {
        id: NotificationId(ctx.derived(&format!("notify {recipient} {kind:?}"))),
        recipient_id: recipient,
        kind,
        submission_id: Some(submission),
        subject: subject.to_owned(),
        created_at: ctx.now,
        read_at: None,
        snoozed_until: None,
        stamp: Stamp::default(),
    })
}
