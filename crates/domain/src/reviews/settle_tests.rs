use super::*;
use crate::base::Code;
use crate::enrolments::{Answer, EnrolmentsCommand};
use crate::reviews::{CommentId, CommentKind, Held, ReviewsCommand};
use crate::testing::{ALICE, BOB, CAROL, World, note};
use proptest::{prop_assert_eq, proptest};
use serde_json::json;

/// Returns a world in which two devices of Alice's wrote the note: one text stands, the other one is kept.
fn two_notes() -> (World, Held, KeptTextId) {
    let mut world = World::new();
    let (held, kept) = world.two_notes();
    (world, held, kept)
}

fn stands(world: &mut World, held: Held) -> String {
    let draft: ReviewDraft = world.get(ReviewDraft::id_of(held.submission, ALICE));
    draft.body.document().to_plain_text()
}

fn kept_text(world: &mut World, kept: KeptTextId) -> (String, bool) {
    let kept: KeptText = world.get(kept);
    (RichText::parse(&kept.body).unwrap().document().to_plain_text(), kept.dismissed_at.is_some())
}

fn settle(held: Held, kept: KeptTextId, choice: Choice) -> ReviewsCommand {
    ReviewsCommand::Settle { kept, beside: Beside::Note { held }, choice }
}

#[test]
fn one_s_own_text_takes_the_place_of_the_other_which_is_kept_and_can_come_back() {
    let (mut world, held, kept) = two_notes();
    world.done(ALICE, settle(held, kept, Choice::Mine));
    assert_eq!(stands(&mut world, held), "On the desk.");
    assert_eq!(kept_text(&mut world, kept), ("On the laptop.".to_owned(), true));
    world.done(ALICE, settle(held, kept, Choice::Mine));
    assert_eq!(stands(&mut world, held), "On the desk.", "it was decided already");
    world.done(ALICE, settle(held, kept, Choice::Back));
    assert_eq!(stands(&mut world, held), "On the laptop.");
    assert_eq!(kept_text(&mut world, kept), ("On the desk.".to_owned(), false));
}

#[test]
fn what_came_since_one_looked_is_kept_too() {
    let (mut world, held, kept) = two_notes();
    world.done(ALICE, World::save_note(held, "On the laptop, and more."));
    world.done(ALICE, settle(held, kept, Choice::Mine));
    assert_eq!(kept_text(&mut world, kept), ("On the laptop, and more.".to_owned(), true));
}

#[test]
fn both_stand_one_after_the_other() {
    let (mut world, held, kept) = two_notes();
    world.done(ALICE, settle(held, kept, Choice::Both));
    assert_eq!(stands(&mut world, held), "On the laptop.\n\nOn the desk.");
    assert_eq!(kept_text(&mut world, kept), ("On the desk.".to_owned(), true));
    for _ in 0..2 {
        world.done(ALICE, settle(held, kept, Choice::Apart));
        assert_eq!(stands(&mut world, held), "On the laptop.");
        assert_eq!(kept_text(&mut world, kept), ("On the desk.".to_owned(), false));
    }
}

#[test]
fn what_was_written_since_is_not_taken_apart() {
    let (mut world, held, kept) = two_notes();
    world.done(ALICE, settle(held, kept, Choice::Both));
    world.done(ALICE, World::save_note(held, "On the laptop.\n\nOn the desk. And more."));
    world.refused_as(ALICE, Code::Conflict, settle(held, kept, Choice::Apart));
    assert_eq!(stands(&mut world, held), "On the laptop.\n\nOn the desk. And more.");
    assert_eq!(kept_text(&mut world, kept), ("On the desk.".to_owned(), true));
}

#[test]
fn two_texts_that_are_put_together_can_be_taken_apart() {
    let place = Beside::Comment {
        held: Held::default(),
        comment: CommentId::default(),
        anchor: Default::default(),
        kind: CommentKind::Praise,
    };
    let text = "[ab\n ]{0,6}";
    proptest!(|(first in text, then in text)| {
        let both = joined(place, &first, &then).unwrap();
        let apart = parted(place, &both, &then).unwrap();
        // A first text without a word gives way.
        let left = if first.trim().is_empty() { &then } else { &first };
        prop_assert_eq!(apart.as_ref(), Some(left), "{:?}", both);
    });
}

#[test]
fn nobody_else_decides_and_nobody_writes_under_a_claim_that_is_gone() {
    let (mut world, held, kept) = two_notes();
    world.refused_as(CAROL, Code::NotFound, settle(held, kept, Choice::Mine));
    let elsewhere = Beside::Comment {
        held,
        comment: CommentId::default(),
        anchor: Default::default(),
        kind: CommentKind::Praise,
    };
    let other = ReviewsCommand::Settle { kept, beside: elsewhere, choice: Choice::Mine };
    world.refused_as(ALICE, Code::NotFound, other);
    world.done(ALICE, ReviewsCommand::Release { held });
    world.refused_as(ALICE, Code::LeaseLost, settle(held, kept, Choice::Mine));
    assert_eq!(kept_text(&mut world, kept), ("On the desk.".to_owned(), false));
}

#[test]
fn a_comment_and_an_answer_are_decided_alike() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment: CommentId = world.id();
    let save = |body: &str| World::save_comment(held, comment, CommentKind::Question, body);
    world.done(ALICE, save("On the laptop?"));
    world.done_on_another_device(ALICE, save("On the desk?"));
    let kept = world.all::<KeptText>()[0].clone();
    let beside = kept.beside.unwrap().0;
    world.done(ALICE, ReviewsCommand::Settle { kept: kept.id, beside, choice: Choice::Mine });
    assert_eq!(world.get::<DraftComment>(comment).body, "On the desk?");
    assert_eq!(world.get::<KeptText>(kept.id).body, "On the laptop?");

    let (enrolment, field) = (world.enrolment(), world.field("wishes.name"));
    let answer =
        |value: &str| EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value: json!(value) };
    world.done(BOB, answer("Robert"));
    world.done_on_another_device(BOB, answer("Bob"));
    let kept = world.all::<KeptText>().into_iter().find(|kept| kept.author_id == BOB).unwrap();
    let beside = kept.beside.unwrap().0;
    world.done(BOB, ReviewsCommand::Settle { kept: kept.id, beside, choice: Choice::Mine });
    assert!(world.all::<Answer>().iter().any(|row| row.value.0 == json!("Bob")));
    assert_eq!(world.get::<KeptText>(kept.id).body, "Robert");
}

#[test]
fn a_text_that_was_refused_is_not_decided_this_way() {
    let (mut world, held, kept) = two_notes();
    let mut row: KeptText = world.get(kept);
    row.beside = None;
    (&mut world.rows as &mut dyn Rows).save(row).unwrap();
    world.refused_as(ALICE, Code::NotFound, settle(held, kept, Choice::Mine));
    assert_eq!(stands(&mut world, held), "On the laptop.");
    assert_eq!(note("On the laptop."), world.all::<ReviewDraft>()[0].body);
}
