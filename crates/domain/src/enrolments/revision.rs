//! What a section says at one moment, and how two such moments differ.
//!
//! The fingerprint pins the content that a review was asked for. It covers private answers too, so
//! that a change of one is noticed. They count by the id of the command that wrote them, never by what
//! they say: a mentor sees the fingerprint, and could try every PIN until it fits.

use super::{Answer, EnrolmentId, ItemId, PrivateAnswer};
use crate::base::{Rev, Stored, derived_id};
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
    /// Which command wrote each shared answer.
    pub shared_revs: BTreeMap<AnswerKey, Rev>,
    /// Which command wrote each private answer.
    pub private_revs: BTreeMap<AnswerKey, Rev>,
}

impl SectionContent {
    /// Reads what a section says now.
    ///
    /// # Errors
    /// When storage fails.
    pub fn read(rows: &mut dyn Rows, enrolment: EnrolmentId, section: SectionId) -> Result<Self, RowsError> {
        let key = [enrolment.to_value(), section.to_value()];
        let mut content = Self::default();
        for answer in rows.list::<Answer>(Answer::BY_SECTION, &key)? {
            let key = AnswerKey { item: answer.item_id, field: answer.field_id };
            content.shared_revs.insert(key, answer.stamp.rev);
            content.shared.insert(key, answer.value.0);
        }
        for answer in rows.list::<PrivateAnswer>(PrivateAnswer::BY_SECTION, &key)? {
            let key = AnswerKey { item: answer.item_id, field: answer.field_id };
            content.private.insert(key, answer.value.0);
            content.private_revs.insert(key, answer.stamp.rev);
        }
        Ok(content)
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shared.is_empty() && self.private.is_empty()
    }
}

/// Returns an id for the content: untouched content gives the same id. It tells nothing about private
/// answers to someone who knows the shared ones.
#[must_use]
pub fn fingerprint(content: &SectionContent) -> Uuid {
    let name = |key: &AnswerKey| {
        let item = key.item.map_or_else(String::new, |item| item.to_string());
        format!("{item} {}", key.field)
    };
    let mut text = String::new();
    for (key, value) in &content.shared {
        text.push_str(&format!("shared {} {value}\n", name(key)));
    }
    for (key, rev) in &content.private_revs {
        text.push_str(&format!("private {} {}\n", name(key), rev.0));
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
