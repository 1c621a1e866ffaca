use super::*;
use crate::enrolments::EnrolmentsCommand;
use crate::reviews::{
    Choice, DraftComment, Outcome, Priority, ReplyId, Review, ReviewsCommand, Submission, SubmissionAnswer,
};
use crate::testing::{ALICE, BOB, World};
use serde_json::json;

fn unsent(place: UnsentPlace, body: &str) -> ReviewsCommand {
    ReviewsCommand::SaveUnsent { place, body: body.to_owned() }
}

/// Returns what stands in somebody's boxes.
fn boxes(world: &World) -> Vec<String> {
    world.all::<UnsentText>().into_iter().map(|row| row.body).collect()
}

/// Returns what is kept and waits.
fn waiting(world: &World) -> Vec<String> {
    let waits = |kept: &KeptText| kept.dismissed_at.is_none();
    world.all::<KeptText>().into_iter().filter(waits).map(|kept| kept.body).collect()
}

/// Alice comments on Bob's wishes and sends the review: he can reply.
fn commented(world: &mut World) -> (CommentId, UnsentPlace) {
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "", CommentKind::Question);
    world.complete(ALICE, held, Outcome::Approved);
    (comment, UnsentPlace::Reply { comment })
}

#[test]
fn a_review_with_two_versions_of_a_text_is_sent_once_its_mentor_decided() {
    let mut world = World::new();
    let (held, kept) = world.two_notes();
    let complete = world.complete_of(held, Outcome::Approved);
    let refusal = world.refused_as(ALICE, Code::Conflict, complete.clone());
    assert_eq!(refusal.detail, json!({ "kept": kept }));
    let beside = Beside::Note { held };
    world.done(ALICE, ReviewsCommand::Settle { kept, beside, choice: Choice::Mine });
    world.done(ALICE, complete);
    assert_eq!(world.all::<Review>()[0].note.document().to_plain_text(), "On the desk.");
}

#[test]
fn two_versions_of_a_comment_hold_the_review_back_and_those_of_another_review_do_not() {
    let mut world = World::new();
    let (held, kept) = world.two_notes();
    let other = world.requested_by_another();
    let other = world.claim(ALICE, other);
    world.complete(ALICE, other, Outcome::Approved);
    world.done(ALICE, ReviewsCommand::Dismiss { kept });

    let comment: CommentId = world.id();
    let save = |body: &str| World::save_comment(held, comment, CommentKind::Question, body);
    world.done(ALICE, save("On the laptop?"));
    world.done_on_another_device(ALICE, save("On the desk?"));
    let complete = world.complete_of(held, Outcome::ChangesRequested);
    world.refused_as(ALICE, Code::Conflict, complete);
}

#[test]
fn a_section_with_two_versions_of_an_answer_is_sent_once_its_client_decided() {
    let mut world = World::new();
    world.answer("wishes.name", "Robert");
    let (enrolment, field) = (world.enrolment(), world.field("wishes.name"));
    let value = json!("Bob");
    world.done_on_another_device(BOB, EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value });
    let (submission, section) = (world.id(), world.section("wishes"));
    let (message, priority, preferred) = (String::new(), Priority::Normal, None);
    let request = ReviewsCommand::Request { submission, enrolment, section, message, priority, preferred };
    world.refused_as(BOB, Code::Conflict, request.clone());
    let kept = world.all::<KeptText>()[0].clone();
    let beside = kept.beside.unwrap().0;
    world.done(BOB, ReviewsCommand::Settle { kept: kept.id, beside, choice: Choice::Mine });
    world.done(BOB, request);
    assert_eq!(world.all::<Submission>().len(), 1);
    assert!(world.all::<SubmissionAnswer>().iter().any(|answer| answer.value == Some(Json(json!("Bob")))));
}

#[test]
fn what_is_sent_takes_nothing_away_that_its_author_did_not_see() {
    let mut world = World::new();
    let (comment, place) = commented(&mut world);
    world.done(BOB, unsent(place, "A long answer, begun on the laptop."));
    world.done_on_another_device(BOB, unsent(place, "Yes."));
    assert_eq!(waiting(&world), ["Yes."]);
    let reply: ReplyId = world.id();
    world.done(BOB, ReviewsCommand::Reply { comment, reply, body: "Yes.".to_owned() });
    assert_eq!(boxes(&world), ["A long answer, begun on the laptop."]);
    assert_eq!(waiting(&world), [""; 0], "it was sent, and waits for nobody");
}

#[test]
fn emptying_takes_nothing_away_that_its_author_did_not_see() {
    let mut world = World::new();
    let (_, place) = commented(&mut world);
    world.done(BOB, unsent(place, "A long answer."));
    world.done_on_another_device(BOB, unsent(place, ""));
    assert_eq!(boxes(&world), ["A long answer."]);
    world.done(BOB, unsent(place, ""));
    assert_eq!(boxes(&world), [""; 0]);
}

#[test]
fn a_comment_is_not_taken_away_by_whoever_saw_another_version() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "", CommentKind::Question);
    let remove = ReviewsCommand::RemoveComment { held, comment };
    world.done_on_another_device(ALICE, remove.clone());
    assert!(world.find::<DraftComment>(comment).is_some());
    world.done(ALICE, remove);
    assert!(world.find::<DraftComment>(comment).is_none());
}
