use super::*;
use crate::command::Command;
use crate::testing::{ALICE, BOB, DAN, JOURNEY, World, guide_json};
use serde_json::json;

#[test]
fn anyone_enrols_once() {
    let mut world = World::new();
    let enrol = |tier| EnrolmentsCommand::Enrol { journey: JOURNEY, tier };
    world.done(ALICE, enrol(Tier::Premium));
    world.done(ALICE, enrol(Tier::Premium));
    world.refused_as(ALICE, Code::Conflict, enrol(Tier::Guided));
    assert_eq!(world.get::<Enrolment>(Enrolment::id_of(JOURNEY, ALICE)).tier, Tier::Premium);
    let unknown = EnrolmentsCommand::Enrol { journey: world.id(), tier: Tier::Guided };
    world.refused_as(ALICE, Code::NotFound, unknown);
}

#[test]
fn only_the_client_changes_answers_and_entries() {
    let mut world = World::new();
    let item = world.contact();
    let enrolment = world.enrolment();
    let commands = [
        world.answer_of(BOB, "wishes.name", None, "Not Bob"),
        EnrolmentsCommand::AddItem { enrolment, section: world.section("contacts"), item: world.id() },
        EnrolmentsCommand::RemoveItem { enrolment, item },
        EnrolmentsCommand::MoveItem { enrolment, item, to: 0 },
    ];
    for command in commands {
        for stranger in [ALICE, DAN] {
            world.refused_as(stranger, Code::NotFound, command.clone());
        }
    }
    let own = Enrolment::id_of(JOURNEY, DAN);
    world.refused_as(DAN, Code::NotFound, EnrolmentsCommand::RemoveItem { enrolment: own, item });
    world.refused_as(DAN, Code::NotFound, EnrolmentsCommand::MoveItem { enrolment: own, item, to: 0 });
}

#[test]
fn an_entrys_id_belongs_to_one_client() {
    let mut world = World::new();
    let item = world.contact();
    let section = world.section("contacts");
    let enrolment = Enrolment::id_of(JOURNEY, DAN);
    world.refused_as(DAN, Code::Conflict, EnrolmentsCommand::AddItem { enrolment, section, item });
    assert_eq!(world.get::<SectionItem>(item).client_id, BOB);
    let enrolment = world.enrolment();
    world.done(BOB, EnrolmentsCommand::AddItem { enrolment, section, item });
    assert_eq!(world.all::<SectionItem>().len(), 1);
}

#[test]
fn an_answer_is_stored_by_who_may_see_it_and_an_empty_one_is_gone() {
    let mut world = World::new();
    world.answer("wishes.name", "Bob");
    world.answer("wishes.pin", "4711");
    assert_eq!((world.all::<Answer>().len(), world.all::<PrivateAnswer>().len()), (1, 1));
    world.answer("wishes.name", "  ");
    world.answer("wishes.pin", json!(null));
    assert_eq!((world.all::<Answer>().len(), world.all::<PrivateAnswer>().len()), (0, 0));
}

#[test]
fn an_answer_leaves_no_copy_behind_when_its_field_changes_sides() {
    let mut world = World::new();
    world.answer("wishes.pin", "4711");
    world.answer("wishes.story", "canary");
    let mut file = guide_json();
    let fields = file["categories"][0]["sections"][0]["fields"].as_array_mut().unwrap();
    fields[3]["sensitivity"] = json!("review");
    fields[5]["sensitivity"] = json!("private");
    world.import(file);
    world.answer("wishes.story", "another");
    assert!(world.all::<Answer>().is_empty(), "nobody else sees what the field said before");
    world.answer("wishes.pin", "say it");
    assert_eq!(world.all::<Answer>().len(), 1);
    world.answer("wishes.pin", "");
    world.answer("wishes.story", "");
    assert_eq!((world.all::<Answer>().len(), world.all::<PrivateAnswer>().len()), (0, 0));
}

#[test]
fn an_answer_of_another_shape_is_refused_and_half_a_one_is_not() {
    let mut world = World::new();
    world.answer("wishes.mail", "bob@");
    for (path, value) in [
        ("wishes.mail", json!(7)),
        ("wishes.name", json!({ "name": "Bob" })),
        ("wishes.way", json!("by sea")),
        ("wishes.name", json!("x".repeat(5_001))),
    ] {
        let answer = world.answer_of(BOB, path, None, value);
        let refusal = world.refused_as(BOB, Code::Invalid, answer);
        assert_eq!(refusal.detail["field"], json!(world.field(path)));
    }
}

#[test]
fn an_answer_belongs_to_an_entry_exactly_where_there_are_entries() {
    let mut world = World::new();
    let item = world.contact();
    let commands = [
        (Code::Invalid, world.answer_of(BOB, "wishes.name", Some(item), "Bob")),
        (Code::Invalid, world.answer_of(BOB, "contacts.who", None, "Mei")),
    ];
    for (code, command) in commands {
        world.refused_as(BOB, code, command);
    }
    world.answer_in(item, "contacts.who", "Mei");
    world.answer_in(item, "contacts.secret", "The song");
    let enrolment = world.enrolment();
    world.done(BOB, EnrolmentsCommand::RemoveItem { enrolment, item });
    assert_eq!(world.all::<Answer>().len() + world.all::<PrivateAnswer>().len(), 0);
    let late = world.answer_of(BOB, "contacts.who", Some(item), "Mei again");
    world.refused_as(BOB, Code::Gone, late);
    let wishes = world.section("wishes");
    let entry = EnrolmentsCommand::AddItem { enrolment, section: wishes, item: world.id() };
    world.refused_as(BOB, Code::Invalid, entry);
}

#[test]
fn an_entry_moves_to_any_place() {
    let mut world = World::new();
    let items = [world.contact(), world.contact(), world.contact()];
    let enrolment = world.enrolment();
    let order = |world: &mut World| {
        let mut rows = world.all::<SectionItem>();
        rows.sort_by_key(|item| item.position);
        rows.iter().map(|row| items.iter().position(|item| *item == row.id).unwrap()).collect::<Vec<_>>()
    };
    for (item, to, expected) in [(2, 0, [2, 0, 1]), (2, 99, [0, 1, 2]), (0, 1, [1, 0, 2]), (0, 1, [1, 0, 2])]
    {
        world.done(BOB, EnrolmentsCommand::MoveItem { enrolment, item: items[item], to });
        assert_eq!(order(&mut world), expected);
    }
}

#[test]
fn only_words_are_worth_keeping() {
    let mut world = World::new();
    let mut kept = |value| Command::from(world.answer_of(BOB, "wishes.story", None, value)).user_text();
    assert_eq!(kept(json!(null)), None);
    assert_eq!(kept(json!(" ")), None);
    assert_eq!(kept(json!([])), None);
    assert_eq!(kept(json!("Words ")).unwrap().text, "Words ");
}

#[test]
fn a_rename_of_the_journeys_field_keeps_the_answer_in_place() {
    let mut world = World::new();
    world.answer("wishes.name", "Bob");
    let before = world.field("wishes.name");
    let mut file = guide_json();
    let field = &mut file["categories"][0]["sections"][0]["fields"][0];
    field["key"] = json!("full_name");
    field["was"] = json!("name");
    world.import(file);
    assert_eq!(world.field("wishes.full_name"), before);
    world.answer("wishes.full_name", "Bob Miller");
    assert_eq!(world.all::<Answer>().len(), 1);
}
