use super::*;
use crate::notifications::Notification;
use crate::reviews::{CommentKind, ReviewsCommand};
use crate::testing::{ALICE, BOB, CAROL, DAN, SYSTEM, World, note};

const WORDS: &str = "Dear Bob, say who should be called.";

/// Alice writes a note and loses the review to Carol.
fn lost(world: &mut World) -> (Held, Held) {
    let submission = world.requested();
    let lost = world.claim(ALICE, submission);
    world.done(ALICE, World::save_note(lost, WORDS));
    world.later(crate::base::Span::hours(73));
    (lost, world.claim(CAROL, submission))
}

fn offer_to(world: &mut World, now: Held, text: Offered) -> ReviewsCommand {
    ReviewsCommand::Offer { offer: world.id(), submission: now.submission, claim: now.claim, text }
}

fn offers(world: &World) -> Vec<DraftOffer> {
    world.all()
}

fn told(world: &World, person: PersonId) -> usize {
    let about_drafts =
        |told: &&Notification| told.recipient_id == person && told.kind == NotificationKind::DraftOffered;
    world.all::<Notification>().iter().filter(about_drafts).count()
}

#[test]
fn p4_2_a_lost_note_goes_to_the_new_holder_to_the_byte_and_stays_with_its_author() {
    let mut world = World::new();
    let (lost, now) = lost(&mut world);
    let offer = offer_to(&mut world, now, Offered::Note);
    world.done(ALICE, offer);
    let [offer] = offers(&world).try_into().unwrap();
    assert_eq!((offer.author_id, offer.holder_id, offer.claim_id), (ALICE, CAROL, now.claim));
    let draft: ReviewDraft = world.get(ReviewDraft::id_of(lost.submission, ALICE));
    assert_eq!(offer.body, draft.body.as_str());
    assert_eq!(draft.body, note(WORDS));
    assert_eq!((told(&world, CAROL), told(&world, ALICE), told(&world, BOB)), (1, 0, 0));
}

#[test]
fn p4_2_a_kept_text_and_a_comment_can_be_offered_too() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "wishes.name", CommentKind::Suggestion);
    let kept = world.keep(ALICE, &World::save_note(held, "Late words"));
    world.done(ALICE, ReviewsCommand::Release { held });
    let now = world.claim(CAROL, submission);
    let offer = offer_to(&mut world, now, Offered::Kept(kept));
    world.done(ALICE, offer);
    let offer = offer_to(&mut world, now, Offered::Comment(comment));
    world.done(ALICE, offer);
    let mut bodies: Vec<_> =
        offers(&world).into_iter().map(|row| (row.purpose, row.body, row.field_id)).collect();
    bodies.sort_by_key(|(purpose, ..)| *purpose);
    let field = world.field("wishes.name");
    let expected = [
        (KeptPurpose::Note, note("Late words").as_str().to_owned(), None),
        (KeptPurpose::Comment, "About wishes.name".to_owned(), Some(field)),
    ];
    assert_eq!(bodies, expected);
}

#[test]
fn only_who_wrote_it_and_held_the_review_offers() {
    let mut world = World::new();
    let (_, now) = lost(&mut world);
    let kept = world.keep(ALICE, &World::save_note(now, "Late words"));
    for stranger in [BOB, CAROL, DAN] {
        let offer = offer_to(&mut world, now, Offered::Kept(kept));
        world.refused_as(stranger, Code::NotFound, offer);
    }
    // A client who is a mentor elsewhere pretends to have written about their own section.
    let own = world.keep(BOB, &World::save_note(now, "My own words"));
    let offer = offer_to(&mut world, now, Offered::Kept(own));
    world.refused_as(BOB, Code::NotFound, offer);
    world.assign(ALICE, false);
    let offer = offer_to(&mut world, now, Offered::Note);
    world.refused_as(ALICE, Code::NotFound, offer);
}

#[test]
fn a_text_goes_to_the_one_whom_its_author_meant_and_once() {
    let mut world = World::new();
    let (lost, now) = lost(&mut world);
    let offer = offer_to(&mut world, lost, Offered::Note);
    world.refused_as(ALICE, Code::Conflict, offer);
    let offer = offer_to(&mut world, now, Offered::Note);
    world.done(ALICE, offer);
    let offer = offer_to(&mut world, now, Offered::Note);
    world.refused_as(ALICE, Code::WrongState, offer);
    world.done(CAROL, ReviewsCommand::Release { held: now });
    let offer = offer_to(&mut world, now, Offered::Note);
    world.refused_as(ALICE, Code::WrongState, offer);
    let own = world.claim(ALICE, lost.submission);
    let offer = offer_to(&mut world, own, Offered::Note);
    world.refused_as(ALICE, Code::WrongState, offer);
}

#[test]
fn nothing_is_offered_that_has_no_words_or_is_neither_note_nor_comment() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.done(ALICE, World::save_note(held, ""));
    world.done(ALICE, ReviewsCommand::Release { held });
    let now = world.claim(CAROL, submission);
    let offer = offer_to(&mut world, now, Offered::Note);
    world.refused_as(ALICE, Code::Invalid, offer);
    for purpose in [KeptPurpose::Answer, KeptPurpose::Message, KeptPurpose::Reply, KeptPurpose::Amendment] {
        let text = crate::command::UserText {
            purpose,
            subject: submission.0,
            submission: Some(submission),
            text: "canary".to_owned(),
        };
        let (kept, reason) = (KeptText::id_of(ALICE, &text), String::new());
        world.done(SYSTEM, ReviewsCommand::Keep { kept, author: ALICE, text, reason });
        let offer = offer_to(&mut world, now, Offered::Kept(kept));
        world.refused_as(ALICE, Code::Invalid, offer);
    }
    assert!(offers(&world).is_empty());
}

#[test]
fn the_first_answer_of_the_holder_stays() {
    let mut world = World::new();
    let (lost, now) = lost(&mut world);
    let offer = offer_to(&mut world, now, Offered::Note);
    world.done(ALICE, offer);
    let offer = offers(&world)[0].id;
    let answer = |held, taken| ReviewsCommand::AnswerOffer { held, offer, taken };
    world.refused_as(ALICE, Code::LeaseLost, answer(lost, true));
    world.refused_as(BOB, Code::Forbidden, answer(now, true));
    world.done(CAROL, answer(now, false));
    world.done(CAROL, answer(now, true));
    assert_eq!(world.get::<DraftOffer>(offer).answer, Some(OfferAnswer::PutAway));
    let other = world.requested_by_another();
    let elsewhere = world.claim(CAROL, other);
    world.refused_as(CAROL, Code::NotFound, answer(elsewhere, true));
}

#[test]
fn an_offer_ends_with_the_claim_that_it_was_made_to() {
    type End = fn(&mut World, Held);
    let ends: [(&str, End); 4] = [
        ("given back", |world, now| world.done(CAROL, ReviewsCommand::Release { held: now })),
        ("sent", |world, now| {
            world.ask_for_changes(CAROL, now);
        }),
        ("cancelled", |world, now| world.done(BOB, ReviewsCommand::Cancel { submission: now.submission })),
        ("run out", |world, now| {
            world.later(crate::base::Span::hours(73));
            world.claim(ALICE, now.submission);
        }),
    ];
    for (how, end) in ends {
        let mut world = World::new();
        let (lost, now) = lost(&mut world);
        let offer = offer_to(&mut world, now, Offered::Note);
        world.done(ALICE, offer);
        end(&mut world, now);
        assert!(offers(&world).is_empty(), "{how}");
        let draft: ReviewDraft = world.get(ReviewDraft::id_of(lost.submission, ALICE));
        assert_eq!(draft.body, note(WORDS), "{how}: the author's draft is as it was");
    }
}

#[test]
fn a_draft_may_be_offered_to_the_next_holder_again() {
    let mut world = World::new();
    let (_, now) = lost(&mut world);
    let offer = offer_to(&mut world, now, Offered::Note);
    world.done(ALICE, offer);
    world.assign(DAN, true);
    world.done(CAROL, ReviewsCommand::Release { held: now });
    let next = world.claim(DAN, now.submission);
    let offer = offer_to(&mut world, next, Offered::Note);
    world.done(ALICE, offer);
    assert_eq!(offers(&world).iter().map(|row| row.holder_id).collect::<Vec<_>>(), [DAN]);
}

#[test]
fn an_offers_id_belongs_to_it_for_good() {
    let mut world = World::new();
    let (_, now) = lost(&mut world);
    let offer = offer_to(&mut world, now, Offered::Note);
    world.done(ALICE, offer.clone());
    let ReviewsCommand::Offer { offer: id, submission, claim, .. } = offer else { unreachable!() };
    let kept = world.keep(ALICE, &World::save_note(now, "Late words"));
    let other = ReviewsCommand::Offer { offer: id, submission, claim, text: Offered::Kept(kept) };
    world.refused_as(ALICE, Code::Conflict, other);
}
