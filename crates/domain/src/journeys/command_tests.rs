use super::*;
use crate::enrolments::Answer;
use crate::testing::{ALICE, BOB, CREATOR, JOURNEY, ROOT, SYSTEM, World, guide_json};
use serde_json::{Value as JsonValue, json};

/// Returns the fields of the wishes in a file.
fn wishes(file: &mut JsonValue) -> &mut Vec<JsonValue> {
    file["categories"][0]["sections"][0]["fields"].as_array_mut().unwrap()
}

#[test]
fn p2_1_a_rename_keeps_the_id_and_so_the_answers() {
    let mut world = World::new();
    world.answer("wishes.story", "Long ago");
    let before = world.field("wishes.story");
    let mut file = guide_json();
    wishes(&mut file)[5]["key"] = json!("history");
    wishes(&mut file)[5]["was"] = json!("story");
    world.import(file.clone());
    assert_eq!(world.field("wishes.history"), before);
    world.import(file);
    assert_eq!(world.field("wishes.history"), before, "a name that was may stand there for ever");
    assert_eq!(world.all::<Answer>()[0].field_id, before);
    assert!(world.all::<Field>().iter().all(|field| field.removed_at.is_none()));
}

#[test]
fn p2_1_a_new_label_keeps_the_id() {
    let mut world = World::new();
    let before = world.field("wishes.name");
    let mut file = guide_json();
    wishes(&mut file)[0]["label"] = json!("What should we call you?");
    world.import(file);
    assert_eq!(world.field("wishes.name"), before);
    assert_eq!(world.get::<Field>(before).label, "What should we call you?");
}

#[test]
fn p2_1_what_a_file_no_longer_names_keeps_its_row_and_its_answers() {
    let mut world = World::new();
    world.answer("wishes.story", "Long ago");
    let before = world.field("wishes.story");
    let mut file = guide_json();
    wishes(&mut file).pop();
    world.import(file);
    assert_eq!(world.get::<Field>(before).removed_at, Some(world.now));
    assert_eq!(world.all::<Answer>().len(), 1);
}

#[test]
fn p2_1_a_key_that_comes_back_gets_a_new_id() {
    let mut world = World::new();
    world.answer("wishes.story", "Long ago");
    let before = world.field("wishes.story");
    let mut file = guide_json();
    wishes(&mut file).pop();
    world.import(file);
    world.import(guide_json());
    let after = world.field("wishes.story");
    assert_ne!(after, before);
    assert!(world.get::<Field>(before).removed_at.is_some());
    let request = world.request_of("wishes");
    let refusal = world.refused_as(BOB, Code::Invalid, request);
    assert_eq!(refusal.message, "There is nothing to review yet.", "an old answer is not the new field's");
}

#[test]
fn p2_1_a_section_that_comes_back_is_a_new_one_with_new_fields() {
    let mut world = World::new();
    let (section, field) = (world.section("letters"), world.field("letters.letter"));
    let mut file = guide_json();
    file["categories"][0]["sections"].as_array_mut().unwrap().pop();
    world.import(file);
    assert!(world.get::<Section>(section).removed_at.is_some());
    assert!(world.get::<Field>(field).removed_at.is_some());
    world.import(guide_json());
    assert_ne!(world.section("letters"), section);
    assert_ne!(world.field("letters.letter"), field);
}

#[test]
fn p2_1_a_section_that_moves_to_another_category_is_the_same() {
    let mut world = World::new();
    let (section, field) = (world.section("letters"), world.field("letters.letter"));
    let mut file = guide_json();
    let moved = file["categories"][0]["sections"].as_array_mut().unwrap().pop().unwrap();
    let more = json!({ "key": "more", "title": "More", "sections": [moved] });
    file["categories"].as_array_mut().unwrap().push(more);
    world.import(file);
    assert_eq!((world.section("letters"), world.field("letters.letter")), (section, field));
}

#[test]
fn p2_7_a_cycle_of_conditions_is_refused_with_its_path() {
    let mut world = World::new();
    let mut file = guide_json();
    wishes(&mut file)[1]["when"] = json!({ "field": "plot", "filled": true });
    let refusal = world.refused_as(CREATOR, Code::Invalid, World::import_of(file));
    assert_eq!(refusal.message, "This journey file has 1 problem to put right.");
    assert_eq!(
        refusal.detail["problems"],
        json!(["categories[0].sections[0].fields: These fields wait for each other, so none could ever \
             appear: “plot” waits for “way” waits for “plot”."])
    );
    assert!(refusal.hint.contains("“plot” waits for “way” waits for “plot”"), "{}", refusal.hint);
}

#[test]
fn only_creators_import_and_assign() {
    let mut world = World::new();
    let assign = JourneysCommand::Assign { journey: JOURNEY, mentor: ALICE, active: false };
    let JourneysCommand::Import { file, .. } = World::import_of(guide_json()) else { unreachable!() };
    let new = JourneysCommand::Import { journey: world.id(), file };
    for person in [ALICE, BOB, ROOT] {
        world.refused_as(person, Code::Forbidden, new.clone());
        world.refused_as(person, Code::Forbidden, assign.clone());
    }
    let unknown = JourneysCommand::Assign { journey: world.id(), mentor: ALICE, active: true };
    world.refused_as(CREATOR, Code::NotFound, unknown);
}

#[test]
fn a_journey_is_changed_by_the_one_who_made_it_or_an_admin_alone() {
    let mut world = World::new();
    let other = world.id();
    world.person(other, "Cora", &[Role::Creator]);
    for person in [other, ALICE, BOB] {
        world.refused_as(person, Code::Forbidden, World::import_of(guide_json()));
    }
    for person in [ROOT, CREATOR, SYSTEM] {
        world.done(person, World::import_of(guide_json()));
        assert_eq!(world.get::<Journey>(JOURNEY).owner_id, Some(CREATOR), "it stays the maker's");
    }
}

#[test]
fn what_ships_with_the_product_belongs_to_no_creator() {
    let mut world = World::new();
    let mut file = guide_json();
    file["slug"] = json!("shipped");
    let file = Box::new(serde_json::from_value(file).unwrap());
    let import = JourneysCommand::Import { journey: world.id(), file };
    world.done(SYSTEM, import.clone());
    world.refused_as(CREATOR, Code::Forbidden, import.clone());
    world.done(ROOT, import);
}

#[test]
fn a_short_name_belongs_to_one_journey() {
    let mut world = World::new();
    let JourneysCommand::Import { file, .. } = World::import_of(guide_json()) else { unreachable!() };
    let journey = world.id();
    world.refused_as(CREATOR, Code::Conflict, JourneysCommand::Import { journey, file: file.clone() });
    let mut other = *file;
    other.slug = "other".to_owned();
    world.done(CREATOR, JourneysCommand::Import { journey, file: Box::new(other) });
    assert_eq!(world.all::<Journey>().len(), 2);
}

#[test]
fn two_imports_of_one_name_wait_for_each_other() {
    let mut world = World::new();
    let JourneysCommand::Import { file, .. } = World::import_of(guide_json()) else { unreachable!() };
    let imports =
        [world.id(), world.id()].map(|journey| JourneysCommand::Import { journey, file: file.clone() });
    let [first, second] = imports.map(|import| import.roots(CREATOR));
    assert!(!first.is_disjoint(&second));
}

#[test]
fn a_journey_keeps_the_day_on_which_it_was_published() {
    let mut world = World::new();
    let published = world.get::<Journey>(JOURNEY).published_at;
    world.later(Span::days(3));
    world.import(guide_json());
    assert_eq!(world.get::<Journey>(JOURNEY).published_at, published);
}

#[test]
fn a_paused_mentor_keeps_the_assignment() {
    let mut world = World::new();
    world.assign(ALICE, false);
    let id = MentorAssignment::id_of(JOURNEY, ALICE);
    assert!(!world.get::<MentorAssignment>(id).active);
    world.assign(ALICE, true);
    assert!(world.get::<MentorAssignment>(id).active);
}
