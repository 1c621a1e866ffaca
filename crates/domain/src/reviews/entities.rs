//! The rows of a review that is open: what was sent, who holds it, and what is being written.

use crate::base::{Instant, Json, PersonId, derived_id};
use crate::enrolments::{EnrolmentId, ItemId};
use crate::entity;
use crate::journeys::{ChecklistItemId, FieldId, JourneyId, SectionId};
use crate::richtext::RichText;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

crate::ids! {
    /// A section sent for review: one round.
    SubmissionId;
    /// A claim, made by the one who claims.
    ClaimId;
    /// A comment, from its first draft to its last reply.
    CommentId;
}

/// Where a round stands. Whether an open one is held follows from its claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionState {
    /// Waits for a mentor, or is with one.
    Open,
    /// The mentor asked for changes; it is the client's turn.
    ChangesRequested,
    /// The mentor approved it.
    Approved,
    /// The client took it back.
    Cancelled,
}

/// How urgent a client says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// In its turn.
    Normal,
    /// Before the others.
    High,
    /// First.
    Urgent,
}

/// What a mentor decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The section is done.
    Approved,
    /// The client should change something and ask again.
    ChangesRequested,
}

/// What a comment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    /// Something good, named.
    Praise,
    /// Something that could be better.
    Suggestion,
    /// Something that has to change before approval.
    Required,
    /// Something the mentor needs to know.
    Question,
}

/// How a claim ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimEnd {
    /// The review was completed.
    Completed,
    /// The mentor gave it back.
    Released,
    /// It ran out, and another mentor claimed.
    Expired,
    /// The client took the request back.
    Cancelled,
}
crate::stored_as_word!(SubmissionState, Priority, Outcome, CommentKind, ClaimEnd);

/// What a comment is about: a field (in an entry, for lists), or the whole section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The field; none for the whole section.
    pub field: Option<FieldId>,
    /// The entry of a repeatable section.
    pub item: Option<ItemId>,
}

entity! {
    /// A section sent for review: one round. Its answers are frozen in rows of their own. Seen by the
    /// client and by the mentor who holds or completed it.
    Submission(SubmissionId) {
        /// The journey.
        journey_id: JourneyId,
        /// The client's enrolment.
        enrolment_id: EnrolmentId,
        /// The section.
        section_id: SectionId,
        /// Who sent it.
        client_id: PersonId,
        /// Who holds it, or completed it.
        holder_id: Option<PersonId>,
        /// The round, from 1.
        round: i64,
        /// The last round before this one that a mentor answered: what this one is compared with.
        previous_id: Option<SubmissionId>,
        /// What the section said when it was sent; see [`fingerprint`](crate::enrolments::fingerprint).
        content: Uuid,
        /// What the client wrote to the mentor.
        message: String,
        /// How urgent it is.
        priority: Priority,
        /// Where it stands.
        state: SubmissionState,
        /// When it was sent.
        requested_at: Instant,
        /// When it was completed or cancelled.
        ended_at: Option<Instant>,
        /// The mentor who may claim it first, as the queue says it too: the client reads whom it waits for.
        reserved_for: Option<PersonId>,
        /// Until when nobody else may.
        reserved_until: Option<Instant>,
    }
    /// The rounds of a section.
    index BY_SECTION(enrolment_id, section_id);
}

entity! {
    /// An answer as it was sent. A private one has no value here: the mentor learns only that it is
    /// there. Seen by the client and the holder.
    SubmissionAnswer(Uuid) {
        /// The round.
        submission_id: SubmissionId,
        /// Who sent it.
        client_id: PersonId,
        /// Who holds it.
        holder_id: Option<PersonId>,
        /// The field.
        field_id: FieldId,
        /// The entry, in a repeatable section.
        item_id: Option<ItemId>,
        /// The entry's place when it was sent.
        item_position: i64,
        /// The answer; none for a private field.
        value: Option<Json<serde_json::Value>>,
        /// Whether a private answer differs from the round before. Always 0 for others, which are compared.
        hidden_change: bool,
    }
    /// The answers of a round.
    index BY_SUBMISSION(submission_id);
}

entity! {
    /// A private answer as it was sent, so that the client can see what a round said. Seen by the client.
    SubmissionPrivate(Uuid) {
        /// The round.
        submission_id: SubmissionId,
        /// Whose it is.
        client_id: PersonId,
        /// The field.
        field_id: FieldId,
        /// The entry, in a repeatable section.
        item_id: Option<ItemId>,
        /// The answer.
        value: Json<serde_json::Value>,
    }
    /// The private answers of a round.
    index BY_SUBMISSION(submission_id);
}

entity! {
    /// What mentors of the journey see of an open review: no identity, no answers. Its id is the round's.
    QueueItem(SubmissionId) {
        /// The journey.
        journey_id: JourneyId,
        /// The section.
        section_id: SectionId,
        /// The round, from 1.
        round: i64,
        /// How urgent it is.
        priority: Priority,
        /// How many words the answers have, as a measure of the work.
        words: i64,
        /// When it was sent.
        requested_at: Instant,
        /// The mentor who may claim it first: the one of the round before, or the one the client asked for.
        reserved_for: Option<PersonId>,
        /// Until when nobody else may.
        reserved_until: Option<Instant>,
    }
    /// The open reviews of a journey.
    index BY_JOURNEY(journey_id);
}

entity! {
    /// A claim on a review. Seen by the mentors of the journey.
    Claim(ClaimId) {
        /// The review.
        submission_id: SubmissionId,
        /// The journey.
        journey_id: JourneyId,
        /// The section, so that a mentor who lost the review still knows what their words are about.
        section_id: SectionId,
        /// Who holds it.
        mentor_id: PersonId,
        /// Given by the authority, one more than the claim before: a later claim always has a greater one.
        token: i64,
        /// Since when.
        claimed_at: Instant,
        /// Until when nobody else may claim.
        expires_at: Instant,
        /// When it ended, if it did.
        ended_at: Option<Instant>,
        /// How it ended.
        ending: Option<ClaimEnd>,
    }
    /// The claims on a review.
    index BY_SUBMISSION(submission_id);
    /// The claims of a mentor that have not ended.
    index OPEN_BY_MENTOR(mentor_id) without ended_at;
}

entity! {
    /// The overall note that a mentor is writing. It belongs to mentor and round, so it survives the loss
    /// of a claim. Seen by the mentor.
    ReviewDraft(Uuid) {
        /// The review.
        submission_id: SubmissionId,
        /// Who writes.
        mentor_id: PersonId,
        /// The note.
        body: RichText,
    }
    /// The drafts of a mentor.
    index BY_MENTOR(mentor_id);
}

entity! {
    /// A comment that a mentor is writing. Seen by the mentor.
    DraftComment(CommentId) {
        /// The review.
        submission_id: SubmissionId,
        /// Who writes.
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
    /// The comments being written on a review.
    index BY_SUBMISSION(submission_id);
}

entity! {
    /// A line of the checklist that a mentor ticked. Seen by the mentor.
    ChecklistMark(Uuid) {
        /// The review.
        submission_id: SubmissionId,
        /// Who ticked.
        mentor_id: PersonId,
        /// The line.
        checklist_item_id: ChecklistItemId,
    }
    /// The ticked lines of a review.
    index BY_SUBMISSION(submission_id);
}

impl Submission {
    /// Returns for whom the round is kept at `now`, and until when, while no mentor has it.
    #[must_use]
    pub fn kept_for(&self, now: Instant) -> Option<(PersonId, Instant)> {
        let free = self.state == SubmissionState::Open && self.holder_id.is_none();
        let until = self.reserved_until.filter(|until| free && now <= *until)?;
        self.reserved_for.map(|mentor| (mentor, until))
    }

    /// Whether a mentor completed the round.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        matches!(self.state, SubmissionState::Approved | SubmissionState::ChangesRequested)
    }
}

impl ReviewDraft {
    /// Returns the draft's id: one for each round and mentor.
    #[must_use]
    pub fn id_of(submission: SubmissionId, mentor: PersonId) -> Uuid {
        derived_id(submission.0, &format!("draft of {mentor}"))
    }
}

impl ChecklistMark {
    /// Returns the mark's id: one for each round, mentor and line.
    #[must_use]
    pub fn id_of(submission: SubmissionId, mentor: PersonId, item: ChecklistItemId) -> Uuid {
        derived_id(submission.0, &format!("mark {item} of {mentor}"))
    }
}
