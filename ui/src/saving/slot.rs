//! What is saved by itself: one slot for each text, so that two of them never wait for each other.

use domain::base::Code;
use domain::enrolments::AnswerKey;
use domain::journeys::ChecklistItemId;
use domain::reviews::{CommentId, UnsentPlace};

/// One thing that is saved by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// The overall note of a review.
    Note,
    /// A comment of a review.
    Comment(CommentId),
    /// A line of a review's checklist.
    Line(ChecklistItemId),
    /// An answer of a section.
    Answer(AnswerKey),
    /// A text in a box that was not sent yet.
    Unsent(UnsentPlace),
}

impl Slot {
    /// Whether a refusal means that the text has no place any more. The store keeps it for its writer then.
    pub(super) fn is_lost(self, code: Code) -> bool {
        match self {
            Self::Note | Self::Comment(_) | Self::Line(_) => {
                matches!(code, Code::LeaseLost | Code::AlreadyCompleted | Code::AlreadyClaimed | Code::Gone)
            }
            Self::Answer(_) | Self::Unsent(_) => false,
        }
    }
}

/// Whether the same command may succeed later: storage and reach come back, rules do not change their mind.
pub(super) fn may_pass(code: Code) -> bool {
    match code {
        Code::Storage | Code::Damaged | Code::ReadOnly | Code::InUse | Code::SignedOut | Code::Bug => true,
        Code::Invalid
        | Code::Forbidden
        | Code::NotFound
        | Code::Conflict
        | Code::AlreadyClaimed
        | Code::LeaseLost
        | Code::ClaimLimit
        | Code::StaleRevision
        | Code::StaleBase
        | Code::AlreadyCompleted
        | Code::WrongState
        | Code::Gone
        | Code::UnknownKind
        | Code::TooLarge => false,
    }
}
