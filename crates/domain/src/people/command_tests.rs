use super::*;
use crate::base::{Stored, Value};
use crate::people::FORMER;
use crate::reviews::{Claim, ClaimEnd, QueueItem, ReviewDraft, ReviewsCommand, Submission, SubmissionState};
use crate::rows::AnyRow;
use crate::testing::{ALICE, BOB, CAROL, ROOT, SYSTEM, World};

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

#[test]
fn only_admins_give_and_take_roles() {
    let mut world = World::new();
    let give = PeopleCommand::GiveRole { person: BOB, role: Role::Mentor };
    let take = PeopleCommand::TakeRole { person: BOB, role: Role::Client };
    for stranger in [ALICE, BOB] {
        world.refused_as(stranger, Code::Forbidden, give.clone());
        world.refused_as(stranger, Code::Forbidden, take.clone());
    }
    world.done(ROOT, give);
    world.done(ROOT, take);
    let roles: Vec<RoleGrant> = world.list(RoleGrant::BY_PERSON, &[BOB.to_value()]);
    assert_eq!(roles.iter().map(|grant| grant.role).collect::<Vec<_>>(), [Role::Mentor]);
    assert_eq!(world.get::<MentorProfile>(BOB).name, "Bob");
}

#[test]
fn the_last_admin_stays() {
    let mut world = World::new();
    let take = |person| PeopleCommand::TakeRole { person, role: Role::Admin };
    assert_eq!(world.refused_as(ROOT, Code::Conflict, take(ROOT)), crate::people::last_admin());
    world.refused_as(SYSTEM, Code::Conflict, PeopleCommand::Erase { person: ROOT });
    world.done(ROOT, PeopleCommand::GiveRole { person: ALICE, role: Role::Admin });
    world.done(ROOT, take(ROOT));
    world.refused_as(SYSTEM, Code::Conflict, take(ALICE));
}

#[test]
fn only_the_program_itself_erases_people() {
    let mut world = World::new();
    for stranger in [BOB, ROOT] {
        world.refused_as(stranger, Code::Forbidden, PeopleCommand::Erase { person: BOB });
    }
}

#[test]
fn what_a_mentor_held_is_in_the_queue_again_without_them() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.done(ALICE, ReviewsCommand::SaveNote { held, body: crate::testing::note("Read this first.") });
    world.done(SYSTEM, PeopleCommand::Erase { person: ALICE });
    let claim: Claim = world.get(held.claim);
    assert_eq!(claim.ending, Some(ClaimEnd::Released));
    assert!(world.find::<QueueItem>(submission).is_some());
    assert_eq!(world.get::<Submission>(submission).holder_id, None);
    assert_eq!(world.list::<ReviewDraft>(ReviewDraft::BY_MENTOR, &[ALICE.to_value()]), []);
    let profile: MentorProfile = world.get(ALICE);
    assert_eq!((profile.name.as_str(), profile.bio.as_str()), (FORMER, ""));
    world.claim(CAROL, submission);
}

#[test]
fn of_a_client_nothing_is_left_but_that_there_was_one() {
    let mut world = World::new();
    let submission = world.requested();
    world.claim(ALICE, submission);
    world.done(SYSTEM, PeopleCommand::Erase { person: BOB });
    let person: Person = world.get(BOB);
    assert_eq!((person.name.as_str(), person.email.as_str()), (FORMER, ""));
    let round: Submission = world.get(submission);
    assert_eq!((round.state, round.message.as_str()), (SubmissionState::Cancelled, ""));
    assert_eq!(world.find::<QueueItem>(submission), None);
    let left: Vec<_> = world.rows.all().filter(|row| is_theirs(row)).map(|row| row.table()).collect();
    assert_eq!(left, [], "rows that only the client had");
    let names = world.rows.all().any(|row| row.values().contains(&Value::Text("Bob".to_owned())));
    assert!(!names, "the client is still named");
}

/// Whether a row holds what only the client Bob wrote or was told.
fn is_theirs(row: &AnyRow) -> bool {
    match row {
        AnyRow::Answer(row) => row.client_id == BOB,
        AnyRow::PrivateAnswer(row) => row.client_id == BOB,
        AnyRow::SectionItem(row) => row.client_id == BOB,
        AnyRow::SubmissionAnswer(row) => row.client_id == BOB,
        AnyRow::SubmissionPrivate(row) => row.client_id == BOB,
        AnyRow::Notification(row) => row.recipient_id == BOB,
        AnyRow::RoleGrant(row) => row.person_id == BOB,
        _ => false,
    }
}
