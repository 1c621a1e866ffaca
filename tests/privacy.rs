//! P2.6: what is private is absent from whatever a mentor can get hold of.

use domain::base::Rev;
use domain::enrolments::EnrolmentsCommand;
use domain::query::Query;
use domain::reviews::{CommentKind, Offered, Outcome, ReviewList, ReviewsCommand, UnsentPlace};
use domain::rows::Table;
use serde_json::json;
use store::each_engine;
use testkit::{ADMIN, ALICE, BOB, CAROL, World};

const CANARY: &str = "canary-7f3a sort code 40-47-84";

/// Asks everything there is to ask as one person, and returns the answers as text.
fn everything(
    world: &World,
    viewer: domain::base::PersonId,
    submission: domain::reviews::SubmissionId,
) -> String {
    let answers = questions(world, submission).into_iter().map(|query| {
        world
            .ask::<serde_json::Value>(viewer, query)
            .map_or_else(|refusal| refusal.to_string(), |view| view.to_string())
    });
    answers.collect::<Vec<_>>().join("\n")
}

/// Asks everything there is to ask as somebody who visits a person.
fn visited(
    world: &World,
    viewer: domain::base::PersonId,
    submission: domain::reviews::SubmissionId,
) -> String {
    let answers = questions(world, submission).into_iter().map(|query| {
        let answer = world.store().answer_visitor(viewer, query, world.now());
        answer.map_or_else(|refusal| refusal.to_string(), |view| view.to_string())
    });
    answers.collect::<Vec<_>>().join("\n")
}

fn questions(world: &World, submission: domain::reviews::SubmissionId) -> Vec<Query> {
    let enrolment = world.enrolment(BOB);
    let section = world.section("final_days");
    vec![
        Query::Me,
        Query::Today,
        Query::Reviews { list: ReviewList::Queue },
        Query::Reviews { list: ReviewList::Mine },
        Query::Reviews { list: ReviewList::Done },
        Query::Room { submission },
        Query::Journeys,
        Query::Contents { enrolment },
        Query::Section { enrolment, section },
        Query::Besides,
        Query::Notifications,
    ]
}

each_engine! {
    fn p2_6_a_private_answer_never_reaches_a_mentor(world: World) {
        world.answer("final_days.hospice_fund", json!({ "institution": "Harbour Bank", "reference": CANARY }));
        let submission = world.request(BOB);
        for viewer in [ALICE, CAROL, ADMIN] {
            assert!(!everything(&world, viewer, submission).contains("canary-7f3a"), "before the claim");
        }
        let held = world.claim(ALICE, submission);
        for viewer in [ALICE, CAROL, ADMIN] {
            assert!(!everything(&world, viewer, submission).contains("canary-7f3a"), "during the review");
        }
        assert!(everything(&world, BOB, submission).contains("canary-7f3a"), "its owner sees it");
        world.write(ALICE, held, "Thank you.");
        world.answer("final_days.hospice_fund", json!({ "institution": "Harbour Bank", "reference": "canary-7f3a two" }));
        let refusal = world.run(ALICE, world.complete_of(held, Outcome::Approved)).unwrap_err();
        let told = serde_json::to_string(&refusal).unwrap();
        assert!(told.contains("Account for the hospice fund") && !told.contains("canary-7f3a"), "{told}");
    }

    fn p2_6_who_visits_sees_no_private_answer_and_no_draft(world: World) {
        world.answer("final_days.hospice_fund", json!({ "institution": "Harbour Bank", "reference": CANARY }));
        world.answer("final_days.music", "Seen on a visit.");
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, CANARY);
        let comment = world.comment(ALICE, held, CommentKind::Question, None, CANARY);
        assert!(everything(&world, BOB, submission).contains("canary-7f3a"), "its owner sees it");
        assert!(everything(&world, ALICE, submission).contains("canary-7f3a"), "its author sees it");
        assert!(visited(&world, BOB, submission).contains("Seen on a visit."), "a visit shows what is neither");
        for person in [BOB, ALICE] {
            assert!(!visited(&world, person, submission).contains("canary-7f3a"), "{person}");
        }
        let place = UnsentPlace::Reply { comment };
        let unsent = world.store().answer_visitor(BOB, Query::Unsent { place }, world.now());
        assert!(!unsent.map_or_else(|refusal| refusal.to_string(), |view| view.to_string()).contains("canary-7f3a"));
    }

    fn p2_6_who_visits_sees_no_text_that_waits_for_its_author(world: World) {
        // A draft of a review that was given back, and another version of a private answer.
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, CANARY);
        world.comment(ALICE, held, CommentKind::Question, None, CANARY);
        world.done(ALICE, ReviewsCommand::Release { held });
        let value = |reference: &str| json!({ "institution": "Harbour Bank", "reference": reference });
        world.answer("final_days.hospice_fund", value("4711"));
        let (enrolment, field) = (world.enrolment(BOB), world.field("final_days.hospice_fund"));
        let other = EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value: value(CANARY) };
        let mut envelope = world.envelope(BOB, other);
        envelope.base_rev = Some(Rev::default());
        world.send(&envelope).unwrap();
        for person in [BOB, ALICE] {
            assert!(everything(&world, person, submission).contains("canary-7f3a"), "{person} sees it");
            assert!(!visited(&world, person, submission).contains("canary-7f3a"), "{person}");
        }
    }

    fn p2_6_every_row_with_a_private_value_belongs_to_its_client_alone(world: World) {
        world.answer("final_days.hospice_fund", json!({ "institution": "Harbour Bank", "reference": CANARY }));
        let submission = world.request(BOB);
        world.claim(ALICE, submission);
        let holding: Vec<_> = world.rows().into_iter().filter(|row| format!("{row:?}").contains("canary-7f3a")).collect();
        assert_eq!(holding.len(), 2, "the answer and its frozen copy");
        for row in holding {
            let buckets: Vec<String> = store::expected_buckets(&row).into_iter().collect();
            assert_eq!(buckets, [format!("u:{BOB}")]);
        }
        store::testing::check_audiences(world.store());
    }

    fn p4_2_an_offered_draft_is_read_by_its_author_and_the_holder_alone(world: World) {
        let submission = world.request(BOB);
        let lost = world.claim(ALICE, submission);
        world.write(ALICE, lost, CANARY);
        world.done(ALICE, ReviewsCommand::Release { held: lost });
        let held = world.claim(CAROL, submission);
        world.done(ALICE, ReviewsCommand::Offer { offer: world.id(), submission, claim: held.claim, text: Offered::Note });
        for (viewer, sees) in [(ALICE, true), (CAROL, true), (BOB, false), (ADMIN, false)] {
            let offers = world.rows().into_iter().filter(|row| row.table() == Table::DraftOffer);
            let buckets: Vec<String> = offers.flat_map(|row| store::expected_buckets(&row)).collect();
            assert_eq!(buckets.contains(&format!("u:{viewer}")), sees, "{viewer}");
            assert_eq!(buckets.len(), 2, "no group of readers besides: {buckets:?}");
            assert_eq!(everything(&world, viewer, submission).contains("canary-7f3a"), sees, "{viewer}");
        }
        world.done(CAROL, ReviewsCommand::Release { held });
        assert!(!everything(&world, CAROL, submission).contains("canary-7f3a"), "after she gave it back");
        assert!(everything(&world, ALICE, submission).contains("canary-7f3a"), "its author keeps it");
        store::testing::check_audiences(world.store());
    }

    fn what_is_unsent_is_read_by_its_author_alone(world: World) {
        let held = world.claim(ALICE, world.request(BOB));
        let comment = world.comment(ALICE, held, CommentKind::Question, None, "Who decides?");
        world.complete(ALICE, held, Outcome::ChangesRequested);
        let place = UnsentPlace::Reply { comment };
        world.done(BOB, ReviewsCommand::SaveUnsent { place, body: CANARY.to_owned() });
        for viewer in [ALICE, BOB, CAROL, ADMIN] {
            let told: serde_json::Value = world.ask(viewer, Query::Unsent { place }).unwrap();
            let seen = told.to_string() + &everything(&world, viewer, held.submission);
            assert_eq!(seen.contains("canary-7f3a"), viewer == BOB, "{viewer}");
        }
    }

    fn p2_6_the_search_itself_finds_a_planted_leak(world: World) {
        world.answer("final_days.music", CANARY);
        let submission = world.request(BOB);
        world.claim(ALICE, submission);
        assert!(everything(&world, ALICE, submission).contains("canary-7f3a"));
    }
}
