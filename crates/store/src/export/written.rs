//! Every text that a person wrote, with what it is about, for a table.

use domain::base::{Instant, PersonId, Value};
use domain::enrolments::ItemId;
use domain::journeys::{Field, FieldId, Section, SectionId};
use domain::reviews::{CommentId, KeptPurpose, ReviewId, SubmissionId, UnsentPlace};
use domain::richtext::RichText;
use domain::rows::AnyRow;
use std::collections::HashMap;

/// A text that a person wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// What it is, in a few words.
    pub what: &'static str,
    /// The journey's title, where it is known.
    pub journey: String,
    /// The section's title, where it is known.
    pub section: String,
    /// The question that it answers, or is about.
    pub question: String,
    /// Which entry of a section with entries, from 1.
    pub entry: Option<i64>,
    /// The text; a number where the answer is one.
    pub text: Value,
    /// When it was written last.
    pub at: Instant,
    /// Whether it stands where it was meant to; drafts and kept texts don't.
    pub sent: bool,
}

/// What rows are about.
#[derive(Default)]
struct Titles {
    journeys: HashMap<domain::journeys::JourneyId, String>,
    sections: HashMap<SectionId, Section>,
    fields: HashMap<FieldId, Field>,
    /// The entries' places, from 1.
    entries: HashMap<ItemId, i64>,
    of_claim: HashMap<SubmissionId, SectionId>,
    of_review: HashMap<ReviewId, SectionId>,
    of_comment: HashMap<CommentId, (SectionId, Option<FieldId>)>,
}

/// Returns what a person wrote, of their own rows, oldest first.
pub(super) fn of(person: PersonId, rows: &[AnyRow]) -> Vec<Written> {
    let mut titles = Titles::default();
    rows.iter().for_each(|row| titles.learn(row));
    let mut written: Vec<_> = rows.iter().filter_map(|row| titles.written(row, person)).collect();
    written.sort_by_key(|written| written.at);
    written
}

impl Titles {
    fn learn(&mut self, row: &AnyRow) {
        match row {
            AnyRow::Journey(row) => drop(self.journeys.insert(row.id, row.title.clone())),
            AnyRow::Section(row) => drop(self.sections.insert(row.id, row.clone())),
            AnyRow::Field(row) => drop(self.fields.insert(row.id, row.clone())),
            AnyRow::SectionItem(row) => drop(self.entries.insert(row.id, row.position.saturating_add(1))),
            AnyRow::Claim(row) => drop(self.of_claim.insert(row.submission_id, row.section_id)),
            AnyRow::Submission(row) => drop(self.of_claim.insert(row.id, row.section_id)),
            AnyRow::Review(row) => drop(self.of_review.insert(row.id, row.section_id)),
            AnyRow::ReviewComment(row) => {
                self.of_comment.insert(row.id, (row.section_id, row.field_id));
            }
            _ => {}
        }
    }

    /// Returns the text of a row, if the person wrote one.
    fn written(&self, row: &AnyRow, person: PersonId) -> Option<Written> {
        let text = |text: &str| Value::Text(text.to_owned());
        let at = row.stamp().updated_at;
        let about = |what, section: Option<SectionId>, field, item, text| {
            Some(self.about(what, section, field, item, text, at))
        };
        let unsent = |what, section: Option<SectionId>, field, item, text| {
            Some(Written { sent: false, ..self.about(what, section, field, item, text, at) })
        };
        match row {
            AnyRow::Answer(row) => {
                about("Answer", Some(row.section_id), Some(row.field_id), row.item_id, plain(&row.value.0))
            }
            AnyRow::PrivateAnswer(row) => {
                let (section, field) = (Some(row.section_id), Some(row.field_id));
                about("Private answer", section, field, row.item_id, plain(&row.value.0))
            }
            AnyRow::Submission(row) if !row.message.is_empty() => {
                about("Message to a mentor", Some(row.section_id), None, None, text(&row.message))
            }
            AnyRow::Review(row) if row.mentor_id == person => {
                about("Review", Some(row.section_id), None, None, note(&row.note))
            }
            AnyRow::ReviewComment(row) if row.mentor_id == person => {
                about("Comment", Some(row.section_id), row.field_id, row.item_id, text(&row.body))
            }
            AnyRow::CommentReply(row) if row.author_id == person => {
                let (section, field) = self.of_comment.get(&row.comment_id).copied().unzip();
                about("Reply", section, field.flatten(), None, text(&row.body))
            }
            AnyRow::ReviewAmendment(row) if row.mentor_id == person => {
                about("Addition", self.of_review.get(&row.review_id).copied(), None, None, note(&row.body))
            }
            AnyRow::ReviewDraft(row) => {
                let section = self.of_claim.get(&row.submission_id).copied();
                unsent("Note, not sent", section, None, None, note(&row.body))
            }
            AnyRow::DraftComment(row) => {
                let section = self.of_claim.get(&row.submission_id).copied();
                unsent("Comment, not sent", section, row.field_id, row.item_id, text(&row.body))
            }
            AnyRow::UnsentText(row) => {
                let (section, field) = match row.place.0 {
                    UnsentPlace::Reply { comment } => {
                        let (section, field) = self.of_comment.get(&comment).copied().unzip();
                        (section, field.flatten())
                    }
                    UnsentPlace::Addition { review } => (self.of_review.get(&review).copied(), None),
                    UnsentPlace::Message { section, .. } => (Some(section), None),
                };
                let body = kept(row.place.0.purpose(), &row.body);
                unsent("Text, not sent", section, field, None, body)
            }
            AnyRow::KeptText(row) => {
                let section = row.submission_id.and_then(|id| self.of_claim.get(&id).copied());
                unsent("Kept text", section, None, None, kept(row.purpose, &row.body))
            }
            _ => None,
        }
    }

    fn about(
        &self,
        what: &'static str,
        section: Option<SectionId>,
        field: Option<FieldId>,
        item: Option<ItemId>,
        text: Value,
        at: Instant,
    ) -> Written {
        let section = section.and_then(|id| self.sections.get(&id));
        let journey = section.and_then(|section| self.journeys.get(&section.journey_id));
        Written {
            what,
            journey: journey.cloned().unwrap_or_default(),
            section: section.map(|section| section.title.clone()).unwrap_or_default(),
            question: field
                .and_then(|id| self.fields.get(&id))
                .map(|field| field.label.clone())
                .unwrap_or_default(),
            entry: item.and_then(|id| self.entries.get(&id).copied()),
            text,
            at,
            sent: true,
        }
    }
}

fn note(note: &RichText) -> Value {
    Value::Text(note.document().to_plain_text())
}

/// Returns a kept text as plain text; notes and additions are kept as rich text.
fn kept(purpose: KeptPurpose, body: &str) -> Value {
    match purpose {
        KeptPurpose::Note | KeptPurpose::Amendment => {
            RichText::parse(body).map_or_else(|_| Value::Text(body.to_owned()), |body| note(&body))
        }
        KeptPurpose::Comment | KeptPurpose::Reply | KeptPurpose::Message | KeptPurpose::Answer => {
            Value::Text(body.to_owned())
        }
    }
}

/// Returns an answer for a cell: a number as a number, several choices apart by semicolons, parts as their JSON.
fn plain(answer: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match answer {
        Json::Null => Value::Null,
        Json::Bool(yes) => Value::Text(if *yes { "yes" } else { "no" }.to_owned()),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::Int(whole),
            (None, Some(real)) => Value::Real(real),
            (None, None) => Value::Text(number.to_string()),
        },
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(several) if several.iter().all(Json::is_string) => {
            Value::Text(several.iter().filter_map(Json::as_str).collect::<Vec<_>>().join("; "))
        }
        other => Value::Text(other.to_string()),
    }
}
