//! What the screens of a review show: the answers to questions, typed.

use super::beside::Beside;
use super::command::{Held, KeptPurpose};
use super::entities::{ClaimId, CommentId, CommentKind, Outcome, Priority, SubmissionId, SubmissionState};
use super::feedback::{CheckedItem, KeptTextId, ReplyId, ReviewId};
use super::offer::{OfferAnswer, OfferId, Offered};
use crate::base::{Instant, PersonId, Rev, ZoneId};
use crate::enrolments::ItemId;
use crate::journeys::{ChecklistItemId, FieldId, FieldKind, Importance, JourneyId, SectionId, SectionKind};
use crate::richtext::RichText;
use crate::text::Piece;
use serde::{Deserialize, Serialize};

/// Which reviews to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReviewList {
    /// Open ones that the mentor may claim.
    Queue,
    /// Those that the mentor holds.
    Mine,
    /// Those that the mentor completed.
    Done,
}

/// In which order a list of reviews is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewOrder {
    /// As the list comes: what is due first.
    #[default]
    Due,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// The longest first.
    Longest,
    /// By the section's title.
    Title,
    /// By the client's name; who is not known yet comes last.
    Client,
}
crate::stored_as_word!(ReviewList, ReviewOrder);

/// The list of reviews.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewsView {
    /// The rows, most urgent first (completed ones: newest first).
    pub rows: Vec<ReviewRow>,
    /// How many may be claimed.
    pub queue: i64,
    /// How many the mentor holds.
    pub mine: i64,
    /// How many the mentor completed.
    pub done: i64,
    /// Drafts and texts that have no review to go to now.
    pub kept: Vec<KeptView>,
}

/// One review in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewRow {
    /// The round.
    pub submission: SubmissionId,
    /// The journey.
    pub journey: JourneyId,
    /// The journey's title.
    pub journey_title: String,
    /// The section's title.
    pub section_title: String,
    /// The client's name, once the mentor may know it.
    pub client: Option<String>,
    /// The round, from 1.
    pub round: i64,
    /// How urgent the client says it is.
    pub priority: Priority,
    /// How many words the answers have; unknown once completed.
    pub words: Option<i64>,
    /// When it was sent.
    pub requested_at: Instant,
    /// Where it stands.
    pub state: SubmissionState,
    /// Until when it is the mentor's (held) or reserved for the mentor (queue).
    pub until: Option<Instant>,
    /// Whether the queue keeps it for this mentor.
    pub reserved: bool,
    /// Of one in hand: how many fields changed since the round before; 0 in the first, and in other lists.
    pub changed_fields: i64,
    /// How many comments ask for something and are not settled: of earlier rounds while it is in hand, its own
    /// once it is completed. Praise asks for nothing.
    pub open_comments: i64,
    /// Whether the mentor has begun to write.
    pub has_draft: bool,
    /// When it was completed.
    pub completed_at: Option<Instant>,
}

/// A text that waits for its author: a refused one, or the draft of a review that was lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptView {
    /// The kept text; none for a draft, which stays where it is.
    pub kept: Option<KeptTextId>,
    /// The review.
    pub submission: Option<SubmissionId>,
    /// The section's title, where it is known.
    pub section_title: String,
    /// What it was meant for.
    pub purpose: KeptPurpose,
    /// The text: rich text as JSON for notes and additions, else plain.
    pub body: String,
    /// The text as plain text.
    pub text: String,
    /// Why it waits, in plain words.
    pub reason: String,
    /// Since when.
    pub at: Instant,
    /// Where its review is now.
    pub now: ReviewNow,
}

/// A text that is kept beside another one of its author, who decides between the two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BesideView {
    /// The kept text.
    pub kept: KeptTextId,
    /// Beside which text it is kept, under the author's claim of now if they have one.
    pub beside: Beside,
    /// The section, where it is known.
    pub section: Option<SectionId>,
    /// The section's title, where it is known.
    pub section_title: String,
    /// The field that it answers, where it is an answer to one that is known.
    pub field_label: String,
    /// The kept text, without formatting.
    pub mine: String,
    /// When it was kept.
    pub at: Instant,
    /// The text that stands, without formatting; empty where none does any more.
    pub theirs: String,
    /// Since when it stands.
    pub theirs_at: Instant,
    /// Whether its author can write there now: a review has to be in their hands.
    pub open: bool,
    /// Whether one text can be put after the other there.
    pub joins: bool,
}

/// Where the review of a kept text is now, as far as its author may know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ReviewNow {
    /// Nobody has it: it may be claimed.
    Free,
    /// The author has it, under this claim.
    Yours {
        /// The claim.
        held: Held,
    },
    /// Another mentor has it.
    With {
        /// Who.
        mentor: PersonName,
        /// Under which claim.
        claim: ClaimId,
        /// How the text is named to send it there; none, if it cannot be sent.
        text: Option<Offered>,
        /// What became of it, if it was sent there.
        sent: Option<OfferStanding>,
    },
    /// It is over, or the author may not know.
    Over,
}

/// What became of a draft that was sent to the mentor who has the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferStanding {
    /// It waits for an answer.
    Waiting,
    /// The mentor put it into the note.
    Taken,
    /// The mentor put it away.
    PutAway,
}

impl From<Option<OfferAnswer>> for OfferStanding {
    fn from(answer: Option<OfferAnswer>) -> Self {
        match answer {
            None => Self::Waiting,
            Some(OfferAnswer::Taken) => Self::Taken,
            Some(OfferAnswer::PutAway) => Self::PutAway,
        }
    }
}

/// A draft that another mentor offers to the one who holds the review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfferView {
    /// The offer.
    pub id: OfferId,
    /// Who wrote it.
    pub from: PersonName,
    /// What it was meant for.
    pub purpose: KeptPurpose,
    /// The field that a comment is about, where that is known.
    pub field: Option<FieldId>,
    /// The entry of a repeatable section.
    pub item: Option<ItemId>,
    /// The text: rich text as JSON for a note, else plain.
    pub body: String,
    /// The text as plain text.
    pub text: String,
    /// When.
    pub at: Instant,
}

/// What a viewer may do in a review room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// A mentor before claiming: no identity, no answers.
    Preview,
    /// The mentor who holds it: may write.
    Holder,
    /// The mentor who completed it, or the client: may read, reply and settle.
    Reader,
}

/// The review room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoomView {
    /// The round.
    pub submission: SubmissionId,
    /// What the viewer may do.
    pub access: Access,
    /// The journey's title.
    pub journey_title: String,
    /// The section.
    pub section: SectionHead,
    /// The round, from 1.
    pub round: i64,
    /// Where it stands.
    pub state: SubmissionState,
    /// How urgent the client says it is.
    pub priority: Priority,
    /// What the client wrote to the mentor.
    pub message: String,
    /// When it was sent.
    pub requested_at: Instant,
    /// How many words the answers have.
    pub words: i64,
    /// Who sent it, for those who may know.
    pub client: Option<PersonName>,
    /// The claim on it, if there is one that counts.
    pub claim: Option<ClaimView>,
    /// Who comes first, and until when, while it is reserved.
    pub reserved: Option<(PersonName, Instant)>,
    /// The answers: one entry for a form, one for each of a list.
    pub entries: Vec<RoomEntry>,
    /// Where the answers are locked, because this device has heard nothing of the server for too long: for how many days it
    /// may show them without.
    #[serde(default)]
    pub locked_after: Option<i64>,
    /// What the mentor is writing.
    pub draft: DraftView,
    /// Drafts that other mentors offer, oldest first; for the holder alone.
    pub offers: Vec<OfferView>,
    /// The rounds before and, once completed, this one; newest first.
    pub rounds: Vec<RoundView>,
}

/// What a screen needs of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionHead {
    /// The section.
    pub id: SectionId,
    /// Its title.
    pub title: String,
    /// What the client reads first.
    pub intro: String,
    /// A form or a list.
    pub kind: SectionKind,
    /// What one entry of a list is called.
    pub item_label: Option<String>,
    /// For mentors: what good looks like.
    pub guidance: String,
}

/// A person as others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their time zone.
    pub zone: ZoneId,
}

/// The claim on a review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimView {
    /// The round and the claim.
    pub held: Held,
    /// Who holds it.
    pub mentor: PersonName,
    /// The authority's number for it.
    pub token: i64,
    /// Since when.
    pub claimed_at: Instant,
    /// Until when nobody else may claim.
    pub expires_at: Instant,
    /// Whether its lease ran out; it may still be written under until another mentor claims.
    pub lapsed: bool,
}

/// The answers of a form, or of one entry of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoomEntry {
    /// The entry; none for a form.
    pub item: Option<ItemId>,
    /// What to call it: its first answer, or its number.
    pub title: String,
    /// Whether the entry itself is new, or gone, since the round before.
    pub change: Change,
    /// The fields that were asked, in order.
    pub fields: Vec<RoomField>,
}

/// A field with its answer in one round, compared with the round before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoomField {
    /// The field.
    pub field: FieldId,
    /// Its label.
    pub label: String,
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// How much it weighs.
    pub importance: Importance,
    /// Whether the field was taken out of the section since.
    pub removed: bool,
    /// The answer.
    pub answer: RoomAnswer,
    /// How it differs from the round before.
    pub change: Change,
    /// The difference word by word, where the round before had text that was changed or is gone.
    pub pieces: Vec<Piece>,
}

/// An answer as a mentor may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RoomAnswer {
    /// Nothing was answered.
    Empty,
    /// The answer in plain text; paragraphs are parted by line breaks.
    Text {
        /// The text.
        text: String,
    },
    /// It is private: there, and nothing more.
    Hidden,
}

/// How something differs from the round before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Not at all, or there is no round before.
    Same,
    /// It is new.
    Added,
    /// It is different.
    Changed,
    /// It is gone.
    Removed,
}

/// What a mentor is writing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftView {
    /// The overall note.
    pub note: RichText,
    /// When the note was saved last.
    pub saved_at: Option<Instant>,
    /// The revision of the note, for what is written on top of it.
    #[serde(default)]
    pub note_rev: Option<Rev>,
    /// The comments, in the order in which they were begun.
    pub comments: Vec<DraftCommentView>,
    /// The quality checklist.
    pub checklist: Vec<ChecklistLine>,
}

/// A comment that is being written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftCommentView {
    /// The comment.
    pub id: CommentId,
    /// The field it is about; none for the whole section.
    pub field: Option<FieldId>,
    /// The entry of a repeatable section.
    pub item: Option<ItemId>,
    /// What it is for.
    pub kind: CommentKind,
    /// The text.
    pub body: String,
    /// Its revision; none while it is not saved.
    #[serde(default)]
    pub rev: Option<Rev>,
}

/// A line of the checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChecklistLine {
    /// The line.
    pub id: ChecklistItemId,
    /// What to check.
    pub text: String,
    /// Whether it is ticked.
    pub checked: bool,
}

/// One round with its feedback.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundView {
    /// The round.
    pub submission: SubmissionId,
    /// Its number, from 1.
    pub round: i64,
    /// Where it stands.
    pub state: SubmissionState,
    /// When it was sent.
    pub requested_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// What the client wrote to the mentor.
    pub message: String,
    /// The feedback, once there is some.
    pub review: Option<ReviewView>,
}

/// A completed review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewView {
    /// The review.
    pub id: ReviewId,
    /// Who wrote it.
    pub mentor: PersonName,
    /// What was decided.
    pub outcome: Outcome,
    /// The overall note.
    pub note: RichText,
    /// When.
    pub completed_at: Instant,
    /// The comments, in order.
    pub comments: Vec<CommentView>,
    /// What was added later, in order.
    pub amendments: Vec<AmendmentView>,
    /// The checklist as it stood; for the mentor alone.
    pub checklist: Vec<CheckedItem>,
}

/// A comment of a completed review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommentView {
    /// The comment.
    pub id: CommentId,
    /// The field it is about; none for the whole section.
    pub field: Option<FieldId>,
    /// The field's label.
    pub field_label: String,
    /// The entry of a repeatable section.
    pub item: Option<ItemId>,
    /// What it is for.
    pub kind: CommentKind,
    /// The text.
    pub body: String,
    /// Whether it is settled.
    pub resolved: bool,
    /// The replies, in order.
    pub replies: Vec<ReplyView>,
}

/// A reply to a comment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReplyView {
    /// The reply.
    pub id: ReplyId,
    /// Who wrote it.
    pub author: PersonName,
    /// The text.
    pub body: String,
    /// When.
    pub at: Instant,
}

/// A text that was not sent yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnsentView {
    /// The text, empty if there is none: rich text as JSON for an addition, else plain.
    pub body: String,
    /// Its revision: what a screen that shows it began with. None if there is no text.
    #[serde(default)]
    pub rev: Option<Rev>,
}

/// Something added to a completed review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AmendmentView {
    /// The addition.
    pub id: uuid::Uuid,
    /// The text.
    pub body: RichText,
    /// When.
    pub at: Instant,
}
