use super::*;
use crate::enrolments::SectionContent;
use crate::testing::{World, guide_json};
use serde_json::json;

/// Returns a section of the world with what Bob answered.
fn read(world: &mut World, key: &str) -> (Section, SectionFields, SectionContent) {
    let (enrolment, id) = (world.enrolment(), world.section(key));
    let section = world.get(id);
    let rows = &mut world.rows;
    let fields = SectionFields::read(rows, id).unwrap();
    (section, fields, SectionContent::read(rows, enrolment, id).unwrap())
}

fn score(world: &mut World, key: &str) -> u32 {
    let (section, fields, content) = read(world, key);
    fields.score(&section, &content)
}

#[test]
fn p2_3_what_is_not_asked_counts_for_nothing() {
    let mut world = World::new();
    for path in ["wishes.name", "wishes.pin", "wishes.mail", "wishes.story"] {
        world.answer(path, "a@b.example");
    }
    world.answer("wishes.way", "cremation");
    assert_eq!(score(&mut world, "wishes"), 100, "the plot is not asked");
    world.answer("wishes.way", "burial");
    assert!(score(&mut world, "wishes") < 100);
    world.answer("wishes.plot", "Row 7");
    assert_eq!(score(&mut world, "wishes"), 100);
    world.answer("wishes.way", "cremation");
    world.answer("wishes.name", "");
    let without_the_name = score(&mut world, "wishes");
    world.answer("wishes.plot", "");
    assert_eq!(score(&mut world, "wishes"), without_the_name, "a stale answer does not count either");
}

#[test]
fn p2_3_the_score_follows_from_the_fields_and_the_answers_alone() {
    let mut world = World::new();
    assert_eq!(score(&mut world, "wishes"), 0);
    assert_eq!(score(&mut world, "contacts"), 0, "a list without entries");
    world.answer("wishes.name", "Bob");
    let before = score(&mut world, "wishes");
    world.answer("wishes.name", "Robert");
    assert_eq!(score(&mut world, "wishes"), before);
    let mut file = guide_json();
    file["categories"][0]["sections"][0]["fields"].as_array_mut().unwrap().pop();
    world.import(file);
    assert!(score(&mut world, "wishes") > before, "a field less to answer");
}

#[test]
fn what_is_reviewed_is_what_is_asked() {
    let mut world = World::new();
    world.answer("wishes.way", "burial");
    world.answer("wishes.plot", "Row 7");
    world.answer("wishes.pin", "4711");
    let sent = |world: &mut World| {
        let (_, fields, content) = read(world, "wishes");
        fields.under_review(&content)
    };
    let all = sent(&mut world);
    assert_eq!((all.shared.len(), all.private.len()), (2, 1));
    world.answer("wishes.way", "cremation");
    let fewer = sent(&mut world);
    let values: Vec<_> = fewer.shared.values().collect();
    assert_eq!(values, [&json!("cremation")]);
}

#[test]
fn an_entry_that_lacks_what_is_needed_is_found_before_a_later_one() {
    let mut world = World::new();
    let (first, second) = (world.contact(), world.contact());
    world.answer_in(first, "contacts.secret", "One");
    world.answer_in(second, "contacts.secret", "Two");
    let (_, fields, content) = read(&mut world, "contacts");
    let found = |order: &[ItemId]| fields.first_missing(&content, order).unwrap().0.item;
    assert_eq!(found(&[first, second]), Some(first));
    assert_eq!(found(&[second, first]), Some(second), "as they stand on the screen, not as they were made");
    assert_eq!(found(&[second]), Some(second), "what has no place comes last");
}
