//! The ids of sections, fields and checklist lines by their keys, read off the rows that the import of a
//! journey wrote.

use crate::identity::journey;
use domain::base::Stored;
use domain::journeys::file::JourneyFile;
use domain::journeys::{
    ChecklistItem, ChecklistItemId, FieldId, Section, SectionFields, SectionId, SectionKind,
};
use domain::rows::{Rows, RowsError};
use std::collections::BTreeMap;

/// A section.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) section: SectionId,
    pub(crate) kind: SectionKind,
    /// The fields in their order.
    pub(crate) fields: Vec<(String, FieldId)>,
    pub(crate) checklist: Vec<ChecklistItemId>,
}

impl Place {
    pub(crate) fn field(&self, key: &str) -> Option<FieldId> {
        self.fields.iter().find(|(known, _)| known == key).map(|(_, id)| *id)
    }
}

/// All sections, by the slug of the journey and the key of the section.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contents(BTreeMap<(String, String), Place>);

impl Contents {
    /// Reads what the journeys hold.
    pub(crate) fn read(rows: &mut dyn Rows, files: &[JourneyFile]) -> Result<Self, RowsError> {
        let mut places = BTreeMap::new();
        for file in files {
            let key = [journey(&file.slug).to_value()];
            let lines: Vec<ChecklistItem> = rows.list(ChecklistItem::BY_JOURNEY, &key)?;
            for section in rows.list::<Section>(Section::BY_JOURNEY, &key)? {
                let fields = SectionFields::read(rows, section.id)?;
                let checklist = ChecklistItem::of_section(lines.clone(), section.id);
                let place = Place {
                    section: section.id,
                    kind: section.kind,
                    fields: fields.all().iter().map(|field| (field.key.clone(), field.id)).collect(),
                    checklist: checklist.into_iter().map(|line| line.id).collect(),
                };
                places.insert((file.slug.clone(), section.key), place);
            }
        }
        Ok(Self(places))
    }

    pub(crate) fn place(&self, journey: &str, section: &str) -> Option<&Place> {
        self.0.get(&(journey.to_owned(), section.to_owned()))
    }
}
