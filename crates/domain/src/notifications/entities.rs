//! The row of a notification, and how a rule writes one.

use crate::base::{Instant, PersonId};
use crate::command::Ctx;
use crate::entity;
use crate::entity::Stamp;
use crate::reviews::SubmissionId;
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
}
crate::stored_as_word!(NotificationKind);

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
        stamp: Stamp::default(),
    })
}
