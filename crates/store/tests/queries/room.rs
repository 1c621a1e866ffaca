//! The review room, to those before, in and after it.

use crate::asking::{OBITUARY, ask_for, room};
use domain::base::{Code, Span};
use domain::enrolments::{EnrolmentsCommand, ItemId};
use domain::query::Query;
use domain::reviews::{
    Access, Change, ClaimId, CommentKind, Outcome, Priority, ReviewsCommand, RoomAnswer, RoomField, RoomView,
    SubmissionId, SubmissionState,
};
use domain::text;
use serde_json::{Value, json};
use store::each_engine;
use testkit::{ADMIN, ALICE, BOB, CAROL, DAN, EVE, World, note};

fn field<'a>(room: &'a RoomView, label: &str) -> &'a RoomField {
    let mut fields = room.entries.iter().flat_map(|entry| &entry.fields);
    fields.find(|field| field.label.starts_with(label)).unwrap()
}

fn says(text: &str) -> RoomAnswer {
    RoomAnswer::Text { text: text.to_owned() }
}

/// A round that Alice answered with a comment, and the one that Bob sent after it.
fn second_round(world: &World) -> (SubmissionId, SubmissionId) {
    let first = world.request(BOB);
    let held = world.claim(ALICE, first);
    world.write(ALICE, held, "One thing is left.");
    let calls = world.field("final_days.calls");
    world.comment(ALICE, held, CommentKind::Required, Some(calls), "Please add a number for Mei.");
    world.complete(ALICE, held, Outcome::ChangesRequested);
    world.answer("final_days.calls", "Ken first, then Mei and the children.");
    let (second, command) = world.request_of(BOB, world.section("final_days"));
    world.done(BOB, command);
    (first, second)
}

each_engine! {
    fn before_the_claim_a_room_tells_nothing_of_the_client(world: World) {
        let submission = world.request(BOB);
        let answer: Value = world.ask(ALICE, Query::Room { submission }).unwrap();
        let told = answer.to_string();
        let names = world.all::<domain::people::Person>();
        let bob = names.iter().find(|person| person.id == BOB).unwrap();
        for secret in [&bob.name, &bob.email, &BOB.to_string(), "back room", "Ken first", "order of the calls"] {
            assert!(!told.contains(secret), "{secret} in {told}");
        }
        let view = room(&world, ALICE, submission);
        assert_eq!((view.access, view.state, view.words), (Access::Preview, SubmissionState::Open, 11));
        assert_eq!((view.journey_title.as_str(), view.section.title.as_str()), ("Care", "Final days"));
        assert!(!view.section.guidance.is_empty());
        assert_eq!(view.draft.checklist.len(), 4, "the section's own list");
        assert!(view.claim.is_none() && view.reserved.is_none());
    }

    fn a_room_is_not_there_for_those_who_may_not_know_of_it(world: World) {
        let submission = world.request(BOB);
        let unknown: SubmissionId = world.id();
        for (viewer, submission) in [(EVE, submission), (DAN, submission), (ALICE, unknown)] {
            let refusal = world.ask::<RoomView>(viewer, Query::Room { submission }).unwrap_err();
            assert_eq!(refusal.code, Code::NotFound);
        }
        world.claim(ALICE, submission);
        assert!(world.ask::<RoomView>(EVE, Query::Room { submission }).is_err());
    }

    fn the_holder_reads_what_was_sent_in_the_order_of_the_section(world: World) {
        world.answer("final_days.hospice_fund", json!({ "institution": "Harbour Bank", "reference": "1" }));
        world.answer("final_days.advance_decision", true);
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        let view = room(&world, ALICE, submission);
        assert_eq!((view.access, view.message.as_str()), (Access::Holder, "Could you look at the order of the calls?"));
        let bob = view.client.as_ref().unwrap();
        assert_eq!((bob.name.as_str(), bob.zone.0.as_str()), ("Bob Ferreira", "Europe/Lisbon"));
        let claim = view.claim.as_ref().unwrap();
        assert_eq!((claim.held, claim.mentor.name.as_str(), claim.lapsed), (held, "Alice Mwangi", false));
        assert_eq!(claim.expires_at, world.now() + Span::hours(72));
        assert_eq!(view.entries.len(), 1);
        let entry = &view.entries[0];
        assert_eq!((entry.item, entry.title.as_str(), entry.change), (None, "Final days", Change::Same));
        let keys: Vec<_> = world.all::<domain::journeys::Field>();
        let key = |field: &RoomField| keys.iter().find(|known| known.id == field.field).unwrap().key.clone();
        let shown: Vec<_> = entry.fields.iter().map(|field| (key(field), field.answer.clone())).collect();
        let expected = [
            ("where", says("At home, in the back room.")),
            ("calls", says("Ken first, then the children.")),
            ("comfort", RoomAnswer::Empty),
            ("hospice_fund", RoomAnswer::Hidden),
            ("music", RoomAnswer::Empty),
            ("decides", RoomAnswer::Empty),
            ("advance_decision", says("Yes")),
            ("advance_paper", RoomAnswer::Empty),
            ("faith", RoomAnswer::Empty),
        ];
        assert_eq!(shown, expected.map(|(key, answer)| (key.to_owned(), answer)));
        assert!(view.rounds.is_empty());
    }

    fn what_was_sent_stays_while_the_client_goes_on_writing(world: World) {
        let submission = world.request(BOB);
        world.claim(ALICE, submission);
        world.answer("final_days.calls", "Nobody.");
        assert_eq!(field(&room(&world, ALICE, submission), "Who should be called").answer, says("Ken first, then the children."));
    }

    fn what_a_mentor_writes_is_there_again(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob");
        let calls = world.field("final_days.calls");
        let first = world.comment(ALICE, held, CommentKind::Praise, Some(calls), "Clear.");
        world.advance(Span::seconds(1));
        let second = world.comment(ALICE, held, CommentKind::Question, None, "Who decides?");
        let view = room(&world, ALICE, submission);
        let line = view.draft.checklist[1].id;
        world.done(ALICE, ReviewsCommand::Mark { held, item: line, checked: true });
        let draft = room(&world, ALICE, submission).draft;
        assert_eq!(draft.note, note("Dear Bob"));
        assert_eq!(draft.saved_at, Some(testkit::START));
        let comments: Vec<_> = draft.comments.iter().map(|comment| (comment.id, comment.field)).collect();
        assert_eq!(comments, [(first, Some(calls)), (second, None)]);
        let ticked: Vec<_> = draft.checklist.iter().map(|line| line.checked).collect();
        assert_eq!(ticked, [false, true, false, false]);
        assert!(room(&world, BOB, submission).draft.comments.is_empty(), "nobody reads along");
        assert!(room(&world, ADMIN, submission).draft.comments.is_empty(), "nobody reads along");
    }

    fn a_mentor_who_loses_the_review_is_before_the_door_again(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob");
        world.done(ALICE, ReviewsCommand::Release { held });
        let view = room(&world, ALICE, submission);
        assert_eq!((view.access, view.entries.len(), view.client), (Access::Preview, 0, None));
        assert_eq!(view.draft.note, note("Dear Bob"), "her words stay hers");

        world.claim(ALICE, submission);
        world.advance(Span::hours(72));
        world.advance(Span(1));
        let view = room(&world, ALICE, submission);
        assert_eq!((view.access, view.claim.unwrap().lapsed), (Access::Holder, true), "until somebody takes over");
        let view = room(&world, CAROL, submission);
        assert_eq!((view.access, view.claim.unwrap().lapsed), (Access::Preview, true));

        world.claim(CAROL, submission);
        let view = room(&world, ALICE, submission);
        assert_eq!((view.access, view.entries.len(), view.client), (Access::Preview, 0, None));
        assert_eq!(view.claim.unwrap().mentor.name, "Carol Nyström");
        assert_eq!(room(&world, CAROL, submission).access, Access::Holder);
    }

    fn a_room_that_is_kept_for_somebody_says_for_whom_and_until_when(world: World) {
        let submission = ask_for(&world, BOB, OBITUARY, Priority::High, Some(ALICE));
        let (mentor, until) = room(&world, CAROL, submission).reserved.unwrap();
        assert_eq!((mentor.name.as_str(), until), ("Alice Mwangi", world.now() + Span::hours(72)));
        world.advance(Span::hours(73));
        assert!(room(&world, CAROL, submission).reserved.is_none());
    }

    fn a_second_round_is_compared_with_the_first(world: World) {
        let (_, second) = second_round(&world);
        world.claim(ALICE, second);
        let view = room(&world, ALICE, second);
        let calls = field(&view, "Who should be called");
        assert_eq!(calls.change, Change::Changed);
        let added: String = calls
            .pieces
            .iter()
            .filter(|piece| piece.change == text::Change::Added)
            .map(|piece| piece.text.as_str())
            .collect();
        assert!(added.contains("Mei"), "{added}");
        assert_eq!(field(&view, "Where would you").change, Change::Same);
        let changed: Vec<_> = view.entries[0].fields.iter().filter(|field| field.change != Change::Same).collect();
        assert_eq!(changed.len(), 1);
    }

    fn a_second_round_brings_the_feedback_of_the_first(world: World) {
        let (first, second) = second_round(&world);
        world.claim(ALICE, second);
        let view = room(&world, ALICE, second);
        assert_eq!(view.rounds.len(), 1);
        let round = &view.rounds[0];
        assert_eq!((round.submission, round.round, round.state), (first, 1, SubmissionState::ChangesRequested));
        let review = round.review.as_ref().unwrap();
        assert_eq!((review.mentor.name.as_str(), review.outcome), ("Alice Mwangi", Outcome::ChangesRequested));
        assert_eq!(review.note, note("One thing is left."));
        assert_eq!(review.checklist.len(), 4);
        let comment = &review.comments[0];
        assert!(comment.field_label.starts_with("Who should be called"), "{}", comment.field_label);
        assert!(!comment.resolved && comment.replies.is_empty());
    }

    fn the_client_reads_the_feedback_replies_and_settles(world: World) {
        let (first, _) = second_round(&world);
        let view = room(&world, BOB, first);
        assert_eq!((view.access, view.claim, view.client.unwrap().name.as_str()), (Access::Reader, None, "Bob Ferreira"));
        let review = view.rounds[0].review.clone().unwrap();
        assert!(review.checklist.is_empty(), "the checklist is the mentor's");
        let comment = review.comments[0].id;
        world.done(BOB, ReviewsCommand::Reply { comment, reply: world.id(), body: "It is on the card.".to_owned() });
        world.advance(Span::seconds(1));
        world.done(ALICE, ReviewsCommand::Reply { comment, reply: world.id(), body: "Thank you.".to_owned() });
        world.done(BOB, ReviewsCommand::Resolve { comment, resolved: true });
        world.done(ALICE, ReviewsCommand::Amend { review: review.id, amendment: world.id(), body: note("And the lawyer.") });
        for viewer in [ALICE, BOB] {
            let review = room(&world, viewer, first).rounds[0].review.clone().unwrap();
            assert!(review.comments[0].resolved);
            let replies: Vec<_> = review.comments[0].replies.iter().map(|reply| (reply.author.name.as_str(), reply.body.as_str())).collect();
            assert_eq!(replies, [("Bob Ferreira", "It is on the card."), ("Alice Mwangi", "Thank you.")]);
            assert_eq!(review.amendments[0].body, note("And the lawyer."));
        }
        world.done(ALICE, ReviewsCommand::Resolve { comment, resolved: false });
        assert!(!room(&world, BOB, first).rounds[0].review.as_ref().unwrap().comments[0].resolved);
    }

    fn the_mentor_who_completed_a_review_may_read_it(world: World) {
        let (first, second) = second_round(&world);
        let view = room(&world, ALICE, first);
        assert_eq!((view.access, view.state), (Access::Reader, SubmissionState::ChangesRequested));
        assert!(view.claim.is_none());
        assert_eq!(view.rounds.len(), 1, "the one it is about");
        assert_eq!(field(&view, "Who should be called").answer, says("Ken first, then the children."));
        assert_eq!(room(&world, ALICE, second).access, Access::Preview);
    }

    fn a_mentor_who_takes_over_sees_the_answers_and_no_comparison(world: World) {
        let (_, second) = second_round(&world);
        world.advance(Span::hours(73));
        world.claim(CAROL, second);
        let view = room(&world, CAROL, second);
        assert_eq!((view.access, view.rounds.len()), (Access::Holder, 0));
        assert!(view.entries[0].fields.iter().all(|field| field.change == Change::Same && field.pieces.is_empty()));
    }

    fn an_admin_reads_and_does_not_write(world: World) {
        let submission = world.request(BOB);
        world.claim(ALICE, submission);
        let view = room(&world, ADMIN, submission);
        assert_eq!((view.access, view.client.unwrap().name.as_str()), (Access::Reader, "Bob Ferreira"));
    }

    fn a_list_shows_its_entries_and_what_became_of_them(world: World) {
        let section = world.section("contacts");
        let enrolment = world.enrolment(BOB);
        let person = |name: &str| json!({ "name": name, "relation": "friend", "reach": "0123 456" });
        let add = |name: &str| -> ItemId {
            let item = world.id();
            world.done(BOB, EnrolmentsCommand::AddItem { enrolment, section, item });
            world.answer_in(BOB, Some(item), "contacts.who", person(name));
            item
        };
        let (mei, tom) = (add("Mei"), add("Tom"));
        let (submission, command) = world.request_of(BOB, section);
        world.done(BOB, command);
        let held = world.claim(ALICE, submission);
        let titles = |view: &RoomView| -> Vec<(Option<ItemId>, String, Change)> {
            view.entries.iter().map(|entry| (entry.item, entry.title.clone(), entry.change)).collect()
        };
        let entry = |item, title: &str, change| (Some(item), title.to_owned(), change);
        let same = Change::Same;
        assert_eq!(titles(&room(&world, ALICE, submission)), [entry(mei, "Mei, friend", same), entry(tom, "Tom, friend", same)]);

        world.write(ALICE, held, "Who else?");
        world.complete(ALICE, held, Outcome::ChangesRequested);
        world.done(BOB, EnrolmentsCommand::RemoveItem { enrolment, item: mei });
        let ada = add("Ada");
        world.done(BOB, EnrolmentsCommand::MoveItem { enrolment, item: ada, to: 0 });
        let (again, command) = world.request_of(BOB, section);
        world.done(BOB, command);
        world.claim(ALICE, again);
        let shown = titles(&room(&world, ALICE, again));
        let expected = [
            entry(ada, "Ada, friend", Change::Added),
            entry(mei, "Mei, friend", Change::Removed),
            entry(tom, "Tom, friend", same),
        ];
        assert_eq!(shown, expected);
    }

    fn a_cancelled_round_is_there_for_its_client_alone(world: World) {
        let submission = world.request(BOB);
        world.done(ALICE, ReviewsCommand::Claim { submission, claim: world.id::<ClaimId>() });
        world.done(BOB, ReviewsCommand::Cancel { submission });
        let view = room(&world, BOB, submission);
        assert_eq!((view.access, view.state), (Access::Reader, SubmissionState::Cancelled));
        assert!(world.ask::<RoomView>(ALICE, Query::Room { submission }).is_err());
    }
}
