//! The queue, what a mentor holds, and what they completed.

use crate::asking::{FUNERAL, MONEY, OBITUARY, ask_for, ids, list, me};
use domain::base::Span;
use domain::enrolments::{EnrolmentsCommand, Tier};
use domain::journeys::JourneysCommand;
use domain::reviews::{
    CommentKind, Outcome, Priority, ReviewList::Done, ReviewList::Mine, ReviewList::Queue, ReviewsCommand,
    SubmissionState,
};
use store::each_engine;
use testkit::{ADMIN, ALICE, BOB, CAROL, DAN, EVE, JOURNEY, World};

const LEASE: Span = Span::hours(72);

each_engine! {
    fn the_queue_is_ordered_by_who_it_is_kept_for_then_urgency_then_age(world: World) {
        let old = ask_for(&world, BOB, OBITUARY, Priority::Normal, None);
        world.advance(Span::hours(1));
        let high = ask_for(&world, BOB, FUNERAL, Priority::High, None);
        world.advance(Span::hours(1));
        let urgent = ask_for(&world, BOB, MONEY, Priority::Urgent, None);
        let new = ask_for(&world, DAN, OBITUARY, Priority::Normal, None);
        let mine = ask_for(&world, DAN, FUNERAL, Priority::Normal, Some(ALICE));
        let view = list(&world, ALICE, Queue);
        assert_eq!(ids(&view), [mine, urgent, high, old, new]);
        let kept = &view.rows[0];
        assert_eq!((kept.reserved, kept.until), (true, Some(world.now() + LEASE)));
        assert_eq!((view.queue, view.mine, view.done), (5, 0, 0));
    }

    fn a_queue_row_says_what_it_is_about_and_nothing_of_the_client(world: World) {
        let submission = world.request(BOB);
        let view = list(&world, ALICE, Queue);
        let row = &view.rows[0];
        assert_eq!((row.submission, row.round), (submission, 1));
        assert_eq!((row.journey_title.as_str(), row.section_title.as_str()), ("Care", "Final days"));
        assert_eq!((row.client.as_deref(), row.state), (None, SubmissionState::Open));
        assert_eq!(row.words, Some(11), "of both answers");
        assert!(!row.has_draft && !row.reserved && row.until.is_none());
    }

    fn what_is_kept_for_one_mentor_opens_to_the_others_when_its_time_is_over(world: World) {
        let submission = ask_for(&world, BOB, OBITUARY, Priority::Normal, Some(ALICE));
        assert_eq!(ids(&list(&world, CAROL, Queue)), []);
        assert_eq!(me(&world, ALICE).reviews, 1);
        world.advance(LEASE);
        assert_eq!(ids(&list(&world, CAROL, Queue)), [], "at its time it is still kept");
        world.advance(Span(1));
        assert_eq!(ids(&list(&world, CAROL, Queue)), [submission]);
        assert!(!list(&world, ALICE, Queue).rows[0].reserved);
        assert_eq!(me(&world, ALICE).reviews, 0);
    }

    fn the_queue_is_for_mentors_of_the_journey(world: World) {
        world.request(BOB);
        for viewer in [EVE, ADMIN, BOB, DAN] {
            let view = list(&world, viewer, Queue);
            assert_eq!((ids(&view), view.queue), (vec![], 0));
        }
        world.system(JourneysCommand::Assign { journey: JOURNEY, mentor: ALICE, active: false });
        assert_eq!(ids(&list(&world, ALICE, Queue)), []);
    }

    fn nobody_finds_their_own_request_in_the_queue(world: World) {
        world.done(ALICE, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Guided });
        let own = ask_for(&world, ALICE, OBITUARY, Priority::Normal, None);
        let view = list(&world, ALICE, Queue);
        assert_eq!((ids(&view), view.queue), (vec![], 0));
        assert_eq!(ids(&list(&world, CAROL, Queue)), [own]);
    }

    fn a_claimed_review_moves_from_the_queue_to_its_mentor(world: World) {
        let submission = world.request(BOB);
        world.claim(ALICE, submission);
        assert_eq!(ids(&list(&world, CAROL, Queue)), []);
        let view = list(&world, ALICE, Mine);
        assert_eq!((view.queue, view.mine), (0, 1));
        let row = &view.rows[0];
        assert_eq!((row.client.as_deref(), row.until), (Some("Bob Ferreira"), Some(world.now() + LEASE)));
        assert_eq!((row.words, row.changed_fields, row.has_draft), (Some(11), 0, false));
        assert_eq!(me(&world, ALICE).reviews, 1);
    }

    fn a_lapsed_claim_stays_with_its_mentor_until_another_takes_it(world: World) {
        let submission = world.request(BOB);
        world.claim(ALICE, submission);
        world.advance(LEASE);
        assert_eq!(ids(&list(&world, CAROL, Queue)), []);
        world.advance(Span(1));
        assert_eq!(ids(&list(&world, CAROL, Queue)), [submission]);
        assert_eq!(ids(&list(&world, ALICE, Queue)), [], "it is among hers");
        let mine = list(&world, ALICE, Mine);
        assert_eq!(ids(&mine), [submission]);
        assert!(mine.rows[0].until < Some(world.now()));
        world.claim(CAROL, submission);
        assert_eq!(ids(&list(&world, ALICE, Mine)), []);
        assert_eq!(ids(&list(&world, CAROL, Mine)), [submission]);
        assert_eq!(me(&world, ALICE).reviews, 0);
    }

    fn what_a_mentor_holds_is_ordered_by_deadline(world: World) {
        let first = ask_for(&world, BOB, OBITUARY, Priority::Normal, None);
        let second = ask_for(&world, DAN, OBITUARY, Priority::Urgent, None);
        let held = world.claim(ALICE, first);
        world.advance(Span::hours(1));
        world.claim(ALICE, second);
        assert_eq!(ids(&list(&world, ALICE, Mine)), [first, second]);
        world.advance(Span::hours(1));
        world.done(ALICE, ReviewsCommand::Extend { held });
        assert_eq!(ids(&list(&world, ALICE, Mine)), [second, first]);
    }

    fn a_later_round_tells_what_changed_and_what_is_open(world: World) {
        let held = world.claim(ALICE, world.request(BOB));
        let calls = world.field("final_days.calls");
        let needed = world.comment(ALICE, held, CommentKind::Required, Some(calls), "Add a number.");
        world.comment(ALICE, held, CommentKind::Question, None, "Who decides?");
        world.comment(ALICE, held, CommentKind::Praise, None, "It sounds like you.");
        world.complete(ALICE, held, Outcome::ChangesRequested);
        world.answer("final_days.calls", "Ken first, then Mei.");
        world.answer("final_days.music", "Schubert.");
        let (again, command) = world.request_of(BOB, world.section("final_days"));
        world.done(BOB, command);
        world.claim(ALICE, again);
        let row = &list(&world, ALICE, Mine).rows[0];
        assert_eq!((row.round, row.changed_fields, row.open_comments), (2, 2, 2));
        world.done(BOB, ReviewsCommand::Resolve { comment: needed, resolved: true });
        assert_eq!(list(&world, ALICE, Mine).rows[0].open_comments, 1);
    }

    fn a_private_answer_that_changed_counts_as_changed(world: World) {
        let account = |reference: &str| serde_json::json!({ "institution": "Harbour Bank", "reference": reference });
        world.answer("final_days.hospice_fund", account("1"));
        let held = world.claim(ALICE, world.request(BOB));
        world.write(ALICE, held, "Say more.");
        world.complete(ALICE, held, Outcome::ChangesRequested);
        world.answer("final_days.hospice_fund", account("2"));
        let (again, command) = world.request_of(BOB, world.section("final_days"));
        world.done(BOB, command);
        world.claim(ALICE, again);
        assert_eq!(list(&world, ALICE, Mine).rows[0].changed_fields, 1);
    }

    fn a_mentor_who_takes_over_sees_nothing_of_the_round_before(world: World) {
        let held = world.claim(ALICE, world.request(BOB));
        world.comment(ALICE, held, CommentKind::Question, None, "Who decides?");
        world.complete(ALICE, held, Outcome::ChangesRequested);
        world.answer("final_days.calls", "Ken first, then Mei.");
        let (again, command) = world.request_of(BOB, world.section("final_days"));
        world.done(BOB, command);
        world.advance(LEASE);
        world.advance(Span(1));
        world.claim(CAROL, again);
        let row = &list(&world, CAROL, Mine).rows[0];
        assert_eq!((row.round, row.changed_fields, row.open_comments), (2, 0, 0));
    }

    fn what_a_mentor_has_begun_to_write_is_marked(world: World) {
        let held = world.claim(ALICE, world.request(BOB));
        world.write(ALICE, held, "");
        assert!(!list(&world, ALICE, Mine).rows[0].has_draft, "an empty note is no beginning");
        world.write(ALICE, held, "Dear Bob");
        assert!(list(&world, ALICE, Mine).rows[0].has_draft);
        world.write(ALICE, held, "");
        world.comment(ALICE, held, CommentKind::Praise, None, "Clear.");
        assert!(list(&world, ALICE, Mine).rows[0].has_draft);
        world.done(ALICE, ReviewsCommand::Release { held });
        assert!(list(&world, ALICE, Queue).rows[0].has_draft, "it is hers, whoever holds the review");
        assert!(!list(&world, CAROL, Queue).rows[0].has_draft);
    }

    fn completed_reviews_are_listed_newest_first(world: World) {
        let mut done = Vec::new();
        for client in [BOB, DAN] {
            world.advance(Span::hours(1));
            let submission = world.request(client);
            let held = world.claim(ALICE, submission);
            world.comment(ALICE, held, CommentKind::Suggestion, None, "A number would help.");
            world.comment(ALICE, held, CommentKind::Praise, None, "Clear.");
            world.complete(ALICE, held, Outcome::Approved);
            done.insert(0, submission);
        }
        let view = list(&world, ALICE, Done);
        assert_eq!(ids(&view), done);
        assert_eq!((view.queue, view.mine, view.done), (0, 0, 2));
        let row = &view.rows[0];
        assert_eq!((row.client.as_deref(), row.state), (Some("Dan Okonjo"), SubmissionState::Approved));
        assert_eq!((row.completed_at, row.words, row.open_comments), (Some(world.now()), None, 1));
        assert_eq!(ids(&list(&world, CAROL, Done)), []);
    }
}
