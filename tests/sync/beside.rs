//! Two devices of one person change the same text: both stand, side by side, until the person decides, on whichever device.

use crate::together::Party;
use domain::base::Rev;
use domain::enrolments::{Answer, EnrolmentsCommand};
use domain::query::Query;
use domain::reviews::{BesideView, Choice, Held, Outcome, Review, ReviewDraft, ReviewsCommand};
use store::each_engine;
use testkit::{ALICE, BOB, Device, note, text};

/// Writes a note on a device that knows of none.
fn write(party: &Party, device: &Device, held: Held, words: &str) {
    let mut envelope = party.world.envelope(ALICE, ReviewsCommand::SaveNote { held, body: note(words) });
    envelope.base_rev = Some(Rev::default());
    device.send(&party.world, &envelope).unwrap();
}

/// Two devices of Alice's wrote the same note, each without the other: what the laptop wrote stands.
fn two_notes(party: &Party) -> (Device, Device, Held) {
    let world = &party.world;
    let submission = world.request(BOB);
    let held = world.claim(ALICE, submission);
    let (laptop, desk) = (party.synced(ALICE, "laptop"), party.synced(ALICE, "desk"));
    write(party, &laptop, held, "On the laptop.");
    write(party, &desk, held, "On the desk.");
    laptop.sync(world);
    desk.sync(world);
    laptop.sync(world);
    (laptop, desk, held)
}

fn besides(party: &Party, device: &Device) -> Vec<BesideView> {
    device.ask(&party.world, Query::Besides).unwrap()
}

fn stands(device: &Device) -> String {
    let mut drafts = device.rows().into_iter().filter_map(|row| ReviewDraft::try_from(row).ok());
    drafts.next().map(|draft| text(&draft.body)).unwrap()
}

fn waiting(device: &Device) -> usize {
    device.replica().standing().unwrap().beside
}

each_engine! {
    fn two_texts_are_told_on_every_device_until_one_of_them_decides(party: Party) {
        let world = &party.world;
        let (laptop, desk, held) = two_notes(&party);
        for device in [&laptop, &desk] {
            let told = besides(&party, device);
            let [view] = told.as_slice() else { panic!("{told:?}") };
            assert_eq!((view.mine.as_str(), view.theirs.as_str()), ("On the desk.", "On the laptop."));
            assert_eq!((view.section_title.as_str(), view.open, view.joins), ("Final days", true, true));
            assert_eq!((view.beside.held(), waiting(device)), (Some(held), 1));
        }
        let view = besides(&party, &laptop).remove(0);
        let settle = |choice| ReviewsCommand::Settle { kept: view.kept, beside: view.beside, choice };
        laptop.run(world, settle(Choice::Mine)).unwrap();
        assert_eq!((stands(&laptop).as_str(), waiting(&laptop)), ("On the desk.", 0));
        laptop.sync(world);
        desk.sync(world);
        for device in [&laptop, &desk] {
            assert_eq!((stands(device).as_str(), waiting(device)), ("On the desk.", 0));
            assert_eq!(besides(&party, device), []);
            party.check(device);
        }
        desk.run(world, settle(Choice::Back)).unwrap();
        desk.sync(world);
        laptop.sync(world);
        assert_eq!((stands(&laptop).as_str(), waiting(&laptop)), ("On the laptop.", 1));
        party.check(&laptop);
    }

    fn two_devices_that_decide_differently_lose_neither_text(party: Party) {
        let world = &party.world;
        let (laptop, desk, _) = two_notes(&party);
        let view = besides(&party, &laptop).remove(0);
        laptop.run(world, ReviewsCommand::Dismiss { kept: view.kept }).unwrap();
        let both = ReviewsCommand::Settle { kept: view.kept, beside: view.beside, choice: Choice::Both };
        desk.run(world, both).unwrap();
        laptop.sync(world);
        desk.sync(world);
        laptop.sync(world);
        for device in [&laptop, &desk] {
            let all = format!("{:?}", device.rows());
            assert!(all.contains("On the desk.") && all.contains("On the laptop."), "{all}");
            assert_eq!(waiting(device), 0);
            party.check(device);
        }
    }

    fn a_text_whose_review_is_gone_can_be_read_and_not_put_in_its_place(party: Party) {
        let world = &party.world;
        let (laptop, _, held) = two_notes(&party);
        laptop.run(world, ReviewsCommand::Release { held }).unwrap();
        laptop.sync(world);
        let view = besides(&party, &laptop).remove(0);
        assert_eq!((view.open, view.mine.as_str()), (false, "On the desk."));
        party.check(&laptop);
    }

    fn an_answer_that_was_kept_takes_the_place_of_the_other(party: Party) {
        let world = &party.world;
        let (phone, desk) = (party.synced(BOB, "phone"), party.synced(BOB, "desk"));
        let (enrolment, field) = (world.enrolment(BOB), world.field("final_days.where"));
        for (device, words) in [(&phone, "In the garden."), (&desk, "At the hospice.")] {
            let value = words.into();
            device.run(world, EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value }).unwrap();
        }
        phone.sync(world);
        desk.sync(world);
        let told = besides(&party, &desk);
        let [view] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((view.mine.as_str(), view.theirs.as_str()), ("At the hospice.", "In the garden."));
        assert!(!view.field_label.is_empty() && view.section.is_some() && view.open);
        let settle = ReviewsCommand::Settle { kept: view.kept, beside: view.beside, choice: Choice::Mine };
        desk.run(world, settle).unwrap();
        desk.sync(world);
        phone.sync(world);
        let answers: Vec<Answer> = phone.rows().into_iter().filter_map(|row| row.try_into().ok()).collect();
        assert!(answers.iter().any(|row| row.value.0 == "At the hospice."), "{answers:?}");
        party.check(&phone);
    }

    fn a_review_that_was_finished_without_a_network_is_not_sent_with_the_text_of_another_device(party: Party) {
        let world = &party.world;
        let held = world.claim(ALICE, world.request(BOB));
        let (laptop, desk) = (party.synced(ALICE, "laptop"), party.synced(ALICE, "desk"));
        write(&party, &laptop, held, "On the lap");
        write(&party, &desk, held, "On the desk.");
        desk.run(world, world.complete_of(held, Outcome::Approved)).unwrap();
        laptop.sync(world);
        desk.sync(world);
        assert!(world.all::<Review>().is_empty(), "half a note was sent");
        assert_eq!(desk.replica().needs_attention().unwrap().len(), 1, "Alice reads that it was not sent");
        let view = besides(&party, &desk).remove(0);
        assert_eq!((view.mine.as_str(), view.theirs.as_str()), ("On the desk.", "On the lap"));
        let settle = ReviewsCommand::Settle { kept: view.kept, beside: view.beside, choice: Choice::Mine };
        desk.run(world, settle).unwrap();
        desk.run(world, world.complete_of(held, Outcome::Approved)).unwrap();
        desk.sync(world);
        assert_eq!(text(&world.all::<Review>()[0].note), "On the desk.");
        party.check(&desk);
    }
}
