//! What the screens of a client's journey show: the answers to questions, typed.

use super::entities::{EnrolmentId, ItemId, Tier};
use super::revision::AnswerKey;
use crate::base::{Instant, Rev};
use crate::journeys::condition::Condition;
use crate::journeys::{
    ChoiceOption, FieldId, FieldKind, Importance, JourneyId, SectionId, SectionKind, Sensitivity,
};
use crate::reviews::{PersonName, RoundView, SectionHead, SubmissionId, SubmissionState};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The journeys that a client is in, and those that are open to them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JourneysView {
    /// Those that the client is in.
    pub mine: Vec<MyJourney>,
    /// Those that the client could begin.
    pub others: Vec<OtherJourney>,
}

/// A journey that a client is in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MyJourney {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// The journey's title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// What the client has booked.
    pub tier: Tier,
    /// How many sections there are.
    pub sections: i64,
    /// How many are approved, or complete where there are no reviews.
    pub done: i64,
    /// How many wait for the client to change something.
    pub to_change: i64,
    /// How many are with a mentor.
    pub in_review: i64,
    /// How complete the answers are, from 0 to 100.
    pub score: i64,
}

/// A journey that a client could begin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OtherJourney {
    /// The journey.
    pub journey: JourneyId,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// How many sections there are.
    pub sections: i64,
}

/// A client's journey: its table of contents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContentsView {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// The journey's title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// What the client has booked.
    pub tier: Tier,
    /// The categories, in order.
    pub categories: Vec<ContentsCategory>,
}

/// A category in a table of contents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContentsCategory {
    /// Its title.
    pub title: String,
    /// Its sections, in order.
    pub sections: Vec<ContentsSection>,
}

/// A section in a table of contents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContentsSection {
    /// The section.
    pub id: SectionId,
    /// Its title.
    pub title: String,
    /// A form or a list.
    pub kind: SectionKind,
    /// How complete the answers are, from 0 to 100.
    pub score: i64,
    /// How many entries a list has.
    pub items: i64,
    /// Where its last round stands that was not taken back, if there is one.
    pub review: Option<SubmissionState>,
    /// How many comments ask for something and are not settled.
    pub open_comments: i64,
}

/// A section as the client works on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionView {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// What the client has booked.
    pub tier: Tier,
    /// The journey's title.
    pub journey_title: String,
    /// The section.
    pub section: SectionHead,
    /// The fields, in order; which of them are asked depends on the answers.
    pub fields: Vec<FieldView>,
    /// The answers: one entry for a form, one for each of a list.
    pub entries: Vec<SectionEntry>,
    /// What is kept beside one of them until its client decides.
    pub two_answers: Vec<TwoAnswers>,
    /// How complete the answers are, from 0 to 100.
    pub score: i64,
    /// The last round, if there is one.
    pub current: Option<CurrentRound>,
    /// The rounds with their feedback, newest first.
    pub rounds: Vec<RoundView>,
    /// The mentors whom the client may ask for.
    pub mentors: Vec<MentorChoice>,
    /// The section before this one in the journey.
    pub previous: Option<(SectionId, String)>,
    /// The section after this one in the journey.
    pub next: Option<(SectionId, String)>,
}

/// A field as a form shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldView {
    /// The field.
    pub id: FieldId,
    /// The key by which conditions name it.
    pub key: String,
    /// Its label.
    pub label: String,
    /// A sentence that helps to answer it.
    pub help: String,
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// How much it weighs.
    pub importance: Importance,
    /// Who may see its answer.
    pub sensitivity: Sensitivity,
    /// Whether a review can't be asked for without it.
    pub required: bool,
    /// The choices, for kinds that have some.
    pub options: Vec<ChoiceOption>,
    /// The longest answer, where it differs from the usual.
    pub max_length: Option<usize>,
    /// When it is asked; always, if absent.
    pub condition: Option<Condition>,
    /// An example of an answer.
    pub example: String,
}

/// The answers of a form, or of one entry of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionEntry {
    /// The entry; none for a form.
    pub item: Option<ItemId>,
    /// The answers by field.
    pub answers: BTreeMap<FieldId, serde_json::Value>,
    /// The revision of each answer, in the order of `answers`.
    pub revs: Vec<Rev>,
}

impl SectionEntry {
    /// Returns the revision of each answer.
    pub fn revisions(&self) -> impl Iterator<Item = (AnswerKey, Rev)> {
        let keys = self.answers.keys().map(|field| AnswerKey { item: self.item, field: *field });
        keys.zip(self.revs.iter().copied())
    }
}

/// A text that is kept beside an answer, because another device gave that one at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TwoAnswers {
    /// The answer.
    pub answer: AnswerKey,
    /// The revision of the text beside it.
    pub kept: Rev,
}

/// The last round of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CurrentRound {
    /// The round.
    pub submission: SubmissionId,
    /// Its number, from 1.
    pub round: i64,
    /// Where it stands.
    pub state: SubmissionState,
    /// When it was sent.
    pub requested_at: Instant,
    /// Which mentor has it now.
    pub mentor: Option<PersonName>,
    /// For whom it is kept while no mentor has it, and until when nobody else may take it.
    pub waits_for: Option<(PersonName, Instant)>,
    /// Whether the section changed since it was sent.
    pub changed_since: bool,
}

/// A mentor whom a client may ask for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentorChoice {
    /// The mentor.
    pub mentor: PersonName,
    /// A few lines about them.
    pub bio: String,
}
