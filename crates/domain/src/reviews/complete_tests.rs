use super::*;
use crate::base::Span;
use crate::notifications::Notification;
use crate::reviews::ReviewsCommand;
use crate::testing::{ALICE, BOB, CAROL, World, note};
use serde_json::json;

#[test]
fn p4_6_a_changed_section_must_be_acknowledged() {
    let mut world = World::new();
    world.answer("wishes.pin", "canary-1");
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.answer("wishes.name", "Robert Miller");
    world.answer("wishes.pin", "canary-2");

    let review = world.id();
    let complete = |acknowledged| {
        let outcome = Outcome::Approved;
        ReviewsCommand::Complete { held, review, outcome, acknowledged }
    };
    let refusal = world.refused_as(ALICE, Code::StaleRevision, complete(None));
    let fields = json!([
        { "field": world.field("wishes.name"), "label": "Your name" },
        { "field": world.field("wishes.pin"), "label": "PIN of the safe" },
    ]);
    let mut named = refusal.detail["fields"].as_array().unwrap().clone();
    named.sort_by_key(|field| field["label"].as_str() != Some("Your name"));
    assert_eq!(json!(named), fields);
    assert!(!serde_json::to_string(&refusal).unwrap().contains("canary"), "a private change is only named");
    let seen: Uuid = serde_json::from_value(refusal.detail["content"].clone()).unwrap();

    world.answer("wishes.name", "Robert B. Miller");
    let refusal = world.refused_as(ALICE, Code::StaleRevision, complete(Some(seen)));
    let seen: Uuid = serde_json::from_value(refusal.detail["content"].clone()).unwrap();
    world.done(ALICE, complete(Some(seen)));
    assert_eq!(world.submission(submission).state, SubmissionState::Approved);
}

#[test]
fn p4_6_a_section_that_says_the_same_again_needs_no_acknowledgement() {
    let mut world = World::new();
    world.answer("wishes.pin", "4711");
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.answer("wishes.pin", "0815");
    world.answer("wishes.pin", "4711");
    world.answer("wishes.name", "Robert");
    world.answer("wishes.name", "Bob Miller");
    world.complete(ALICE, held, Outcome::Approved);
}

#[test]
fn the_fingerprint_does_not_tell_what_a_private_answer_says() {
    let prints = ["4711", "0815"].map(|pin| {
        let mut world = World::new();
        world.answer("wishes.pin", pin);
        let submission = world.requested();
        world.submission(submission).content
    });
    assert_eq!(prints[0], prints[1], "a mentor could try all PINs otherwise");
}

#[test]
fn p4_7_completing_ten_times_is_one_transition() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.done(ALICE, World::save_note(held, "Well done."));
    world.comment(ALICE, held, "wishes.name", CommentKind::Praise);
    let command = world.complete_of(held, Outcome::Approved);
    let told = world.all::<Notification>().len();
    for _ in 0..10 {
        world.done(ALICE, command.clone());
        world.later(Span::seconds(1));
    }
    assert_eq!(world.all::<Review>().len(), 1);
    assert_eq!(world.all::<ReviewComment>().len(), 1);
    assert_eq!(world.all::<Notification>().len(), told + 1);
    assert_eq!(world.all::<ReviewDraft>().len() + world.all::<DraftComment>().len(), 0);
    let other = world.complete_of(held, Outcome::ChangesRequested);
    world.refused_as(ALICE, Code::AlreadyCompleted, other);
    world.refused_as(ALICE, Code::AlreadyCompleted, World::save_note(held, "One more thing"));
}

#[test]
fn a_reviews_id_belongs_to_one_review() {
    let mut world = World::new();
    let (first, second) = (world.requested(), world.requested_by_another());
    let (alice, carol) = (world.claim(ALICE, first), world.claim(CAROL, second));
    let review = world.complete(ALICE, alice, Outcome::Approved);
    let outcome = Outcome::Approved;
    let stolen = |held| ReviewsCommand::Complete { held, review, outcome, acknowledged: None };
    world.refused_as(CAROL, Code::Conflict, stolen(carol));
    world.refused_as(CAROL, Code::Conflict, stolen(alice));
    let changed = ReviewsCommand::Complete {
        held: alice,
        review,
        outcome: Outcome::ChangesRequested,
        acknowledged: None,
    };
    world.refused_as(ALICE, Code::AlreadyCompleted, changed);
    let row: Review = world.get(review);
    assert_eq!((row.submission_id, row.mentor_id), (first, ALICE));
}

#[test]
fn a_completed_review_holds_the_note_the_comments_and_the_checklist() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.done(ALICE, World::save_note(held, "Please say more."));
    let comment = world.comment(ALICE, held, "wishes.name", CommentKind::Required);
    let item = world.all::<ChecklistItem>().into_iter().find(|line| line.key == "next").unwrap().id;
    world.done(ALICE, ReviewsCommand::Mark { held, item, checked: true });
    let review = world.complete(ALICE, held, Outcome::ChangesRequested);

    let row: Review = world.get(review);
    assert_eq!(row.note, note("Please say more."));
    let ticked: Vec<_> = row.checklist.0.iter().map(|line| (line.text.as_str(), line.checked)).collect();
    assert_eq!(ticked, [("I said what is good.", false), ("I said what to do next.", true)]);
    assert_eq!(world.get::<ReviewComment>(comment).review_id, review);
    let round = world.submission(submission);
    assert_eq!((round.state, round.holder_id), (SubmissionState::ChangesRequested, Some(ALICE)));
    assert_eq!(world.find::<QueueItem>(submission), None);
    let told = world.all::<Notification>();
    assert!(told.iter().any(|told| {
        told.recipient_id == BOB
            && told.kind == NotificationKind::ChangesRequested
            && told.subject == "Wishes"
    }));
}

#[test]
fn approval_leaves_no_needed_change_open() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "wishes.name", CommentKind::Required);
    let approve = world.complete_of(held, Outcome::Approved);
    let refusal = world.refused_as(ALICE, Code::WrongState, approve.clone());
    assert_eq!(refusal.detail["comment"], json!(comment));
    world.done(ALICE, World::save_comment(held, comment, CommentKind::Suggestion, "You could say more"));
    world.done(ALICE, approve);
}

#[test]
fn asking_for_changes_says_what_should_change() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let ask = world.complete_of(held, Outcome::ChangesRequested);
    world.refused_as(ALICE, Code::Invalid, ask.clone());
    world.comment(ALICE, held, "", CommentKind::Praise);
    world.done(ALICE, ReviewsCommand::SaveNote { held, body: RichText::default() });
    world.refused_as(ALICE, Code::Invalid, ask.clone());
    world.comment(ALICE, held, "", CommentKind::Question);
    world.done(ALICE, ask);
}

#[test]
fn a_lease_that_ran_out_is_forgiven_while_nobody_else_claimed() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.later(Span::days(30));
    world.done(ALICE, World::save_note(held, "From the tunnel"));
    world.complete(ALICE, held, Outcome::Approved);
}

#[test]
fn the_draft_of_another_mentor_stays_theirs() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.done(ALICE, World::save_note(held, "Words of Alice"));
    let comment = world.comment(ALICE, held, "", CommentKind::Required);
    world.later(Span::days(4));
    let new = world.claim(CAROL, submission);
    world.complete(CAROL, new, Outcome::Approved);
    assert_eq!(world.get::<DraftComment>(comment).mentor_id, ALICE);
    world.get::<ReviewDraft>(ReviewDraft::id_of(submission, ALICE));
}
