//! What a device does by itself, and what becomes of it when it meets the authority.

use crate::together::Party;
use domain::base::{Code, Refusal, Rev, Span};
use domain::enrolments::{Answer, EnrolmentsCommand};
use domain::query::Query;
use domain::reviews::{
    Claim, Held, KeptText, Outcome, Review, ReviewDraft, ReviewsCommand, RoomView, Submission,
};
use domain::sync::{Epoch, SyncRefusal};
use store::each_engine;
use store::replica::{HELD_BACK, Resolution, Wish};
use testkit::{ALICE, BOB, CAROL, Device, World, note, text};

/// Alice holds Bob's review, and her device has it.
pub(crate) fn held_by_alice(party: &Party) -> (Device, Held) {
    let submission = party.world.request(BOB);
    let held = party.world.claim(ALICE, submission);
    (party.synced(ALICE, "alice"), held)
}

pub(crate) fn draft(device: &Device) -> Option<String> {
    let drafts: Vec<ReviewDraft> =
        device.rows().into_iter().filter_map(|row| ReviewDraft::try_from(row).ok()).collect();
    drafts.first().map(|draft| text(&draft.body))
}

/// Returns the revision of the note, as a screen would have it.
fn revision(device: &Device) -> Option<Rev> {
    device.rows().into_iter().find_map(|row| ReviewDraft::try_from(row).ok()).map(|draft| draft.stamp.rev)
}

pub(crate) fn save(held: Held, words: &str) -> ReviewsCommand {
    ReviewsCommand::SaveNote { held, body: note(words) }
}

fn next(device: &Device, world: &World) -> Option<usize> {
    let wish = Wish { after_n: 0, most: 100, all: false };
    device.replica().next_push(wish, "", device.now(world)).unwrap().map(|push| push.entries.len())
}

each_engine! {
    fn what_is_done_offline_is_seen_at_once_and_done_for_good_later(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        alice.run(world, save(held, "Written on a train.")).unwrap();
        let room: RoomView = alice.ask(world, Query::Room { submission: held.submission }).unwrap();
        assert!(format!("{room:?}").contains("Written on a train."));
        assert_eq!((alice.waiting(), world.all::<ReviewDraft>().len()), (1, 0));
        alice.run(world, world.complete_of(held, Outcome::Approved)).unwrap();
        let bob = party.synced(BOB, "bob");
        assert_eq!(world.all::<Review>().len(), 0);
        alice.sync(world);
        bob.sync(world);
        assert_eq!(world.all::<Review>().len(), 1);
        party.check(&alice);
        party.check(&bob);
    }

    fn what_comes_meanwhile_goes_under_what_was_done_here(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        alice.run(world, save(held, "Mine.")).unwrap();
        world.answer("personal.full_name", "Robert Ferreira");
        world.request(testkit::DAN);
        alice.pull(world).unwrap();
        assert_eq!((draft(&alice).as_deref(), alice.waiting()), (Some("Mine."), 1));
        alice.sync(world);
        party.check(&alice);
    }

    fn an_entry_stays_until_its_effect_was_pulled(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        alice.run(world, save(held, "Mine.")).unwrap();
        let asked = alice.replica().pull_request().unwrap();
        let before = world.store().pull(ALICE, &asked, world.now()).unwrap();
        alice.push(world).unwrap();
        assert_eq!((draft(&alice).as_deref(), alice.waiting()), (Some("Mine."), 1), "after the push");
        alice.replica().absorb(&asked, before, world.id(), world.now()).unwrap();
        assert_eq!((draft(&alice).as_deref(), alice.waiting()), (Some("Mine."), 1), "after a late answer");
        alice.pull(world).unwrap();
        assert_eq!((draft(&alice).as_deref(), alice.waiting()), (Some("Mine."), 0), "after the pull");
    }

    fn an_answer_that_comes_late_is_dropped(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        let asked = alice.replica().pull_request().unwrap();
        let late = world.store().pull(ALICE, &asked, world.now()).unwrap();
        alice.run(world, save(held, "Mine.")).unwrap();
        alice.sync(world);
        assert!(alice.replica().absorb(&asked, late, world.id(), world.now()).unwrap().stale);
        party.check(&alice);
    }

    fn a_burst_of_saves_is_sent_once(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        for words in ["O", "On", "One", "One w", "One word"] {
            alice.run(world, save(held, words)).unwrap();
            world.advance(Span::seconds(1));
        }
        assert_eq!((alice.waiting(), next(&alice, world)), (1, Some(1)), "five seconds after the first");
        alice.run(world, save(held, "One word more")).unwrap();
        assert_eq!(alice.waiting(), 2, "one that was sent is never replaced");
        alice.sync(world);
        assert_eq!(text(&world.all::<ReviewDraft>()[0].body), "One word more");
        party.check(&alice);
    }

    fn a_save_is_held_back_until_something_else_is_done(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        alice.run(world, save(held, "One.")).unwrap();
        assert_eq!(next(&alice, world), None);
        let due = alice.replica().standing().unwrap().due_at;
        assert_eq!(due, Some(world.now() + HELD_BACK));
        alice.run(world, world.complete_of(held, Outcome::Approved)).unwrap();
        assert_eq!(next(&alice, world), Some(2));
    }

    fn a_save_before_a_completion_is_not_replaced_by_one_after_it(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        alice.run(world, save(held, "What was sent.")).unwrap();
        alice.run(world, world.complete_of(held, Outcome::Approved)).unwrap();
        let late = alice.run(world, save(held, "Too late.")).unwrap_err();
        alice.sync(world);
        let review = &world.all::<Review>()[0];
        assert_eq!(text(&review.note), "What was sent.");
        // The words are kept on both sides: for her on every device, and on the list of this one.
        assert!(matches!(late.code, Code::AlreadyCompleted | Code::LeaseLost), "{late:?}");
        let kept = world.all::<KeptText>();
        assert!(kept.iter().any(|kept| kept.body.contains("Too late.")), "{kept:?}");
        let attention = alice.replica().needs_attention().unwrap();
        assert!(attention.iter().any(|item| item.envelope.args.to_string().contains("Too late.")));
        party.check(&alice);
    }

    fn of_two_who_claim_offline_the_first_to_arrive_has_it_and_the_other_is_told(party: Party) {
        let world = &party.world;
        let submission = world.request(BOB);
        let (alice, carol) = (party.synced(ALICE, "alice"), party.synced(CAROL, "carol"));
        for device in [&alice, &carol] {
            device.run(world, ReviewsCommand::Claim { submission, claim: world.id() }).unwrap();
        }
        carol.sync(world);
        alice.sync(world);
        let claims = world.all::<Claim>();
        assert_eq!(claims.iter().map(|claim| claim.mentor_id).collect::<Vec<_>>(), [CAROL]);
        let told = alice.replica().needs_attention().unwrap();
        assert_eq!(told.iter().map(|item| item.refusal.code).collect::<Vec<_>>(), [Code::AlreadyClaimed]);
        assert!(told[0].refusal.message.contains("Carol"), "{:?}", told[0].refusal);
        party.check(&alice);
        party.check(&carol);
    }

    fn a_text_of_a_review_that_was_lost_meanwhile_is_kept_on_both_sides(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        alice.run(world, save(held, "Three hours of work.")).unwrap();
        party.later(Span::days(30));
        world.claim(CAROL, held.submission);
        alice.sync(world);
        let told = alice.replica().needs_attention().unwrap();
        assert_eq!(told[0].refusal.code, Code::LeaseLost);
        assert!(told[0].envelope.args.to_string().contains("Three hours of work."));
        let kept: Vec<KeptText> = alice.rows().into_iter().filter_map(|row| row.try_into().ok()).collect();
        assert!(kept[0].body.contains("Three hours of work."));
        party.check(&alice);
        let id = told[0].envelope.id;
        alice.replica().attend(id, Some(Resolution::Dismissed), world.now()).unwrap();
        assert_eq!(alice.replica().standing().unwrap().attention, 0);
        alice.replica().attend(id, None, world.now()).unwrap();
        assert_eq!(alice.replica().needs_attention().unwrap(), told);
    }

    fn one_draft_on_two_devices_keeps_both_texts(party: Party) {
        let world = &party.world;
        let (laptop, held) = held_by_alice(&party);
        laptop.run(world, save(held, "Begun together.")).unwrap();
        laptop.sync(world);
        let desk = party.synced(ALICE, "desk");
        let mut began = [revision(&laptop), revision(&desk)];
        for step in ["first", "second", "third"] {
            for ((device, name), began) in [(&laptop, "laptop"), (&desk, "desk")].into_iter().zip(&mut began) {
                let mut envelope = world.envelope(ALICE, save(held, &format!("Written on the {name}, {step}.")));
                (envelope.base_rev, *began) = (*began, Some(Rev(envelope.id.0)));
                device.send(world, &envelope).unwrap();
            }
            // Of the second step both are written while neither knows of the other.
            if step == "first" {
                laptop.push(world).unwrap();
            }
        }
        laptop.sync(world);
        desk.sync(world);
        laptop.sync(world);
        for device in [&laptop, &desk] {
            assert_eq!(draft(device).as_deref(), Some("Written on the laptop, third."));
            let kept: Vec<KeptText> = device.rows().into_iter().filter_map(|row| row.try_into().ok()).collect();
            let [kept] = kept.as_slice() else { panic!("{kept:?}") };
            assert!(kept.body.contains("Written on the desk, third."), "{kept:?}");
            party.check(device);
        }
    }

    fn who_empties_a_text_empties_the_one_that_they_saw(party: Party) {
        let world = &party.world;
        let (laptop, held) = held_by_alice(&party);
        laptop.run(world, save(held, "Begun together.")).unwrap();
        laptop.sync(world);
        let desk = party.synced(ALICE, "desk");
        let began = revision(&desk);
        laptop.run(world, save(held, "Much more on the laptop.")).unwrap();
        laptop.sync(world);
        let mut envelope = world.envelope(ALICE, save(held, ""));
        envelope.base_rev = began;
        desk.send(world, &envelope).unwrap();
        desk.sync(world);
        assert_eq!(draft(&desk).as_deref(), Some("Much more on the laptop."));
        party.check(&desk);
    }

    fn an_answer_on_two_devices_keeps_both(party: Party) {
        let world = &party.world;
        world.final_days(BOB);
        let (phone, desk) = (party.synced(BOB, "phone"), party.synced(BOB, "desk"));
        let (enrolment, field) = (world.enrolment(BOB), world.field("final_days.where"));
        for (device, words) in [(&phone, "In the garden."), (&desk, "At the hospice.")] {
            let value = words.into();
            let command = EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value };
            device.run(world, command).unwrap();
        }
        phone.sync(world);
        desk.sync(world);
        phone.sync(world);
        let stored = |words: &str| world.all::<Answer>().iter().any(|row| row.value.0 == words);
        let kept = world.all::<KeptText>();
        assert!(stored("In the garden.") && !stored("At the hospice."));
        assert_eq!(kept.iter().map(|kept| kept.body.as_str()).collect::<Vec<_>>(), ["At the hospice."]);
        party.check(&phone);
        party.check(&desk);
    }

    fn an_answer_that_two_devices_begin_keeps_both(party: Party) {
        let world = &party.world;
        let (phone, desk) = (party.synced(BOB, "phone"), party.synced(BOB, "desk"));
        let (enrolment, field) = (world.enrolment(BOB), world.field("final_days.where"));
        for (device, words) in [(&phone, "In the garden."), (&desk, "At the hospice.")] {
            let value = words.into();
            let command = EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value };
            device.run(world, command).unwrap();
        }
        phone.sync(world);
        desk.sync(world);
        assert!(world.all::<Answer>().iter().any(|row| row.value.0 == "In the garden."));
        let kept = world.all::<KeptText>();
        assert_eq!(kept.iter().map(|kept| kept.body.as_str()).collect::<Vec<_>>(), ["At the hospice."]);
        party.check(&desk);
    }

    fn a_copy_of_a_device_is_noticed_and_nothing_is_done_twice(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        alice.run(world, save(held, "On both.")).unwrap();
        alice.push(world).unwrap();
        drop(alice);
        for file in ["replica.db", "replica.db-wal"] {
            let from = party.place("alice").join(file);
            if from.exists() {
                std::fs::copy(from, party.place("copy").join(file)).unwrap();
            }
        }
        let (alice, copy) = (party.device(ALICE, "alice"), party.device(ALICE, "copy"));
        for (device, field) in [(&alice, "one"), (&copy, "two")] {
            let comment = ReviewsCommand::SaveComment {
                held,
                comment: world.id(),
                anchor: domain::reviews::Anchor { field: None, item: None },
                kind: domain::reviews::CommentKind::Praise,
                body: field.to_owned(),
            };
            device.run(world, comment).unwrap();
        }
        alice.sync(world);
        copy.sync(world);
        alice.sync(world);
        assert_ne!(alice.replica().standing().unwrap().client, copy.replica().standing().unwrap().client);
        let comments = world.all::<domain::reviews::DraftComment>();
        assert_eq!(comments.len(), 2);
        party.check(&alice);
        party.check(&copy);
    }

    fn a_server_that_lost_its_memory_gets_everything_again(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        alice.run(world, save(held, "Before.")).unwrap();
        alice.sync(world);
        alice.run(world, save(held, "After.")).unwrap();
        world.store().rotate_history(Epoch::of(2)).unwrap();
        assert_eq!(alice.push(world).unwrap_err(), SyncRefusal::Epoch { epoch: Epoch::of(2) });
        let new = alice.replica().epoch_changed(Epoch::of(2), world.id()).unwrap();
        assert!(!new.is_empty());
        assert_eq!(alice.waiting(), 2, "what was done before is sent again");
        alice.sync(world);
        assert_eq!(draft(&alice).as_deref(), Some("After."));
        party.check(&alice);
    }

    fn a_device_that_lost_its_memory_sends_nothing_twice(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        drop(alice);
        let (file, aside) = (party.place("alice").join("replica.db"), party.place("aside").join("replica.db"));
        std::fs::copy(&file, &aside).unwrap();
        let alice = party.device(ALICE, "alice");
        alice.run(world, save(held, "One.")).unwrap();
        alice.sync(world);
        drop(alice);
        let alice = party.device(ALICE, "aside");
        alice.run(world, save(held, "Two.")).unwrap();
        alice.sync(world);
        // It did not know of the first one when the second was written.
        assert_eq!(draft(&alice).as_deref(), Some("One."));
        assert!(world.all::<KeptText>().iter().any(|kept| kept.body.contains("Two.")));
        party.check(&alice);
    }

    fn who_is_no_mentor_any_more_loses_what_mentors_see(party: Party) {
        let world = &party.world;
        world.request(BOB);
        let alice = party.synced(ALICE, "alice");
        world.system(domain::journeys::JourneysCommand::Assign { journey: testkit::JOURNEY, mentor: ALICE, active: false });
        alice.sync(world);
        party.check(&alice);
        world.system(domain::journeys::JourneysCommand::Assign { journey: testkit::JOURNEY, mentor: ALICE, active: true });
        alice.sync(world);
        party.check(&alice);
    }

    fn nobody_acts_for_somebody_else_on_a_device(party: Party) {
        let world = &party.world;
        let (alice, _) = held_by_alice(&party);
        let submission = world.request(testkit::DAN);
        let envelope = world.envelope(CAROL, ReviewsCommand::Claim { submission, claim: world.id() });
        let refused: Refusal = alice.send(world, &envelope).unwrap_err();
        assert_eq!((refused.code, alice.waiting()), (Code::Forbidden, 0));
    }

    fn a_command_that_is_sent_to_the_device_twice_is_queued_once(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        let envelope = world.envelope(ALICE, save(held, "Once."));
        alice.send(world, &envelope).unwrap();
        assert!(alice.send(world, &envelope).unwrap().tables.is_empty());
        assert_eq!(alice.waiting(), 1);
        alice.sync(world);
        alice.send(world, &envelope).unwrap();
        assert_eq!(alice.waiting(), 0);
    }

    fn a_client_works_offline_and_the_answers_arrive(party: Party) {
        let world = &party.world;
        let bob = party.synced(BOB, "bob");
        let section = world.section("final_days");
        for (path, value) in [("final_days.where", "At home."), ("final_days.calls", "Ken first.")] {
            let (enrolment, field) = (world.enrolment(BOB), world.field(path));
            bob.run(world, EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value: value.into() }).unwrap();
        }
        let (_, request) = world.request_of(BOB, section);
        bob.run(world, request).unwrap();
        bob.sync(world);
        assert_eq!((world.all::<Answer>().len(), world.all::<Submission>().len()), (2, 1));
        party.check(&bob);
    }
}

#[test]
fn every_named_statement_of_a_device_prepares() {
    use store::engine::Dialect;
    use store::testing::OnEngine;
    let party = Party::on(Dialect::Sqlite);
    let alice = party.device(ALICE, "alice");
    for stmt in store::device_statements() {
        let shape = alice.store().engine().read::<_, store::StoreError>(|tx| tx.shape(stmt));
        assert!(shape.is_ok(), "{}: {shape:?}", stmt.name);
    }
}

#[test]
fn what_waits_is_found_without_reading_all_that_waits() {
    use domain::base::Value;
    use store::engine::Dialect;
    use store::testing::OnEngine;
    let party = Party::on(Dialect::Sqlite);
    let alice = party.device(ALICE, "alice");
    for (name, index) in [
        ("outbox.replaced", "outbox_save_of"),
        ("outbox.newest_save", "outbox_save_of"),
        ("outbox.heads", "COVERING INDEX outbox_heads"),
        ("outbox.knows", "outbox_mid"),
    ] {
        let stmt = *store::device_statements().iter().find(|stmt| stmt.name == name).unwrap();
        let plan = alice.store().engine().read::<_, store::StoreError>(|tx| {
            let values = vec![Value::Null; tx.shape(stmt)?.parameters];
            let steps = tx.rows_sql("explain", &format!("EXPLAIN QUERY PLAN {}", stmt.sql), &values)?;
            steps.iter().map(|step| Ok(step.text(3)?.to_owned())).collect::<Result<Vec<_>, _>>()
        });
        let plan = plan.unwrap().join("; ");
        assert!(plan.contains(index), "{name}: {plan}");
        assert!(!plan.contains("SCAN later") && !plan.contains("SCAN o "), "{name}: {plan}");
    }
}
