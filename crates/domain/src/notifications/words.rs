//! What happened, in one plain sentence.

use super::{NotificationKind, NotificationLine};

/// Returns a heading of a few words.
#[must_use]
pub const fn heading(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::ReviewRequested => "A review for you",
        NotificationKind::ReviewClaimed => "A mentor reads your section",
        NotificationKind::ChangesRequested => "Changes asked for",
        NotificationKind::ReviewApproved => "Section approved",
        NotificationKind::ReviewCancelled => "Request taken back",
        NotificationKind::ReviewReleased => "Back in the queue",
        NotificationKind::CommentReplied => "Reply to a comment",
        NotificationKind::ReviewAmended => "Something added to your review",
        NotificationKind::DraftOffered => "A draft for you",
        NotificationKind::LeaseEnding => "A review is due soon",
    }
}

/// Returns what happened, so many times. The section's title stands between the two parts.
#[must_use]
pub fn sentence(kind: NotificationKind, times: usize) -> (String, &'static str) {
    let (before, after) = match kind {
        NotificationKind::ReviewRequested => ("", " was sent to you for review."),
        NotificationKind::ReviewClaimed => ("A mentor began to read ", "."),
        NotificationKind::ChangesRequested => ("Your mentor asked for changes in ", "."),
        NotificationKind::ReviewApproved => ("", " was approved."),
        NotificationKind::ReviewCancelled => ("The client took ", " back."),
        NotificationKind::ReviewReleased => {
            ("The mentor gave ", " back to the queue; another one will read it.")
        }
        NotificationKind::CommentReplied if times > 1 => {
            return (format!("There are {times} replies to comments on "), ".");
        }
        NotificationKind::CommentReplied => ("There is a reply to a comment on ", "."),
        NotificationKind::ReviewAmended => ("Your mentor added something to the review of ", "."),
        NotificationKind::DraftOffered => ("A mentor who had it before sent you a draft for ", "."),
        NotificationKind::LeaseEnding => ("Your time with ", " ends soon."),
    };
    (before.to_owned(), after)
}

/// Returns what a line says, as one text.
#[must_use]
pub fn told(line: &NotificationLine) -> String {
    let (before, after) = sentence(line.kind, line.each.len());
    format!("{before}{}{after}", line.subject)
}
