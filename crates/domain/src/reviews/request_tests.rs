use super::*;
use crate::enrolments::EnrolmentsCommand;
use crate::journeys::FieldId;
use crate::reviews::{ClaimEnd, CommentKind, Outcome, ReviewsCommand};
use crate::testing::{ALICE, BOB, CAROL, DAN, JOURNEY, World, guide_json};
use serde_json::json;

fn sent(world: &mut World, submission: SubmissionId) -> Vec<SubmissionAnswer> {
    world.list(SubmissionAnswer::BY_SUBMISSION, &[submission.to_value()])
}

fn sent_for(world: &mut World, submission: SubmissionId, field: FieldId) -> Option<SubmissionAnswer> {
    sent(world, submission).into_iter().find(|answer| answer.field_id == field)
}

#[test]
fn a_request_freezes_shared_and_private_answers_apart() {
    let mut world = World::new();
    world.answer("wishes.pin", "4711");
    let submission = world.requested();
    let (name, pin) = (world.field("wishes.name"), world.field("wishes.pin"));
    world.answer("wishes.name", "Robert Miller");
    world.answer("wishes.pin", "0815");

    let answer = sent_for(&mut world, submission, name).unwrap();
    assert_eq!(answer.value, Some(Json(json!("Bob Miller"))));
    let hidden = sent_for(&mut world, submission, pin).unwrap();
    assert_eq!((hidden.value, hidden.hidden_change), (None, false));
    let private: Vec<SubmissionPrivate> =
        world.list(SubmissionPrivate::BY_SUBMISSION, &[submission.to_value()]);
    assert_eq!(private.iter().map(|row| row.value.0.clone()).collect::<Vec<_>>(), [json!("4711")]);
    assert_eq!(world.get::<QueueItem>(submission).words, 3, "two of the name and one choice");
}

#[test]
fn an_answer_to_what_is_no_longer_asked_is_not_sent() {
    let mut world = World::new();
    world.answer("wishes.way", "burial");
    world.answer("wishes.plot", "Under the oak, which nobody should know any more");
    let submission = world.requested();
    let plot = world.field("wishes.plot");
    assert_eq!(sent_for(&mut world, submission, plot), None);
}

#[test]
fn answers_that_nobody_asks_for_any_more_are_nothing_to_review() {
    let mut world = World::new();
    world.answer("wishes.way", "burial");
    world.answer("wishes.plot", "Under the oak");
    world.answer("wishes.way", json!(null));
    let request = world.request_of("wishes");
    let refusal = world.refused_as(BOB, Code::Invalid, request);
    assert_eq!(refusal.message, "There is nothing to review yet.");
}

#[test]
fn an_answer_stays_private_when_its_field_changes_sides() {
    let mut world = World::new();
    world.answer("wishes.name", "Bob Miller");
    world.answer("wishes.pin", "canary-pin");
    world.answer("wishes.story", "canary-story");
    let mut file = guide_json();
    let fields = file["categories"][0]["sections"][0]["fields"].as_array_mut().unwrap();
    fields[3]["sensitivity"] = json!("review");
    fields[5]["sensitivity"] = json!("private");
    world.import(file);
    let submission = world.request("wishes");
    for path in ["wishes.pin", "wishes.story"] {
        let field = world.field(path);
        assert_eq!(sent_for(&mut world, submission, field).unwrap().value, None, "{path}");
    }
}

#[test]
fn what_is_missing_or_half_done_is_named() {
    let mut world = World::new();
    let request = world.request_of("wishes");
    world.refused_as(BOB, Code::Invalid, request.clone());

    world.answer("wishes.way", "burial");
    let refusal = world.refused_as(BOB, Code::Invalid, request.clone());
    assert_eq!(refusal.message, "“Your name” needs an answer before a mentor can help.");
    assert_eq!(refusal.detail["field"], json!(world.field("wishes.name")));

    world.answer("wishes.name", "Bob Miller");
    let refusal = world.refused_as(BOB, Code::Invalid, request.clone());
    assert_eq!(refusal.detail["field"], json!(world.field("wishes.plot")), "it is asked, so it is needed");

    world.answer("wishes.plot", "Row 7");
    world.answer("wishes.mail", "bob@");
    let refusal = world.refused_as(BOB, Code::Invalid, request.clone());
    assert_eq!(refusal.detail["field"], json!(world.field("wishes.mail")));

    world.answer("wishes.mail", "bob@example.org");
    world.done(BOB, request);
}

#[test]
fn an_entry_without_what_it_needs_is_named() {
    let mut world = World::new();
    let (first, second) = (world.contact(), world.contact());
    world.answer_in(first, "contacts.who", "Mei");
    world.answer_in(second, "contacts.secret", "The song");
    let request = world.request_of("contacts");
    let refusal = world.refused_as(BOB, Code::Invalid, request);
    assert_eq!(refusal.detail["item"], json!(second));
}

#[test]
fn only_the_client_with_reviews_in_their_plan_asks() {
    let mut world = World::new();
    world.answer("wishes.name", "Bob Miller");
    let request = world.request_of("wishes");
    for stranger in [ALICE, DAN] {
        world.refused_as(stranger, Code::NotFound, request.clone());
    }
    let client = world.id();
    world.person(client, "Eve", &[crate::command::Role::Client]);
    world.done(client, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Essentials });
    let request = world.request_by(client, "wishes");
    world.refused_as(client, Code::Forbidden, request);
}

#[test]
fn a_section_has_one_open_round() {
    let mut world = World::new();
    world.requested();
    let again = world.request_of("wishes");
    world.refused_as(BOB, Code::WrongState, again);
}

#[test]
fn a_rounds_id_is_never_used_again() {
    let mut world = World::new();
    let submission = world.requested();
    world.done(BOB, ReviewsCommand::Cancel { submission });
    world.answer("letters.letter", "Dear all");
    let mut taken = |section: &str| {
        let request = world.request_of(section);
        let ReviewsCommand::Request { enrolment, section, priority, preferred, .. } = request else {
            unreachable!()
        };
        let message = "Another".to_owned();
        ReviewsCommand::Request { submission, enrolment, section, message, priority, preferred }
    };
    for request in [taken("wishes"), taken("letters")] {
        world.refused_as(BOB, Code::Conflict, request);
    }
    assert_eq!(world.submission(submission).state, SubmissionState::Cancelled);

    let answer = world.answer_of(DAN, "wishes.name", None, "Dan");
    world.done(DAN, answer);
    let stolen = ReviewsCommand::Request {
        submission,
        enrolment: Enrolment::id_of(JOURNEY, DAN),
        section: world.section("wishes"),
        message: String::new(),
        priority: Priority::Normal,
        preferred: None,
    };
    world.refused_as(DAN, Code::Conflict, stolen);
    assert_eq!(world.submission(submission).client_id, BOB);
}

#[test]
fn a_later_round_goes_first_to_the_mentor_who_answered_the_one_before() {
    let mut world = World::new();
    let first = world.requested();
    let held = world.claim(CAROL, first);
    world.ask_for_changes(CAROL, held);
    world.answer("wishes.name", "Bob A. Miller");
    let second = world.request("wishes");
    assert_eq!(world.submission(second).round, 2);
    assert_eq!(world.submission(second).previous_id, Some(first));
    assert_eq!(world.get::<QueueItem>(second).reserved_for, Some(CAROL));
    assert_eq!(world.try_claim(ALICE, second).unwrap_err().code, Code::AlreadyClaimed);
    world.claim(CAROL, second);
}

#[test]
fn a_round_that_was_taken_back_is_not_what_the_next_one_is_compared_with() {
    let mut world = World::new();
    world.answer("wishes.pin", "4711");
    let first = world.requested();
    let held = world.claim(CAROL, first);
    world.ask_for_changes(CAROL, held);
    world.answer("wishes.pin", "0815");
    let second = world.request("wishes");
    world.done(BOB, ReviewsCommand::Cancel { submission: second });
    let third = world.request("wishes");
    let round = world.submission(third);
    assert_eq!((round.round, round.previous_id), (3, Some(first)));
    assert_eq!(world.get::<QueueItem>(third).reserved_for, Some(CAROL));
    let pin = world.field("wishes.pin");
    assert!(sent_for(&mut world, third, pin).unwrap().hidden_change, "since the round that Carol read");
}

#[test]
fn a_mentor_who_no_longer_reviews_the_journey_does_not_hold_a_later_round_up() {
    let mut world = World::new();
    let first = world.requested();
    let held = world.claim(CAROL, first);
    world.ask_for_changes(CAROL, held);
    world.assign(CAROL, false);
    let second = world.request("wishes");
    world.claim(ALICE, second);
}

#[test]
fn a_request_that_is_taken_back_ends_the_claim_and_keeps_the_draft() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.done(ALICE, World::save_note(held, "Words"));
    let comment = world.comment(ALICE, held, "wishes.name", CommentKind::Question);
    for stranger in [ALICE, DAN] {
        world.refused_as(stranger, Code::NotFound, ReviewsCommand::Cancel { submission });
    }
    world.done(BOB, ReviewsCommand::Cancel { submission });
    world.done(BOB, ReviewsCommand::Cancel { submission });
    assert_eq!(world.claims(submission)[0].ending, Some(ClaimEnd::Cancelled));
    assert_eq!(world.find::<QueueItem>(submission), None);
    assert_eq!(world.submission(submission).holder_id, None);
    assert!(sent(&mut world, submission).iter().all(|answer| answer.holder_id.is_none()));
    let refusal = world.refused_as(ALICE, Code::LeaseLost, World::save_note(held, "More"));
    assert_eq!(refusal.message, "The client took this request back.");
    world.get::<crate::reviews::DraftComment>(comment);
    assert_eq!(world.try_claim(CAROL, submission).unwrap_err().code, Code::WrongState);
}

#[test]
fn a_completed_round_cannot_be_taken_back() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.complete(ALICE, held, Outcome::Approved);
    world.refused_as(BOB, Code::WrongState, ReviewsCommand::Cancel { submission });
}

#[test]
fn a_message_has_at_most_2000_characters() {
    let mut world = World::new();
    world.answer("wishes.name", "Bob Miller");
    let mut say = |message: String| {
        let request = world.request_of("wishes");
        let ReviewsCommand::Request { submission, enrolment, section, priority, preferred, .. } = request
        else {
            unreachable!()
        };
        world.run(
            BOB,
            ReviewsCommand::Request { submission, enrolment, section, message, priority, preferred },
        )
    };
    assert_eq!(say("字".repeat(2_001)).unwrap_err().code, Code::Invalid);
    say("字".repeat(2_000)).unwrap();
}
