//! The rows of a completed review, and of what follows it.

use super::entities::{ClaimId, CommentId, CommentKind, Outcome, SubmissionId};
use crate::base::{Instant, Json, PersonId};
use crate::enrolments::{EnrolmentId, ItemId};
use crate::entity;
use crate::journeys::{ChecklistItemId, FieldId, SectionId};
use crate::richtext::RichText;
use serde::{Deserialize, Serialize};

use super::beside::Beside;
use super::command::KeptPurpose;

crate::ids! {
    /// A completed review.
    ReviewId;
    /// A reply to a comment.
    ReplyId;
    /// A text that was kept.
    KeptTextId;
}

impl KeptText {
    /// Returns the kept text's id: one for each author and thing it belongs to, so that the newest stays.
    #[must_use]
    pub fn id_of(author: PersonId, text: &crate::command::UserText) -> KeptTextId {
        KeptTextId(crate::base::derived_id(author.0, &format!("kept {:?} {}", text.purpose, text.subject)))
    }
}

/// A line of the checklist as it stood when the review was completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedItem {
    /// The line.
    pub id: ChecklistItemId,
    /// Its text then.
    pub text: String,
    /// Whether it was ticked.
    pub checked: bool,
}

entity! {
    /// A completed review: one for each round, never changed. Seen by client and mentor.
    Review(ReviewId) {
        /// The round it answers.
        submission_id: SubmissionId,
        /// The client's enrolment.
        enrolment_id: EnrolmentId,
        /// The section.
        section_id: SectionId,
        /// The round, from 1.
        round: i64,
        /// Who asked.
        client_id: PersonId,
        /// Who answered.
        mentor_id: PersonId,
        /// Under which claim.
        claim_id: ClaimId,
        /// What was decided.
        outcome: Outcome,
        /// The overall note.
        note: RichText,
        /// The checklist as it stood.
        checklist: Json<Vec<CheckedItem>>,
        /// When.
        completed_at: Instant,
    }
    /// The review of a round.
    index BY_SUBMISSION(submission_id);
    /// The reviews of a section.
    index BY_SECTION(enrolment_id, section_id);
    /// The reviews of one client by one mentor.
    index BETWEEN(client_id, mentor_id);
}

entity! {
    /// A comment of a completed review. Seen by client and mentor.
    ReviewComment(CommentId) {
        /// The review.
        review_id: ReviewId,
        /// The round.
        submission_id: SubmissionId,
        /// The client's enrolment.
        enrolment_id: EnrolmentId,
        /// The section.
        section_id: SectionId,
        /// Who asked.
        client_id: PersonId,
        /// Who wrote it.
        mentor_id: PersonId,
        /// The field it is about; none for the whole section.
        field_id: Option<FieldId>,
        /// The entry of a repeatable section.
        item_id: Option<ItemId>,
        /// What it is for.
        kind: CommentKind,
        /// The text, plain.
        body: String,
        /// When it was begun; comments are shown in this order.
        created_at: Instant,
    }
    /// The comments on a section, of all rounds.
    index BY_SECTION(enrolment_id, section_id);
}

entity! {
    /// A reply to a comment. Seen by client and mentor.
    CommentReply(ReplyId) {
        /// The comment.
        comment_id: CommentId,
        /// The client of the review.
        client_id: PersonId,
        /// The mentor of the review.
        mentor_id: PersonId,
        /// Which of them wrote it.
        author_id: PersonId,
        /// The text, plain.
        body: String,
        /// When.
        created_at: Instant,
    }
    /// The replies to a comment.
    index BY_COMMENT(comment_id);
}

entity! {
    /// Whether a comment is settled; its id is the comment's. Seen by client and mentor.
    CommentResolution(CommentId) {
        /// The client of the review.
        client_id: PersonId,
        /// The mentor of the review.
        mentor_id: PersonId,
        /// Who settled or reopened it last.
        person_id: PersonId,
        /// Whether it is settled now.
        resolved: bool,
        /// When that was said.
        at: Instant,
    }
}

entity! {
    /// Something added to a completed review. Seen by client and mentor.
    ReviewAmendment(uuid::Uuid) {
        /// The review.
        review_id: ReviewId,
        /// The client of the review.
        client_id: PersonId,
        /// Who added it.
        mentor_id: PersonId,
        /// The text.
        body: RichText,
        /// When.
        created_at: Instant,
    }
    /// The additions to a review.
    index BY_REVIEW(review_id);
}

entity! {
    /// A text whose command was refused, exactly as it was sent. Seen by its author.
    KeptText(KeptTextId) {
        /// Who wrote it.
        author_id: PersonId,
        /// What it was meant for.
        purpose: KeptPurpose,
        /// The review it was written about.
        submission_id: Option<SubmissionId>,
        /// The text: rich text as JSON, or plain.
        body: String,
        /// Why it was refused, in plain words.
        reason: String,
        /// When.
        kept_at: Instant,
        /// When its author put it away.
        dismissed_at: Option<Instant>,
        /// Beside which text it is kept, when another device changed that one meanwhile.
        beside: Option<Json<Beside>>,
    }
    /// The kept texts of a person.
    index BY_AUTHOR(author_id);
}
