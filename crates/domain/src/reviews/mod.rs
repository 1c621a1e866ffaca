//! Reviews: a client sends a section, a mentor claims it, writes feedback and asks for changes or
//! approves.
//!
//! A review's state is read from rows, never kept twice: a [`Submission`] is open until it ends, and
//! is *held* while its newest [`Claim`] has neither ended nor run out. Start with [`ReviewsCommand`] for the
//! list of commands, then one file for each step of the lifecycle.

mod beside;
mod claim;
mod command;
mod complete;
mod draft;
mod entities;
mod feedback;
mod follow_up;
mod lease;
mod offer;
mod request;
mod settle;
mod unsent;
mod view;

#[cfg(test)]
mod legal_states_tests;

pub use beside::Beside;
pub(crate) use beside::{Saved, kept_beside};
pub(crate) use claim::give_back;
pub(crate) use command::refused_text;
pub use command::{Held, KeptPurpose, ReviewsCommand};
pub use entities::{
    Anchor, ChecklistMark, Claim, ClaimEnd, ClaimId, CommentId, CommentKind, DraftComment, Outcome, Priority,
    QueueItem, ReviewDraft, Submission, SubmissionAnswer, SubmissionId, SubmissionPrivate, SubmissionState,
};
pub use feedback::{
    CheckedItem, CommentReply, CommentResolution, KeptText, KeptTextId, ReplyId, Review, ReviewAmendment,
    ReviewComment, ReviewId,
};
pub use lease::{CLAIM_LIMIT, Holder, LEASE_WARNING, holder, newest_claim};
pub use offer::{DraftOffer, OfferAnswer, OfferId, Offered};
pub(crate) use request::take_back;
pub use settle::Choice;
pub use unsent::{UnsentPlace, UnsentText};
pub use view::*;
