//! The commands of a review, and who decides each.

use super::beside::Beside;
use super::entities::{
    Anchor, ClaimId, CommentId, CommentKind, Outcome, Priority, ReviewDraft, SubmissionId,
};
use super::feedback::{KeptTextId, ReplyId, ReviewId};
use super::offer::{OfferId, Offered};
use super::settle::{self, Choice};
use super::unsent::{UnsentPlace, UnsentText};
use super::{claim, complete, draft, follow_up, offer, request, unsent};
use crate::base::{PersonId, Refusal};
use crate::command::{Applied, Ctx, UserText};
use crate::enrolments::EnrolmentId;
use crate::journeys::{ChecklistItemId, SectionId};
use crate::richtext::RichText;
use crate::rows::{RowKey, Rows, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What a kept text was meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptPurpose {
    /// The overall note of a review.
    Note,
    /// A comment of a review.
    Comment,
    /// An addition to a completed review.
    Amendment,
    /// A reply to a comment.
    Reply,
    /// A message with a request for review.
    Message,
    /// An answer to a field.
    Answer,
}
crate::stored_as_word!(KeptPurpose);

/// Under which claim something is done. The authority refuses a claim that is not the current one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The round.
    pub submission: SubmissionId,
    /// The claim on it.
    pub claim: ClaimId,
}

/// A step in the life of a review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ReviewsCommand {
    /// The client asks for a review of a section as it is now.
    Request {
        /// The new round's id.
        submission: SubmissionId,
        /// The client's enrolment.
        enrolment: EnrolmentId,
        /// The section.
        section: SectionId,
        /// What to tell the mentor; may be empty.
        message: String,
        /// How urgent it is.
        priority: Priority,
        /// The mentor whom the client would like.
        preferred: Option<PersonId>,
    },
    /// The client takes the request back.
    Cancel {
        /// The round.
        submission: SubmissionId,
    },
    /// A mentor takes an open review.
    Claim {
        /// The round.
        submission: SubmissionId,
        /// The new claim's id.
        claim: ClaimId,
    },
    /// The holder starts the lease anew.
    Extend {
        /// Under which claim.
        held: Held,
    },
    /// The holder gives the review back to the queue.
    Release {
        /// Under which claim.
        held: Held,
    },
    /// The holder writes the overall note.
    SaveNote {
        /// Under which claim.
        held: Held,
        /// The whole note.
        body: RichText,
    },
    /// The holder writes a comment.
    SaveComment {
        /// Under which claim.
        held: Held,
        /// The comment's id, new or known.
        comment: CommentId,
        /// What it is about.
        anchor: Anchor,
        /// What it is for.
        kind: CommentKind,
        /// The whole text, plain.
        body: String,
    },
    /// The holder takes a comment away before it was sent.
    RemoveComment {
        /// Under which claim.
        held: Held,
        /// The comment.
        comment: CommentId,
    },
    /// The holder ticks a line of the checklist, or takes the tick away.
    Mark {
        /// Under which claim.
        held: Held,
        /// The line.
        item: ChecklistItemId,
        /// Whether it is ticked.
        checked: bool,
    },
    /// The holder sends the review.
    Complete {
        /// Under which claim.
        held: Held,
        /// The new review's id.
        review: ReviewId,
        /// What is decided.
        outcome: Outcome,
        /// The content of the client's section that the mentor knows of, after a refusal with
        /// `stale_revision` named it.
        acknowledged: Option<Uuid>,
    },
    /// The mentor adds something to a completed review.
    Amend {
        /// The review.
        review: ReviewId,
        /// The addition's id.
        amendment: Uuid,
        /// Its text.
        body: RichText,
    },
    /// Client or mentor settles a comment, or reopens it.
    Resolve {
        /// The comment.
        comment: CommentId,
        /// Whether it is settled.
        resolved: bool,
    },
    /// Client or mentor replies to a comment.
    Reply {
        /// The comment.
        comment: CommentId,
        /// The reply's id.
        reply: ReplyId,
        /// Its text, plain.
        body: String,
    },
    /// The program keeps a text whose command was refused.
    Keep {
        /// The kept text's id.
        kept: KeptTextId,
        /// Who wrote it.
        author: PersonId,
        /// What it was, as [`UserText`].
        text: UserText,
        /// Why it was refused.
        reason: String,
    },
    /// The author puts a kept note back into the draft of a review held now.
    Reattach {
        /// The kept text.
        kept: KeptTextId,
        /// Under which claim.
        held: Held,
    },
    /// The author puts a kept text away.
    Dismiss {
        /// The kept text.
        kept: KeptTextId,
    },
    /// The author takes a text up again that was put away.
    TakeUp {
        /// The kept text.
        kept: KeptTextId,
    },
    /// The author decides between a kept text and the one that it is kept beside. Nothing of either is lost: what gives way
    /// is the one that is kept.
    Settle {
        /// The kept text.
        kept: KeptTextId,
        /// Beside which text it is kept; under the claim of now.
        beside: Beside,
        /// What is decided.
        choice: Choice,
    },
    /// The author sends a draft of a lost review to the mentor who has the review now.
    Offer {
        /// The offer's id.
        offer: OfferId,
        /// The round.
        submission: SubmissionId,
        /// The claim of the mentor whom it is for.
        claim: ClaimId,
        /// Which text.
        text: Offered,
    },
    /// The holder takes an offered draft, or puts it away.
    AnswerOffer {
        /// Under which claim.
        held: Held,
        /// The offer.
        offer: OfferId,
        /// Whether its words were put into the note.
        taken: bool,
    },
    /// Someone writes in a box and has not sent it yet.
    SaveUnsent {
        /// Where.
        place: UnsentPlace,
        /// The whole text: rich text as JSON for an addition, else plain. An empty one takes it away.
        body: String,
    },
}

/// Returns why the rich text of a command cannot be stored, if it has one that is to blame.
pub(crate) fn refused_text(kind: &str, args: &serde_json::Value) -> Option<Refusal> {
    if !["reviews.save_note", "reviews.amend"].contains(&kind) {
        return None;
    }
    let text = args.get("body")?.as_str()?;
    RichText::parse(text).err().map(Refusal::from)
}

impl ReviewsCommand {
    pub(crate) fn roots(&self, actor: PersonId) -> BTreeSet<RowKey> {
        let key = |table, id| RowKey { table, id };
        match self {
            Self::Request { submission, enrolment, .. } => {
                [key(Table::Submission, submission.0), key(Table::Enrolment, enrolment.0)].into()
            }
            Self::Cancel { submission } => [key(Table::Submission, submission.0)].into(),
            Self::Claim { submission, .. } | Self::Extend { held: Held { submission, .. } } => {
                [key(Table::Submission, submission.0), key(Table::Person, actor.0)].into()
            }
            Self::Release { held }
            | Self::SaveNote { held, .. }
            | Self::SaveComment { held, .. }
            | Self::RemoveComment { held, .. }
            | Self::Mark { held, .. }
            | Self::Complete { held, .. }
            | Self::AnswerOffer { held, .. } => [key(Table::Submission, held.submission.0)].into(),
            Self::Amend { review, .. } => [key(Table::Review, review.0)].into(),
            Self::Resolve { comment, .. } | Self::Reply { comment, .. } => {
                [key(Table::ReviewComment, comment.0)].into()
            }
            Self::Keep { kept, .. } | Self::Dismiss { kept } | Self::TakeUp { kept } => {
                [key(Table::KeptText, kept.0)].into()
            }
            Self::Reattach { kept, held } => {
                [key(Table::KeptText, kept.0), key(Table::Submission, held.submission.0)].into()
            }
            Self::Settle { kept, beside, .. } => {
                let text = match beside {
                    Beside::Note { held } | Beside::Comment { held, .. } => {
                        key(Table::Submission, held.submission.0)
                    }
                    Beside::Answer { enrolment, .. } => key(Table::Enrolment, enrolment.0),
                    Beside::Unsent { .. } => beside.row(actor),
                };
                [key(Table::KeptText, kept.0), text].into()
            }
            Self::Offer { submission, .. } => [key(Table::Submission, submission.0)].into(),
            Self::SaveUnsent { place, .. } => {
                [key(Table::UnsentText, UnsentText::id_of(actor, *place))].into()
            }
        }
    }

    pub(crate) fn save_of(&self, actor: PersonId) -> Option<RowKey> {
        let key = |table, id| Some(RowKey { table, id });
        match self {
            Self::SaveNote { held, .. } => {
                key(Table::ReviewDraft, ReviewDraft::id_of(held.submission, actor))
            }
            Self::SaveComment { comment, .. } => key(Table::DraftComment, comment.0),
            Self::SaveUnsent { place, .. } => key(Table::UnsentText, UnsentText::id_of(actor, *place)),
            Self::Request { .. }
            | Self::Cancel { .. }
            | Self::Claim { .. }
            | Self::Extend { .. }
            | Self::Release { .. }
            | Self::RemoveComment { .. }
            | Self::Mark { .. }
            | Self::Complete { .. }
            | Self::Amend { .. }
            | Self::Resolve { .. }
            | Self::Reply { .. }
            | Self::Keep { .. }
            | Self::Reattach { .. }
            | Self::Dismiss { .. }
            | Self::TakeUp { .. }
            | Self::Settle { .. }
            | Self::Offer { .. }
            | Self::AnswerOffer { .. } => None,
        }
    }

    pub(crate) fn user_text(&self) -> Option<UserText> {
        let text = |purpose, subject, submission, text: &str| {
            let worth = !text.trim().is_empty();
            worth.then(|| UserText { purpose, subject, submission, text: text.to_owned() })
        };
        match self {
            Self::Request { message, submission, .. } => {
                text(KeptPurpose::Message, submission.0, Some(*submission), message)
            }
            Self::SaveNote { body, .. } | Self::Amend { body, .. } if body.document().is_empty() => None,
            Self::SaveNote { held, body } => {
                text(KeptPurpose::Note, held.submission.0, Some(held.submission), body.as_str())
            }
            Self::SaveComment { held, comment, body, .. } => {
                text(KeptPurpose::Comment, comment.0, Some(held.submission), body)
            }
            Self::Amend { amendment, body, .. } => {
                text(KeptPurpose::Amendment, *amendment, None, body.as_str())
            }
            Self::Reply { reply, body, .. } => text(KeptPurpose::Reply, reply.0, None, body),
            Self::SaveUnsent { place, body } => text(place.purpose(), place.subject(), None, body),
            Self::Cancel { .. }
            | Self::Claim { .. }
            | Self::Extend { .. }
            | Self::Release { .. }
            | Self::RemoveComment { .. }
            | Self::Mark { .. }
            | Self::Complete { .. }
            | Self::Resolve { .. }
            | Self::Keep { .. }
            | Self::Reattach { .. }
            | Self::Dismiss { .. }
            | Self::TakeUp { .. }
            | Self::Settle { .. }
            | Self::Offer { .. }
            | Self::AnswerOffer { .. } => None,
        }
    }

    pub(crate) fn apply(&self, rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
        match self {
            Self::Request { submission, enrolment, section, message, priority, preferred } => {
                let ask = request::Ask { message, priority: *priority, preferred: *preferred };
                request::request(rows, ctx, *submission, *enrolment, *section, &ask)
            }
            Self::Cancel { submission } => request::cancel(rows, ctx, *submission),
            Self::Claim { submission, claim } => claim::claim(rows, ctx, *submission, *claim),
            Self::Extend { held } => claim::extend(rows, ctx, *held),
            Self::Release { held } => claim::release(rows, ctx, *held),
            Self::SaveNote { held, body } => draft::save_note(rows, ctx, *held, body),
            Self::SaveComment { held, comment, anchor, kind, body } => {
                draft::save_comment(rows, ctx, *held, *comment, *anchor, *kind, body)
            }
            Self::RemoveComment { held, comment } => draft::remove_comment(rows, ctx, *held, *comment),
            Self::Mark { held, item, checked } => draft::mark(rows, ctx, *held, *item, *checked),
            Self::Complete { held, review, outcome, acknowledged } => {
                complete::complete(rows, ctx, *held, *review, *outcome, *acknowledged)
            }
            Self::Amend { review, amendment, body } => follow_up::amend(rows, ctx, *review, *amendment, body),
            Self::Resolve { comment, resolved } => follow_up::resolve(rows, ctx, *comment, *resolved),
            Self::Reply { comment, reply, body } => follow_up::reply(rows, ctx, *comment, *reply, body),
            Self::Keep { kept, author, text, reason } => {
                follow_up::keep(rows, ctx, *kept, *author, text, reason)
            }
            Self::Reattach { kept, held } => follow_up::reattach(rows, ctx, *kept, *held),
            Self::Dismiss { kept } => follow_up::dismiss(rows, ctx, *kept),
            Self::TakeUp { kept } => follow_up::take_up(rows, ctx, *kept),
            Self::Settle { kept, beside, choice } => settle::settle(rows, ctx, *kept, *beside, *choice),
            Self::Offer { offer, submission, claim, text } => {
                offer::offer(rows, ctx, *offer, *submission, *claim, *text)
            }
            Self::AnswerOffer { held, offer, taken } => offer::answer(rows, ctx, *held, *offer, *taken),
            Self::SaveUnsent { place, body } => unsent::save(rows, ctx, *place, body),
        }
    }
}
