//! What happened since one was here, each in one plain sentence.

use domain::notifications::NotificationKind;
use domain::today::EventView;

/// Returns what happened, in words. The section's title stands between the two parts.
pub(super) fn told(event: &EventView) -> (&'static str, &'static str) {
    match event.kind {
        NotificationKind::ReviewRequested => ("", " was sent to you for review."),
        NotificationKind::ReviewClaimed => ("A mentor began to read ", "."),
        NotificationKind::ChangesRequested => ("Your mentor asked for changes in ", "."),
        NotificationKind::ReviewApproved => ("", " was approved."),
        NotificationKind::ReviewCancelled => ("The client took ", " back."),
        NotificationKind::ReviewReleased => {
            ("The mentor gave ", " back to the queue; another one will read it.")
        }
        NotificationKind::CommentReplied => ("There is a reply to a comment on ", "."),
        NotificationKind::ReviewAmended => ("Your mentor added something to the review of ", "."),
    }
}
