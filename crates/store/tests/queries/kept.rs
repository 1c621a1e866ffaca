//! Texts that wait for their author.

use crate::asking::list;
use domain::base::{PersonId, Span};
use domain::query::Query;
use domain::reviews::{
    CommentKind, KeptPurpose, KeptTextId, KeptView, OfferStanding, Offered, Outcome, ReviewList, ReviewNow,
    ReviewsCommand, RoomView, SubmissionId,
};
use store::each_engine;
use testkit::{ALICE, BOB, CAROL, World, note};

fn kept(world: &World, viewer: PersonId) -> Vec<KeptView> {
    list(world, viewer, ReviewList::Queue).kept
}

/// Lets a lease run out and another mentor take over.
fn taken_over(world: &World, submission: SubmissionId) {
    world.advance(Span::hours(72));
    world.advance(Span(1));
    world.claim(CAROL, submission);
}

each_engine! {
    fn a_draft_waits_while_another_mentor_has_the_review(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob");
        world.comment(ALICE, held, CommentKind::Question, None, "Who decides?");
        assert_eq!(kept(&world, ALICE), [], "while she holds it, it is where it belongs");
        taken_over(&world, submission);
        let waiting = kept(&world, ALICE);
        let told: Vec<_> = waiting.iter().map(|view| (view.purpose, view.text.as_str())).collect();
        assert!(told.contains(&(KeptPurpose::Note, "Dear Bob")), "{told:?}");
        assert!(told.contains(&(KeptPurpose::Comment, "Who decides?")), "{told:?}");
        for view in &waiting {
            assert_eq!((view.kept, view.submission), (None, Some(submission)));
            assert_eq!(view.section_title, "Final days");
            assert_eq!(view.reason, "Your claim ran out and another mentor took over.");
        }
        assert_eq!(waiting.iter().find(|view| view.purpose == KeptPurpose::Note).unwrap().body, note("Dear Bob").as_str());
        assert_eq!(kept(&world, CAROL), []);
        assert_eq!(kept(&world, BOB), []);
    }

    fn the_reason_follows_how_the_claim_ended(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob");
        world.done(ALICE, ReviewsCommand::Release { held });
        assert_eq!(kept(&world, ALICE)[0].reason, "You gave this review back.");
        let held = world.claim(ALICE, submission);
        assert_eq!(kept(&world, ALICE), [], "it is in the room again");
        world.done(BOB, ReviewsCommand::Cancel { submission });
        assert_eq!(kept(&world, ALICE)[0].reason, "The client took this request back.");
        assert!(world.run(ALICE, ReviewsCommand::SaveNote { held, body: note("Dear Bob, thank you") }).is_err());
        let waiting = kept(&world, ALICE);
        let texts: Vec<&str> = waiting.iter().map(|view| view.text.as_str()).collect();
        assert_eq!(texts.len(), 2, "the draft and the later text: {texts:?}");
        assert!(texts.contains(&"Dear Bob") && texts.contains(&"Dear Bob, thank you"), "{texts:?}");
    }

    fn a_text_that_is_kept_and_drafted_alike_waits_once(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob");
        taken_over(&world, submission);
        assert!(world.run(ALICE, ReviewsCommand::SaveNote { held, body: note("Dear Bob") }).is_err());
        let waiting = kept(&world, ALICE);
        assert_eq!(waiting.len(), 1, "{waiting:?}");
        assert!(waiting[0].kept.is_some(), "the one that can be put back");
    }

    fn p4_2_a_kept_draft_says_who_has_its_review_and_what_became_of_it_there(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob");
        world.done(ALICE, ReviewsCommand::Release { held });
        let now = |world: &World| kept(world, ALICE).remove(0).now;
        assert_eq!(now(&world), ReviewNow::Free);
        let held = world.claim(CAROL, submission);
        let ReviewNow::With { mentor, claim, text: Some(text), sent: None } = now(&world) else { panic!() };
        assert_eq!((mentor.name.as_str(), claim, text), ("Carol Nyström", held.claim, Offered::Note));
        let sent = |world: &World| {
            let ReviewNow::With { sent, .. } = now(world) else { panic!() };
            sent
        };
        world.done(ALICE, ReviewsCommand::Offer { offer: world.id(), submission, claim, text });
        assert_eq!(sent(&world), Some(OfferStanding::Waiting));
        let room: RoomView = world.ask(CAROL, Query::Room { submission }).unwrap();
        let [offer] = &room.offers[..] else { panic!("{:?}", room.offers) };
        assert_eq!((offer.from.name.as_str(), offer.text.as_str()), ("Alice Mwangi", "Dear Bob"));
        assert_eq!(offer.body, note("Dear Bob").as_str());
        world.done(CAROL, ReviewsCommand::AnswerOffer { held, offer: offer.id, taken: true });
        assert_eq!(sent(&world), Some(OfferStanding::Taken));
        let room: RoomView = world.ask(CAROL, Query::Room { submission }).unwrap();
        assert_eq!(room.offers, [], "it was answered");
        world.done(BOB, ReviewsCommand::Cancel { submission });
        assert_eq!(now(&world), ReviewNow::Over);
        assert_eq!(kept(&world, ALICE)[0].section_title, "Final days", "still known when nothing is open");
    }

    fn p4_2_a_kept_text_can_go_back_into_a_review_that_is_ones_own_again(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        taken_over(&world, submission);
        assert!(world.run(ALICE, ReviewsCommand::SaveNote { held, body: note("Too late") }).is_err());
        world.advance(Span::hours(73));
        let again = world.claim(ALICE, submission);
        let waiting = kept(&world, ALICE).remove(0);
        assert_eq!(waiting.now, ReviewNow::Yours { held: again });
        world.done(ALICE, ReviewsCommand::Reattach { kept: waiting.kept.unwrap(), held: again });
        assert_eq!(kept(&world, ALICE), []);
        let room: RoomView = world.ask(ALICE, Query::Room { submission }).unwrap();
        assert_eq!(room.draft.note, note("Too late"));
    }

    fn a_draft_of_a_review_that_another_mentor_completed_still_names_its_section(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "Dear Bob");
        taken_over(&world, submission);
        assert!(world.run(ALICE, ReviewsCommand::SaveNote { held, body: note("Too late") }).is_err());
        let carol = world.all::<domain::reviews::Claim>().into_iter().find(|claim| claim.mentor_id == CAROL).unwrap();
        let held = domain::reviews::Held { submission, claim: carol.id };
        world.write(CAROL, held, "Done");
        world.complete(CAROL, held, Outcome::Approved);
        let titles: Vec<String> = kept(&world, ALICE).into_iter().map(|view| view.section_title).collect();
        assert_eq!(titles, ["Final days", "Final days"]);
        assert!(kept(&world, ALICE).iter().all(|view| view.now == ReviewNow::Over));
    }

    fn what_was_put_away_waits_no_longer(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        taken_over(&world, submission);
        assert!(world.run(ALICE, ReviewsCommand::SaveNote { held, body: note("Too late") }).is_err());
        let id: KeptTextId = kept(&world, ALICE)[0].kept.unwrap();
        world.done(ALICE, ReviewsCommand::Dismiss { kept: id });
        assert_eq!(kept(&world, ALICE), []);
    }

    fn a_completed_review_leaves_nothing_behind(world: World) {
        let held = world.claim(ALICE, world.request(BOB));
        world.write(ALICE, held, "Dear Bob");
        world.comment(ALICE, held, CommentKind::Question, None, "Who decides?");
        world.complete(ALICE, held, Outcome::ChangesRequested);
        assert_eq!(kept(&world, ALICE), []);
    }
}
