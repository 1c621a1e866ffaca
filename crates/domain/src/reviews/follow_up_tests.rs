use super::*;
use crate::base::Span;
use crate::notifications::Notification;
use crate::reviews::{CommentKind, Outcome, ReviewsCommand};
use crate::testing::{ALICE, BOB, CAROL, World, note};

/// Returns a world with a completed review of Alice's, and a comment of it.
fn reviewed() -> (World, ReviewId, CommentId) {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "wishes.name", CommentKind::Suggestion);
    let review = world.complete(ALICE, held, Outcome::Approved);
    (world, review, comment)
}

fn told(world: &World, person: PersonId, kind: NotificationKind) -> usize {
    let told = world.all::<Notification>();
    told.iter().filter(|told| told.recipient_id == person && told.kind == kind).count()
}

#[test]
fn only_the_mentor_of_a_review_adds_to_it() {
    let (mut world, review, _) = reviewed();
    let amendment = world.id();
    let amend = |text: &str| ReviewsCommand::Amend { review, amendment, body: note(text) };
    world.refused_as(BOB, Code::Forbidden, amend("More"));
    world.refused_as(CAROL, Code::NotFound, amend("More"));
    world.refused_as(ALICE, Code::Invalid, amend(""));
    world.done(ALICE, amend("More"));
    world.done(ALICE, amend("More"));
    world.refused_as(ALICE, Code::Conflict, amend("Another text would be lost without a word"));
    assert_eq!(world.all::<ReviewAmendment>().len(), 1);
    assert_eq!(told(&world, BOB, NotificationKind::ReviewAmended), 1);
}

#[test]
fn client_and_mentor_settle_a_comment_and_reopen_it() {
    let (mut world, _, comment) = reviewed();
    for (person, resolved) in [(BOB, true), (ALICE, false), (ALICE, true)] {
        world.done(person, ReviewsCommand::Resolve { comment, resolved });
        let row: CommentResolution = world.get(comment);
        assert_eq!((row.person_id, row.resolved), (person, resolved));
    }
    world.refused_as(CAROL, Code::NotFound, ReviewsCommand::Resolve { comment, resolved: false });
    assert_eq!(world.all::<CommentResolution>().len(), 1);
}

#[test]
fn client_and_mentor_reply_and_the_other_is_told() {
    let (mut world, _, comment) = reviewed();
    let reply = |world: &mut World, person, body: &str| {
        let reply = world.id();
        let command = ReviewsCommand::Reply { comment, reply, body: body.to_owned() };
        world.run(person, command).map(|()| reply)
    };
    let first = reply(&mut world, BOB, "What do you mean?").unwrap();
    reply(&mut world, ALICE, "Your full name.").unwrap();
    assert_eq!(reply(&mut world, CAROL, "Hello").unwrap_err().code, Code::NotFound);
    assert_eq!(reply(&mut world, BOB, " ").unwrap_err().code, Code::Invalid);
    let again = ReviewsCommand::Reply { comment, reply: first, body: "Something else".to_owned() };
    world.refused_as(BOB, Code::Conflict, again.clone());
    world.refused_as(ALICE, Code::Conflict, again);
    assert_eq!(world.all::<CommentReply>().len(), 2);
    assert_eq!(told(&world, ALICE, NotificationKind::CommentReplied), 1);
    assert_eq!(told(&world, BOB, NotificationKind::CommentReplied), 1);
}

#[test]
fn a_comment_of_the_round_before_can_still_be_settled() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "wishes.name", CommentKind::Required);
    world.complete(ALICE, held, Outcome::ChangesRequested);
    world.answer("wishes.name", "Robert Miller");
    let second = world.request("wishes");
    world.done(BOB, ReviewsCommand::Resolve { comment, resolved: true });
    let held = world.claim(ALICE, second);
    world.done(ALICE, ReviewsCommand::Resolve { comment, resolved: false });
    world.complete(ALICE, held, Outcome::Approved);
}

/// Returns a world in which a note of Alice's was kept after she lost her claim, and who may keep.
fn kept() -> (World, KeptTextId, Held) {
    let mut world = World::new();
    let submission = world.requested();
    let old = world.claim(ALICE, submission);
    world.later(Span::days(4));
    let new = world.claim(CAROL, submission);
    let lost = World::save_note(old, "Typed in the tunnel");
    world.refused_as(ALICE, Code::LeaseLost, lost.clone());
    let kept = world.keep(ALICE, &lost);
    world.done(CAROL, ReviewsCommand::Release { held: new });
    let held = world.claim(ALICE, submission);
    (world, kept, held)
}

#[test]
fn p4_2_a_refused_text_is_kept_byte_for_byte() {
    let (mut world, kept, held) = kept();
    let row: KeptText = world.get(kept);
    assert_eq!(row.body, note("Typed in the tunnel").as_str());
    assert_eq!((row.author_id, row.submission_id), (ALICE, Some(held.submission)));
}

#[test]
fn p4_2_a_kept_note_is_put_after_what_the_draft_says() {
    let (mut world, kept, held) = kept();
    world.done(ALICE, World::save_note(held, "Typed at home"));
    world.done(ALICE, ReviewsCommand::Reattach { kept, held });
    let draft: ReviewDraft = world.get(ReviewDraft::id_of(held.submission, ALICE));
    assert_eq!(draft.body.document().to_plain_text(), "Typed at home\n\nTyped in the tunnel");
    assert!(world.get::<KeptText>(kept).dismissed_at.is_some());
    world.done(ALICE, ReviewsCommand::Reattach { kept, held });
    let again: ReviewDraft = world.get(ReviewDraft::id_of(held.submission, ALICE));
    assert_eq!(again.body, draft.body, "not twice");
}

#[test]
fn a_kept_note_fills_an_empty_draft_and_is_not_put_after_itself() {
    for before in ["", "Typed in the tunnel"] {
        let (mut world, kept, held) = kept();
        world.done(ALICE, World::save_note(held, before));
        world.done(ALICE, ReviewsCommand::Reattach { kept, held });
        let draft: ReviewDraft = world.get(ReviewDraft::id_of(held.submission, ALICE));
        assert_eq!(draft.body, note("Typed in the tunnel"));
    }
}

#[test]
fn a_kept_text_that_does_not_fit_stays_kept() {
    let (mut world, kept, held) = kept();
    let long = "word ".repeat(9_998);
    world.done(ALICE, World::save_note(held, &long));
    world.refused_as(ALICE, Code::Invalid, ReviewsCommand::Reattach { kept, held });
    assert_eq!(world.get::<KeptText>(kept).dismissed_at, None);
}

#[test]
fn only_its_author_takes_a_kept_text_up_or_puts_it_away() {
    let (mut world, kept, held) = kept();
    world.refused_as(CAROL, Code::NotFound, ReviewsCommand::Dismiss { kept });
    world.refused_as(CAROL, Code::NotFound, ReviewsCommand::Reattach { kept, held });
    world.done(ALICE, ReviewsCommand::Release { held });
    world.refused_as(ALICE, Code::LeaseLost, ReviewsCommand::Reattach { kept, held });
    world.done(ALICE, ReviewsCommand::Dismiss { kept });
    let put_away = world.get::<KeptText>(kept).dismissed_at;
    assert!(put_away.is_some());
    world.later(Span::seconds(9));
    world.done(ALICE, ReviewsCommand::Dismiss { kept });
    assert_eq!(world.get::<KeptText>(kept).dismissed_at, put_away);
}

#[test]
fn what_was_put_away_is_taken_up_again_by_its_author() {
    let (mut world, kept, _) = kept();
    let before = world.get::<KeptText>(kept);
    world.done(ALICE, ReviewsCommand::Dismiss { kept });
    world.refused_as(CAROL, Code::NotFound, ReviewsCommand::TakeUp { kept });
    assert!(world.get::<KeptText>(kept).dismissed_at.is_some());
    world.done(ALICE, ReviewsCommand::TakeUp { kept });
    let after = world.get::<KeptText>(kept);
    assert_eq!((after.dismissed_at, after.body), (None, before.body));
}

#[test]
fn only_the_program_itself_keeps_texts() {
    let mut world = World::new();
    let text =
        UserText { purpose: KeptPurpose::Note, subject: world.id(), submission: None, text: "x".into() };
    let keep = ReviewsCommand::Keep { kept: world.id(), author: BOB, text, reason: "none".into() };
    for person in [ALICE, BOB, crate::testing::ROOT] {
        world.refused_as(person, Code::Forbidden, keep.clone());
    }
}
