//! A journey's live sections in reading order: the read model that the table of contents and the way from
//! section to section share.

use crate::StoreError;
use crate::ask::Reader;
use domain::base::Stored;
use domain::journeys::{Category, JourneyId, Section, SectionId};

/// A category with its sections, in order. One without sections is left out.
pub(super) struct Chapter {
    pub(super) title: String,
    pub(super) sections: Vec<Section>,
}

/// Returns what a journey holds now, in reading order.
pub(super) fn outline(reader: &mut Reader, journey: JourneyId) -> Result<Vec<Chapter>, StoreError> {
    let categories: Vec<Category> = reader.list(Category::BY_JOURNEY, &[journey.to_value()])?;
    let sections: Vec<Section> = reader.list(Section::BY_JOURNEY, &[journey.to_value()])?;
    Ok(in_order(categories, sections))
}

fn in_order(mut categories: Vec<Category>, mut sections: Vec<Section>) -> Vec<Chapter> {
    categories.retain(|category| category.removed_at.is_none());
    categories.sort_by_key(|category| (category.position, category.id));
    sections.retain(|section| section.removed_at.is_none());
    sections.sort_by_key(|section| (section.position, section.id));
    let chapter = |category: Category| Chapter {
        title: category.title,
        sections: sections.iter().filter(|section| section.category_id == category.id).cloned().collect(),
    };
    categories.into_iter().map(chapter).filter(|chapter| !chapter.sections.is_empty()).collect()
}

/// A section beside another, with its title.
pub(super) type Neighbour = Option<(SectionId, String)>;

/// Returns the sections before and after one.
pub(super) fn neighbours(chapters: &[Chapter], section: SectionId) -> (Neighbour, Neighbour) {
    let order: Vec<&Section> = chapters.iter().flat_map(|chapter| &chapter.sections).collect();
    let named = |at: Option<usize>| {
        at.and_then(|at| order.get(at)).map(|section| (section.id, section.title.clone()))
    };
    let Some(at) = order.iter().position(|other| other.id == section) else { return (None, None) };
    (named(at.checked_sub(1)), named(at.checked_add(1)))
}

#[cfg(test)]
#[path = "outline_tests.rs"]
mod tests;
