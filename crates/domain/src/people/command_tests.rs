use super::*;
use crate::testing::{ALICE, BOB, ROOT, World};

fn add(person: PersonId, name: &str, roles: &[Role]) -> PeopleCommand {
    PeopleCommand::Add {
        person,
        name: name.to_owned(),
        email: " New@Example.org".to_owned(),
        zone: ZoneId::utc(),
        roles: roles.iter().copied().collect(),
        bio: "A few lines.".to_owned(),
    }
}

#[test]
fn only_admins_add_people() {
    let mut world = World::new();
    let person = world.id();
    for stranger in [ALICE, BOB, person] {
        world.refused_as(stranger, Code::Forbidden, add(person, "Eve", &[Role::Admin]));
    }
    world.done(ROOT, add(person, " Eve ", &[Role::Client]));
    let row: Person = world.get(person);
    assert_eq!((row.name.as_str(), row.email.as_str()), ("Eve", "new@example.org"));
    assert_eq!(world.find::<MentorProfile>(person), None);
}

#[test]
fn a_name_has_1_to_200_characters() {
    let mut world = World::new();
    let person = world.id();
    world.refused_as(ROOT, Code::Invalid, add(person, " ", &[]));
    world.refused_as(ROOT, Code::Invalid, add(person, &"字".repeat(201), &[]));
    world.done(ROOT, add(person, &"字".repeat(200), &[]));
}

#[test]
fn a_mentor_who_is_renamed_is_renamed_for_everybody() {
    let mut world = World::new();
    world.done(ROOT, add(ALICE, "Alice Wonder", &[]));
    assert_eq!(world.get::<MentorProfile>(ALICE).name, "Alice Wonder");
    let roles: Vec<RoleGrant> = world.all();
    assert_eq!(roles.iter().filter(|grant| grant.person_id == ALICE).count(), 1, "roles are only added");
}
