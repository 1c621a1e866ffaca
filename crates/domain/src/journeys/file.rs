//! A journey as a file: what a creator writes and what ships with the product, in JSON.
//!
//! This is the text form, not the stored rows: people's answers hang on the stored fields' ids,
//! and a file only names fields by key. [`JourneyFile::parse`] reads one, and
//! [`super::validate`] says everything that is wrong with it.

use super::condition::{Answers, Condition};
use super::kind::Limits;
use super::score::{ScoredField, form_score, list_score};
use super::validate::{Problem, problems};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use super::kind::{ChoiceOption, FieldKind};
pub use super::score::Importance;

/// The only form of the file that exists so far.
pub const FORMAT: u32 = 1;

/// A whole journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JourneyFile {
    /// Which form of the file this is: [`FORMAT`].
    pub format: u32,
    /// The journey's name in addresses: small letters, digits, dashes.
    pub slug: String,
    /// The journey's name for people.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub summary: String,
    /// How long a mentor keeps a claimed review, in hours.
    #[serde(default = "default_lease_hours")]
    pub lease_hours: u32,
    /// For how many days a device that hears nothing of the server goes on showing a mentor what clients answered.
    #[serde(default = "default_away_days", skip_serializing_if = "is_default_away_days")]
    pub away_days: u32,
    /// What a mentor goes through before sending, where a section has no list of its own.
    #[serde(default)]
    pub checklist: Vec<ChecklistDef>,
    /// The parts, in reading order.
    pub categories: Vec<CategoryDef>,
}

/// Sections that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryDef {
    /// Its name in addresses.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// The sections, in reading order.
    pub sections: Vec<SectionDef>,
}

/// One section: what a client fills in and asks a review of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionDef {
    /// Its name in addresses, once in the whole journey.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// What the client reads first.
    pub intro: String,
    /// Whether it is filled in once or many times.
    pub kind: SectionKind,
    /// What one item of a list is called, in the singular: “person”, “account”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_label: Option<String>,
    /// What the mentor reads beside the answers, a paragraph a string. A paragraph that starts
    /// with `## ` is a heading.
    #[serde(default)]
    pub guidance: Vec<String>,
    /// What the mentor goes through before sending; the journey's list when empty.
    #[serde(default)]
    pub checklist: Vec<ChecklistDef>,
    /// What is asked, in order.
    pub fields: Vec<FieldDef>,
}

/// How often a section is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Once.
    Form,
    /// Once for each item.
    List,
}

/// One line of the list that a mentor goes through before sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistDef {
    /// Its lasting name.
    pub key: String,
    /// What it says.
    pub text: String,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldDef {
    /// Its lasting name within the section.
    pub key: String,
    /// The key it had before it was renamed; the answers follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The question.
    pub label: String,
    /// A sentence that helps to answer it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub help: String,
    /// What an answer looks like.
    pub kind: FieldKind,
    /// How much it matters.
    pub importance: Importance,
    /// Who may see the answer.
    pub sensitivity: Sensitivity,
    /// What a choice is chosen from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ChoiceOption>,
    /// The most characters of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// Whether a review can only be asked for with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// When it is asked at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// An answer that someone might give, shown in the empty field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// Who may see the answer to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Nothing that anyone would mind: it may appear outside of a review too.
    Public,
    /// The client, and a mentor while holding the review.
    Review,
    /// The client alone. A mentor learns only that it is filled, or changed.
    Private,
}

impl JourneyFile {
    /// Reads a journey and checks it.
    ///
    /// # Errors
    /// Every problem that was found; one alone when the text is not such a file at all.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let file: Self = serde_json::from_str(text)
            .map_err(|error| vec![Problem::new("", format!("This is not a journey file: {error}."))])?;
        file.validate()?;
        Ok(file)
    }

    /// Checks that the journey makes sense.
    ///
    /// # Errors
    /// Every problem that was found, each with the place in the file.
    pub fn validate(&self) -> Result<(), Vec<Problem>> {
        let found = problems(self);
        if found.is_empty() { Ok(()) } else { Err(found) }
    }

    /// Returns all sections, in reading order.
    pub fn sections(&self) -> impl Iterator<Item = &SectionDef> {
        self.categories.iter().flat_map(|category| &category.sections)
    }

    /// Returns the section with this key.
    #[must_use]
    pub fn section(&self, key: &str) -> Option<&SectionDef> {
        self.sections().find(|section| section.key == key)
    }
}

impl SectionDef {
    /// Returns the guidance as one text, its paragraphs parted by an empty line.
    #[must_use]
    pub fn guidance_text(&self) -> String {
        self.guidance.join("\n\n")
    }

    /// Returns the field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Returns how complete the answers are, from 0 to 100: those of a form as its only item.
    #[must_use]
    pub fn score(&self, items: &[Answers]) -> u32 {
        let fields: Vec<ScoredField<'_>> = self.fields.iter().map(FieldDef::scored).collect();
        match (self.kind, items) {
            (SectionKind::List, items) => list_score(&fields, items),
            (SectionKind::Form, [answers, ..]) => form_score(&fields, answers),
            (SectionKind::Form, []) => form_score(&fields, &Answers::new()),
        }
    }
}

impl FieldDef {
    /// Checks that `value` may be stored as the answer, finished or not.
    ///
    /// # Errors
    /// In plain words, what is wrong.
    pub fn accepts(&self, value: &Json) -> Result<(), String> {
        self.kind.accepts(value, self.limits())
    }

    /// Checks that `value` is a finished answer.
    ///
    /// # Errors
    /// In plain words, what to put right.
    pub fn check(&self, value: &Json) -> Result<(), String> {
        self.kind.check_within(value, self.limits())
    }

    /// Returns what the field adds to the rules of its kind.
    #[must_use]
    pub fn limits(&self) -> Limits<'_> {
        let options = self.kind.has_options().then_some(self.options.as_slice());
        Limits { max_length: self.max_length, options }
    }

    /// Returns what the score has to know of the field.
    #[must_use]
    pub fn scored(&self) -> ScoredField<'_> {
        ScoredField { key: &self.key, importance: self.importance, when: self.when.as_ref() }
    }
}

const fn default_lease_hours() -> u32 {
    72
}

const fn default_away_days() -> u32 {
    14
}

fn is_default_away_days(days: &u32) -> bool {
    *days == default_away_days()
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
