use super::*;
use domain::base::Instant;
use domain::entity::Stamp;
use domain::journeys::SectionKind;
use uuid::Uuid;

fn category(id: u128, position: i64) -> Category {
    Category {
        id: Uuid::from_u128(id).into(),
        journey_id: Uuid::nil().into(),
        key: String::new(),
        title: format!("Category {id}"),
        position,
        removed_at: None,
        stamp: Stamp::default(),
    }
}

fn section(id: u128, category: u128, position: i64) -> Section {
    Section {
        id: Uuid::from_u128(id).into(),
        journey_id: Uuid::nil().into(),
        category_id: Uuid::from_u128(category).into(),
        key: String::new(),
        title: format!("Section {id}"),
        intro: String::new(),
        kind: SectionKind::Form,
        item_label: None,
        guidance: String::new(),
        position,
        removed_at: None,
        stamp: Stamp::default(),
    }
}

/// Two categories, the second one first; section 3 is removed, and so is what is left of category 3.
fn chapters() -> Vec<Chapter> {
    let categories = vec![category(1, 1), category(2, 0), category(3, 2)];
    let mut removed = [section(3, 1, 0), section(5, 3, 0)];
    for section in &mut removed {
        section.removed_at = Some(Instant(1));
    }
    let sections = [section(1, 1, 2), section(2, 1, 1), section(4, 2, 0)].into_iter().chain(removed);
    in_order(categories, sections.collect())
}

#[test]
fn categories_and_sections_stand_in_their_order_without_what_was_removed() {
    let titles: Vec<(String, Vec<String>)> = chapters()
        .into_iter()
        .map(|chapter| (chapter.title, chapter.sections.into_iter().map(|section| section.title).collect()))
        .collect();
    let expected = [("Category 2", vec!["Section 4"]), ("Category 1", vec!["Section 2", "Section 1"])];
    let expected = expected.map(|(category, sections)| {
        (category.to_owned(), sections.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    assert_eq!(titles, expected);
}

#[test]
fn one_goes_from_section_to_section_across_categories() {
    let near = |id: u128| {
        let (previous, next) = neighbours(&chapters(), Uuid::from_u128(id).into());
        (previous.map(|(_, title)| title), next.map(|(_, title)| title))
    };
    let title = |id: u128| Some(format!("Section {id}"));
    assert_eq!(near(4), (None, title(2)));
    assert_eq!(near(2), (title(4), title(1)));
    assert_eq!(near(1), (title(2), None));
    assert_eq!(near(3), (None, None));
}
