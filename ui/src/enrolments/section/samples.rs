//! Sections for unit tests.

use domain::base::{Instant, PersonId, Rev, ZoneId};
use domain::enrolments::{AnswerKey, EnrolmentId, FieldView, ItemId, SectionEntry, SectionView, Tier};
use domain::journeys::condition::Condition;
use domain::journeys::{FieldId, FieldKind, Importance, SectionId, SectionKind, Sensitivity};
use domain::reviews::{
    CommentId, CommentKind, CommentView, Outcome, PersonName, ReviewId, ReviewView, RoundView, SectionHead,
    SubmissionId, SubmissionState,
};
use domain::richtext::RichText;
use serde_json::Value;
use uuid::Uuid;

/// A line of text that is asked always.
pub(crate) fn field(number: u128) -> FieldView {
    FieldView {
        id: FieldId(Uuid::from_u128(number)),
        key: format!("q{number}"),
        label: format!("Question {number}"),
        help: String::new(),
        kind: FieldKind::Text,
        importance: Importance::Important,
        sensitivity: Sensitivity::Review,
        required: false,
        options: Vec::new(),
        max_length: None,
        condition: None,
        example: String::new(),
    }
}

/// The field, of another kind.
pub(crate) fn of_kind(kind: FieldKind, field: FieldView) -> FieldView {
    FieldView { kind, ..field }
}

/// The field, needed for a review.
pub(crate) fn required(field: FieldView) -> FieldView {
    FieldView { required: true, ..field }
}

/// The field, for the client alone.
pub(crate) fn private(field: FieldView) -> FieldView {
    FieldView { sensitivity: Sensitivity::Private, ..field }
}

/// The field, asked when another has an answer.
pub(crate) fn when(field: FieldView, other: u128, is: Value) -> FieldView {
    FieldView { condition: Some(Condition::Is { field: format!("q{other}"), is }), ..field }
}

/// The key of an answer in a form.
pub(crate) fn key(number: u128) -> AnswerKey {
    AnswerKey { item: None, field: field(number).id }
}

/// An entry's id.
pub(crate) fn item(number: u128) -> ItemId {
    ItemId(Uuid::from_u128(number))
}

/// A form with answers.
pub(crate) fn form_view<const N: usize>(fields: Vec<FieldView>, answers: [(u128, Value); N]) -> SectionView {
    view(SectionKind::Form, fields, vec![entry(None, &answers)])
}

/// A list with entries, each with answers.
pub(crate) fn list_view(fields: Vec<FieldView>, entries: &[(u128, &[(u128, Value)])]) -> SectionView {
    let entries = entries.iter().map(|(id, answers)| entry(Some(item(*id)), answers)).collect();
    view(SectionKind::List, fields, entries)
}

/// A comment on a question, or on the section.
pub(crate) fn comment(id: u128, about: Option<u128>, kind: CommentKind) -> CommentView {
    CommentView {
        id: CommentId(Uuid::from_u128(id)),
        field: about.map(|number| field(number).id),
        field_label: about.map(|number| field(number).label).unwrap_or_default(),
        item: None,
        kind,
        body: "Please say more.".to_owned(),
        resolved: false,
        replies: Vec::new(),
    }
}

/// A round in which changes were asked for.
pub(crate) fn reviewed(round: i64, comments: Vec<CommentView>) -> RoundView {
    let mentor =
        PersonName { id: PersonId(Uuid::nil()), name: "Amara Okafor".to_owned(), zone: ZoneId::utc() };
    let review = ReviewView {
        id: ReviewId(Uuid::nil()),
        mentor,
        outcome: Outcome::ChangesRequested,
        note: RichText::default(),
        completed_at: Instant(0),
        comments,
        amendments: Vec::new(),
        checklist: Vec::new(),
    };
    RoundView {
        submission: SubmissionId(Uuid::nil()),
        round,
        state: SubmissionState::ChangesRequested,
        requested_at: Instant(0),
        ended_at: None,
        message: String::new(),
        review: Some(review),
    }
}

fn entry(item: Option<ItemId>, answers: &[(u128, Value)]) -> SectionEntry {
    SectionEntry {
        item,
        answers: answers.iter().map(|(number, value)| (field(*number).id, value.clone())).collect(),
        revs: vec![Rev::default(); answers.len()],
    }
}

fn view(kind: SectionKind, fields: Vec<FieldView>, entries: Vec<SectionEntry>) -> SectionView {
    SectionView {
        enrolment: EnrolmentId(Uuid::nil()),
        tier: Tier::Guided,
        journey_title: "Care".to_owned(),
        section: SectionHead {
            id: SectionId(Uuid::nil()),
            title: "Final days".to_owned(),
            intro: String::new(),
            kind,
            item_label: None,
            guidance: String::new(),
        },
        fields,
        entries,
        two_answers: Vec::new(),
        score: 0,
        current: None,
        rounds: Vec::new(),
        mentors: Vec::new(),
        previous: None,
        next: None,
    }
}
