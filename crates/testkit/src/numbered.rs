//! Changes that carry their number, so that what is there tells by itself which of them were kept: an odd one adds a
//! comment, an even one rewrites the overall note. They are as large as what people write, and differ in size.

use crate::steps::words;
use domain::base::CommandId;
use domain::command::Command;
use domain::reviews::{Anchor, CommentId, CommentKind, Held, ReviewsCommand};
use domain::richtext::RichText;
use uuid::Uuid;

/// Returns a change, and the id under which it is sent however often.
///
/// # Panics
/// When the note would be too long.
#[must_use]
pub fn numbered(held: Held, number: u64) -> (CommandId, Command) {
    let id = CommandId(Uuid::new_v5(&held.claim.0, &number.to_be_bytes()));
    let command = if number.is_multiple_of(2) {
        ReviewsCommand::SaveNote {
            held,
            body: RichText::from_plain_text(&words(number)).expect("a short text"),
        }
    } else {
        ReviewsCommand::SaveComment {
            held,
            comment: numbered_comment(held, number),
            anchor: Anchor { field: None, item: None },
            kind: CommentKind::Suggestion,
            body: words(1 + number * 37 % 700),
        }
    };
    (id, Command::from(command))
}

/// Returns the id of the comment that an odd change adds.
#[must_use]
pub fn numbered_comment(held: Held, number: u64) -> CommentId {
    CommentId(Uuid::new_v5(&held.submission.0, &number.to_be_bytes()))
}
