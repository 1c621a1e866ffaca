//! What a section says at one moment, and how two such moments differ.
//!
//! The fingerprint pins the content that a review was asked for. It covers private answers too, so
//! that a change of one is noticed, without telling what it says.

use super::{Answer, EnrolmentId, ItemId, PrivateAnswer};
use crate::base::{Stored, derived_id};
use crate::journeys::{FieldId, SectionId};
use crate::rows::{Rows, RowsError};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Which answer: the entry in a repeatable section, and the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct AnswerKey {
    /// The entry, in a repeatable section.
    pub item: Option<ItemId>,
    /// The field.
    pub field: FieldId,
}

/// What a section says: shared answers and private ones apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SectionContent {
    /// What a mentor may be asked to read.
    pub shared: BTreeMap<AnswerKey, serde_json::Value>,
    /// What nobody but the client sees.
    pub private: BTreeMap<AnswerKey, serde_json::Value>,
}

impl SectionContent {
    /// Reads what a section says now.
    ///
    /// # Errors
    /// When storage fails.
    pub fn read(rows: &mut dyn Rows, enrolment: EnrolmentId, section: SectionId) -> Result<Self, RowsError> {
        let key = [enrolment.to_value(), section.to_value()];
        let shared = rows
            .list::<Answer>(Answer::BY_SECTION, &key)?
            .into_iter()
            .map(|answer| (AnswerKey { item: answer.item_id, field: answer.field_id }, answer.value.0))
            .collect();
        let private = rows
            .list::<PrivateAnswer>(PrivateAnswer::BY_SECTION, &key)?
            .into_iter()
            .map(|answer| (AnswerKey { item: answer.item_id, field: answer.field_id }, answer.value.0))
            .collect();
        Ok(Self { shared, private })
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shared.is_empty() && self.private.is_empty()
    }
}

/// Returns an id for the content: equal content gives equal ids.
#[must_use]
pub fn fingerprint(content: &SectionContent) -> Uuid {
    let mut text = String::new();
    for (kind, answers) in [("shared", &content.shared), ("private", &content.private)] {
        for (key, value) in answers {
            let item = key.item.map_or_else(String::new, |item| item.to_string());
            text.push_str(&format!("{kind} {item} {} {value}\n", key.field));
        }
    }
    derived_id(Uuid::NAMESPACE_OID, &text)
}

/// Returns the fields whose answers differ, in any entry.
#[must_use]
pub fn changed_fields(before: &SectionContent, after: &SectionContent) -> BTreeSet<FieldId> {
    let mut changed = BTreeSet::new();
    for (old, new) in [(&before.shared, &after.shared), (&before.private, &after.private)] {
        let keys = old.keys().chain(new.keys());
        changed.extend(keys.filter(|key| old.get(key) != new.get(key)).map(|key| key.field));
    }
    changed
}
