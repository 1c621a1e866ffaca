//! The live fields of one section, with the questions that several features ask about them.

use super::condition::{Answers, Condition, visible};
use super::entities::{Field, FieldId, Section, SectionId};
use super::file::{SectionKind, Sensitivity};
use super::kind::Limits;
use super::score::{ScoredField, form_score, list_score};
use crate::base::Stored;
use crate::enrolments::{AnswerKey, ItemId, SectionContent};
use crate::rows::{Rows, RowsError};
use std::collections::{BTreeMap, BTreeSet};

/// The fields of a section that are not removed, in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SectionFields(Vec<Field>);

impl SectionFields {
    /// Returns the live ones of the given fields, in their order.
    #[must_use]
    pub fn new(mut fields: Vec<Field>) -> Self {
        fields.retain(|field| field.removed_at.is_none());
        fields.sort_by_key(|field| field.position);
        Self(fields)
    }

    /// Reads the fields of a section.
    ///
    /// # Errors
    /// When storage fails.
    pub fn read(rows: &mut dyn Rows, section: SectionId) -> Result<Self, RowsError> {
        rows.list(Field::BY_SECTION, &[section.to_value()]).map(Self::new)
    }

    /// Returns the fields in their order.
    #[must_use]
    pub fn all(&self) -> &[Field] {
        &self.0
    }

    /// Returns the fields that are asked, given the answers of a form or of one entry.
    #[must_use]
    pub fn asked(&self, answers: &Answers) -> BTreeSet<FieldId> {
        let conditions: Vec<_> = self.0.iter().map(|field| (field.key.as_str(), field.condition())).collect();
        let shown = visible(&conditions, answers);
        self.0.iter().filter(|field| shown.contains(field.key.as_str())).map(|field| field.id).collect()
    }

    /// Returns how complete the section is, from 0 to 100; a list without entries is at 0.
    #[must_use]
    pub fn score(&self, section: &Section, content: &SectionContent) -> u32 {
        let fields: Vec<ScoredField> = self
            .0
            .iter()
            .map(|field| ScoredField {
                key: &field.key,
                importance: field.importance,
                when: field.condition(),
            })
            .collect();
        let mut entries = self.entries(content);
        match section.kind {
            SectionKind::List => {
                entries.remove(&None);
                list_score(&fields, &entries.into_values().collect::<Vec<_>>())
            }
            SectionKind::Form => form_score(&fields, &entries.remove(&None).unwrap_or_default()),
        }
    }

    /// Returns the first required field that is asked and has no answer, in reading order: entries as they
    /// stand in `order`, fields as they are asked.
    #[must_use]
    pub fn first_missing(&self, content: &SectionContent, order: &[ItemId]) -> Option<(AnswerKey, &Field)> {
        let mut entries = self.entries(content);
        if entries.is_empty() {
            entries.insert(None, Answers::new());
        }
        in_order(entries, order).into_iter().find_map(|(item, answers)| {
            let asked = self.asked(&answers);
            let missing = self.0.iter().find(|field| {
                let answer = answers.get(&field.key);
                let empty = !answer.is_some_and(|value| field.kind.is_filled(value));
                asked.contains(&field.id) && field.required && empty
            })?;
            Some((AnswerKey { item, field: missing.id }, missing))
        })
    }

    /// Returns the first answer that is not finished, such as half an e-mail address, and what to put
    /// right, in reading order.
    #[must_use]
    pub fn first_unfinished(
        &self,
        content: &SectionContent,
        order: &[ItemId],
    ) -> Option<(AnswerKey, String)> {
        in_order(self.entries(content), order).into_iter().find_map(|(item, answers)| {
            let asked = self.asked(&answers);
            self.0.iter().filter(|field| asked.contains(&field.id)).find_map(|field| {
                let wrong = field.check(answers.get(&field.key)?).err()?;
                Some((AnswerKey { item, field: field.id }, wrong))
            })
        })
    }

    /// Returns what a review of the content is about: the answers to fields that are asked now. An answer
    /// is private if its field is private now, or was when the answer was given: a field that changes
    /// sides never carries an answer over to where others see it.
    #[must_use]
    pub fn under_review(&self, content: &SectionContent) -> SectionContent {
        let mut sent = SectionContent::default();
        for (item, answers) in self.entries(content) {
            let asked = self.asked(&answers);
            for field in self.0.iter().filter(|field| asked.contains(&field.id)) {
                let Some(value) = answers.get(&field.key) else { continue };
                let key = AnswerKey { item, field: field.id };
                let private = field.sensitivity == Sensitivity::Private || content.private.contains_key(&key);
                let side = if private { &mut sent.private } else { &mut sent.shared };
                side.insert(key, value.clone());
            }
        }
        sent
    }

    /// Returns the answers by entry and field key.
    #[must_use]
    pub fn entries(&self, content: &SectionContent) -> BTreeMap<Option<ItemId>, Answers> {
        let keys: BTreeMap<FieldId, &str> =
            self.0.iter().map(|field| (field.id, field.key.as_str())).collect();
        let mut entries: BTreeMap<Option<ItemId>, Answers> = BTreeMap::new();
        for (key, value) in content.shared.iter().chain(&content.private) {
            if let Some(name) = keys.get(&key.field) {
                entries.entry(key.item).or_default().insert((*name).to_owned(), value.clone());
            }
        }
        entries
    }
}

impl Field {
    /// Returns when the field is asked; always, if absent.
    #[must_use]
    pub fn condition(&self) -> Option<&Condition> {
        self.condition.as_ref().map(|condition| &condition.0)
    }

    /// Checks that a value may be stored as the answer, finished or not.
    ///
    /// # Errors
    /// In plain words, what is wrong.
    pub fn accepts(&self, value: &serde_json::Value) -> Result<(), String> {
        self.kind.accepts(value, self.limits())
    }

    /// Checks that a value is a finished answer.
    ///
    /// # Errors
    /// In plain words, what to put right.
    pub fn check(&self, value: &serde_json::Value) -> Result<(), String> {
        self.kind.check_within(value, self.limits())
    }

    fn limits(&self) -> Limits<'_> {
        let options = self.kind.has_options().then_some(self.options.0.as_slice());
        let max_length = self.max_length.and_then(|length| usize::try_from(length).ok());
        Limits { max_length, options }
    }
}

/// Returns entries as they stand on the screen; a form's one first, and last what has no place there.
fn in_order(entries: BTreeMap<Option<ItemId>, Answers>, order: &[ItemId]) -> Vec<(Option<ItemId>, Answers)> {
    let place = |item: &Option<ItemId>| {
        item.map(|item| order.iter().position(|known| *known == item).unwrap_or(order.len()))
    };
    let mut entries: Vec<_> = entries.into_iter().collect();
    entries.sort_by_key(|(item, _)| place(item));
    entries
}

#[cfg(test)]
#[path = "section_fields_tests.rs"]
mod tests;
