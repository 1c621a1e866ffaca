use super::*;
use crate::base::{Stored, ZoneId};
use crate::command::Role;
use crate::notifications::{Channel, NotificationKind, NotificationsCommand, QuietSpan};
use crate::people::RoleGrant;
use crate::reviews::{
    CommentKind, Held, KeptText, Offered, Outcome, ReviewList, ReviewOrder, ReviewsCommand, SubmissionAnswer,
    UnsentPlace,
};
use crate::rows::Table;
use crate::saved_views::{SavedViewsCommand, Shows};
use crate::testing::{ALICE, BOB, CAROL, CREATOR, DAN, JOURNEY, ROOT, World, note};

/// Everyone in the world, and somebody without an account.
const PEOPLE: [PersonId; 7] = [ALICE, BOB, CAROL, DAN, CREATOR, ROOT, PersonId(uuid::Uuid::from_u128(0xf0))];

/// Returns what a person's buckets follow from.
fn facts(world: &mut World, person: PersonId) -> PersonFacts {
    use crate::journeys::MentorAssignment;
    let grants: Vec<RoleGrant> = world.list(RoleGrant::BY_PERSON, &[person.to_value()]);
    let mentors: Vec<MentorAssignment> = world.list(MentorAssignment::BY_MENTOR, &[person.to_value()]);
    PersonFacts {
        roles: grants.iter().map(|grant| grant.role).collect(),
        mentors: mentors.iter().filter(|row| row.active).map(|row| row.journey_id).collect(),
    }
}

/// Returns the rows that a person sees.
fn seen_by(world: &mut World, person: PersonId) -> Vec<AnyRow> {
    let buckets = buckets(person, &facts(world, person));
    world.rows.all().filter(|row| !audience(row).is_disjoint(&buckets)).cloned().collect()
}

/// Returns the tables of the rows that a person sees and that hold a text.
fn tables_with(world: &mut World, person: PersonId, canary: &str) -> BTreeSet<Table> {
    let rows = seen_by(world, person);
    let holds = |row: &&AnyRow| format!("{:?}", row.values()).contains(canary);
    rows.iter().filter(holds).map(AnyRow::table).collect()
}

/// Returns a world that has a row of every kind, with private answers that say `canary` everywhere: kept
/// now, frozen twice, asked about, and refused.
fn everything() -> World {
    let mut world = World::new();
    world.answer("wishes.pin", "canary-pin-1");
    let item = world.contact();
    world.answer_in(item, "contacts.who", "Mei");
    world.answer_in(item, "contacts.secret", "canary-secret");
    world.request("contacts");

    let first = world.requested();
    let held = world.claim(ALICE, first);
    world.answer("wishes.pin", "canary-pin-2");
    let lost = world.answer_of(BOB, "wishes.pin", None, "canary-pin-lost");
    let lost = crate::command::Command::from(lost).user_text().unwrap();
    let keep = ReviewsCommand::Keep {
        kept: KeptText::id_of(BOB, &lost),
        author: BOB,
        text: lost,
        reason: "The field is gone.".to_owned(),
    };
    world.done(crate::testing::SYSTEM, keep);
    let comment = world.comment(ALICE, held, "wishes.pin", CommentKind::Question);
    let complete = world.complete_of(held, Outcome::ChangesRequested);
    let refusal = world.refused(ALICE, complete.clone());
    assert!(!format!("{refusal:?}").contains("canary"), "{refusal:?}");
    let ReviewsCommand::Complete { held, review, outcome, .. } = complete else { unreachable!() };
    let acknowledged = serde_json::from_value(refusal.detail["content"].clone()).unwrap();
    world.done(ALICE, ReviewsCommand::Complete { held, review, outcome, acknowledged });
    world.done(ALICE, ReviewsCommand::Resolve { comment, resolved: false });
    let reply = world.id();
    world.done(BOB, ReviewsCommand::Reply { comment, reply, body: "It is there.".to_owned() });
    let amendment = world.id();
    world.done(ALICE, ReviewsCommand::Amend { review, amendment, body: note("canary-amendment") });

    let second = world.request("wishes");
    let held = world.claim(ALICE, second);
    world.done(ALICE, World::save_note(held, "canary-draft"));
    world.comment(ALICE, held, "", CommentKind::Praise);
    let kind = NotificationKind::CommentReplied;
    world.done(BOB, NotificationsCommand::SetChannel { kind, channel: Channel::Desktop, on: false });
    let hours = QuietSpan { from_minute: 1_320, until_minute: 420, zone: ZoneId::utc() };
    world.done(BOB, NotificationsCommand::SetQuietHours { hours: Some(hours) });
    let shows = Shows {
        list: ReviewList::Mine,
        sorted: ReviewOrder::Due,
        journey: String::new(),
        words: "canary-view".to_owned(),
    };
    let (view, name) = (world.id(), "Mine".to_owned());
    world.done(ALICE, SavedViewsCommand::Save { view, name, shows });
    let place = UnsentPlace::Reply { comment };
    world.done(BOB, ReviewsCommand::SaveUnsent { place, body: "canary-unsent".to_owned() });

    let third = world.requested_by_another();
    let lost = world.claim(ALICE, third);
    world.done(ALICE, World::save_note(lost, "canary-offer"));
    world.done(ALICE, ReviewsCommand::Release { held: lost });
    let Held { submission, claim } = world.claim(CAROL, third);
    let offer = world.id();
    world.done(ALICE, ReviewsCommand::Offer { offer, submission, claim, text: Offered::Note });

    let item = world.all::<crate::journeys::ChecklistItem>()[0].id;
    let mark = world.run(ALICE, ReviewsCommand::Mark { held, item, checked: true });
    mark.or_else(|_| {
        let item = world.all::<crate::journeys::ChecklistItem>()[1].id;
        world.run(ALICE, ReviewsCommand::Mark { held, item, checked: true })
    })
    .unwrap();
    world
}

#[test]
fn the_world_of_these_tests_has_a_row_of_every_kind() {
    let world = everything();
    let tables: BTreeSet<Table> = world.rows.all().map(AnyRow::table).collect();
    let missing: Vec<_> = Table::ALL.iter().filter(|table| !tables.contains(table)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn p2_6_a_private_answer_is_in_no_row_that_anyone_but_its_client_sees() {
    let mut world = everything();
    for canary in ["canary-pin-1", "canary-pin-2", "canary-pin-lost", "canary-secret"] {
        assert!(!tables_with(&mut world, BOB, canary).is_empty(), "the client sees {canary}");
        for person in PEOPLE.into_iter().filter(|person| *person != BOB) {
            let tables = tables_with(&mut world, person, canary);
            assert!(tables.is_empty(), "{person} sees {canary} in {tables:?}");
        }
    }
}

#[test]
fn p4_2_an_offered_draft_is_seen_by_its_author_and_the_holder_alone() {
    let mut world = everything();
    let offer = world.all::<crate::reviews::DraftOffer>().remove(0);
    let client = world.submission(offer.submission_id).client_id;
    for person in PEOPLE.into_iter().chain([client]) {
        let seen = tables_with(&mut world, person, "canary-offer").contains(&Table::DraftOffer);
        assert_eq!(seen, [ALICE, CAROL].contains(&person), "{person}");
    }
    let held = Held { submission: offer.submission_id, claim: offer.claim_id };
    world.done(CAROL, ReviewsCommand::Release { held });
    assert!(tables_with(&mut world, CAROL, "canary-offer").is_empty(), "nothing stays with who gave it back");
    assert!(!tables_with(&mut world, ALICE, "canary-offer").is_empty(), "its author keeps the draft");
}

#[test]
fn what_is_unsent_is_seen_by_its_author_alone() {
    let mut world = everything();
    for person in PEOPLE {
        let seen = tables_with(&mut world, person, "canary-unsent");
        let own: BTreeSet<Table> = if person == BOB { [Table::UnsentText].into() } else { BTreeSet::new() };
        assert_eq!(seen, own, "{person}");
    }
}

#[test]
fn a_saved_view_is_seen_by_whom_it_belongs_to_alone() {
    let mut world = everything();
    for person in PEOPLE {
        let seen = tables_with(&mut world, person, "canary-view");
        let own: BTreeSet<Table> = if person == ALICE { [Table::SavedView].into() } else { BTreeSet::new() };
        assert_eq!(seen, own, "{person}");
    }
}

#[test]
fn p2_6_a_planted_leak_is_found() {
    let mut world = everything();
    let mut row = world.all::<SubmissionAnswer>().into_iter().find(|row| row.value.is_none()).unwrap();
    row.value = Some(crate::base::Json(serde_json::json!("canary-secret")));
    row.holder_id = Some(ALICE);
    crate::rows::Rows::put(&mut world.rows, row.into()).unwrap();
    assert_eq!(tables_with(&mut world, ALICE, "canary-secret"), [Table::SubmissionAnswer].into());
}

#[test]
fn p2_6_a_mentor_learns_only_that_a_private_answer_is_there_or_changed() {
    let mut world = everything();
    let pin = world.field("wishes.pin");
    let rows = seen_by(&mut world, ALICE);
    let hidden: Vec<_> = rows
        .iter()
        .filter_map(|row| match row {
            AnyRow::SubmissionAnswer(row) if row.field_id == pin => Some((&row.value, row.hidden_change)),
            _ => None,
        })
        .collect();
    let mut changes: Vec<_> = hidden.iter().map(|(value, changed)| (value.is_none(), *changed)).collect();
    changes.sort_unstable();
    assert_eq!(changes, [(true, false), (true, true)], "there in round 1, changed in round 2");
}

#[test]
fn every_kind_of_row_is_seen_by_exactly_whom_it_is_for() {
    let mut world = everything();
    let names = ["alice", "bob", "carol", "dan", "creator", "admin", "nobody"];
    let mut table_of_readers = String::new();
    let seen: Vec<BTreeSet<Table>> =
        PEOPLE.map(|person| seen_by(&mut world, person).iter().map(AnyRow::table).collect()).into();
    for table in Table::ALL {
        let readers = names.iter().zip(&seen).filter(|(_, seen)| seen.contains(table));
        let readers: Vec<&str> = readers.map(|(name, _)| *name).collect();
        table_of_readers.push_str(&format!("{}: {}\n", table.name(), readers.join(", ")));
    }
    insta::assert_snapshot!(table_of_readers);
}

#[test]
fn a_stranger_sees_nothing_of_a_review() {
    let mut world = everything();
    for person in [DAN, CREATOR] {
        let rows = seen_by(&mut world, person);
        let of_a_review = |row: &&AnyRow| {
            matches!(row, AnyRow::Submission(_) | AnyRow::SubmissionAnswer(_) | AnyRow::QueueItem(_))
                || matches!(row, AnyRow::Claim(_) | AnyRow::Review(_) | AnyRow::ReviewDraft(_))
        };
        assert_eq!(rows.iter().find(of_a_review), None, "{person}");
    }
}

#[test]
fn a_mentor_sees_what_was_sent_while_holding_it_and_no_longer() {
    let mut world = World::new();
    let submission = world.requested();
    let seen = |world: &mut World, person| {
        let rows = seen_by(world, person);
        let of = |table| rows.iter().filter(|row| row.table() == table).count();
        (of(Table::QueueItem), of(Table::Submission), of(Table::SubmissionAnswer))
    };
    assert_eq!(seen(&mut world, ALICE), (1, 0, 0), "in the queue, without a name or an answer");
    let held = world.claim(ALICE, submission);
    assert_eq!(seen(&mut world, ALICE), (1, 1, 2));
    assert_eq!(seen(&mut world, CAROL), (1, 0, 0));
    world.done(ALICE, ReviewsCommand::Release { held });
    assert_eq!(seen(&mut world, ALICE), (1, 0, 0));
    world.assign(ALICE, false);
    assert_eq!(seen(&mut world, ALICE), (0, 0, 0));
}

#[test]
fn the_queue_shows_neither_who_asks_nor_what_they_say() {
    let mut world = World::new();
    world.answer("wishes.story", "By the sea");
    world.requested();
    let rows = seen_by(&mut world, ALICE);
    for hidden in ["Bob", "By the sea", &BOB.to_string(), &world.enrolment().to_string()] {
        let holds = rows.iter().find(|row| format!("{:?}", row.values()).contains(hidden));
        assert_eq!(holds, None, "{hidden}");
    }
}

#[test]
fn a_persons_buckets_follow_from_roles_and_assignments() {
    let shown = |roles: &[Role]| {
        let facts = PersonFacts { roles: roles.iter().copied().collect(), mentors: [JOURNEY].into() };
        buckets(ALICE, &facts).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let (own, queue) = (format!("u:{ALICE}"), format!("rq:{JOURNEY}"));
    assert_eq!(shown(&[Role::Client]), ["all", &own], "an assignment without the role counts for nothing");
    assert_eq!(shown(&[Role::Mentor, Role::Admin]), ["all", &own, &queue, "admin"]);
}

#[test]
fn the_rows_that_decide_a_persons_buckets_name_the_person() {
    let world = everything();
    for row in world.rows.all() {
        let decides = matches!(row.table(), Table::Person | Table::RoleGrant | Table::MentorAssignment);
        assert_eq!(subject(row).is_some(), decides, "{:?}", row.table());
    }
}
