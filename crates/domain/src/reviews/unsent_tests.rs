use super::*;
use crate::base::Code;
use crate::reviews::{CommentKind, Held, Outcome, ReplyId, ReviewsCommand};
use crate::testing::{ALICE, BOB, CAROL, DAN, World, note};

fn save(place: UnsentPlace, body: &str) -> ReviewsCommand {
    ReviewsCommand::SaveUnsent { place, body: body.to_owned() }
}

fn texts(world: &World) -> Vec<(PersonId, String)> {
    world.all::<UnsentText>().into_iter().map(|row| (row.author_id, row.body)).collect()
}

/// Alice comments on Bob's wishes and sends the review.
fn reviewed(world: &mut World) -> (CommentId, ReviewId) {
    let submission = world.requested();
    let held: Held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "", CommentKind::Question);
    (comment, world.complete(ALICE, held, Outcome::Approved))
}

#[test]
fn a_reply_is_kept_for_each_of_the_two_until_it_is_sent() {
    let mut world = World::new();
    let (comment, _) = reviewed(&mut world);
    let place = UnsentPlace::Reply { comment };
    world.done(BOB, save(place, "I have added the tele"));
    world.done(BOB, save(place, "I have added the telephone. "));
    world.done(ALICE, save(place, "Also"));
    let reply: ReplyId = world.id();
    let body = "I have added the telephone.".to_owned();
    world.done(BOB, ReviewsCommand::Reply { comment, reply, body });
    assert_eq!(texts(&world), [(ALICE, "Also".to_owned())]);
}

#[test]
fn an_addition_and_a_message_are_kept_until_they_are_sent() {
    let mut world = World::new();
    let (_, review) = reviewed(&mut world);
    let (enrolment, section) = (world.enrolment(), world.section("wishes"));
    world.done(ALICE, save(UnsentPlace::Addition { review }, note("More.").as_str()));
    world.done(BOB, save(UnsentPlace::Message { enrolment, section }, "Please look at"));
    assert_eq!(texts(&world).len(), 2);
    let amendment = world.id();
    world.done(ALICE, ReviewsCommand::Amend { review, amendment, body: note("More.") });
    let mut request = world.request_of("wishes");
    if let ReviewsCommand::Request { message, .. } = &mut request {
        *message = "Please look at".to_owned();
    }
    world.done(BOB, request);
    assert_eq!(texts(&world), []);
}

#[test]
fn an_empty_text_takes_the_row_away_even_where_nothing_can_be_sent_any_more() {
    let mut world = World::new();
    let (comment, _) = reviewed(&mut world);
    let place = UnsentPlace::Reply { comment };
    world.done(BOB, save(place, "Half a wo"));
    world.done(BOB, save(place, " \n"));
    assert_eq!(texts(&world), []);
    world.done(DAN, save(place, ""));
}

#[test]
fn nobody_writes_where_they_could_not_send_and_the_words_are_kept_all_the_same() {
    let mut world = World::new();
    let (comment, review) = reviewed(&mut world);
    let (enrolment, section) = (world.enrolment(), world.section("wishes"));
    let cases = [
        (CAROL, UnsentPlace::Reply { comment }),
        (BOB, UnsentPlace::Addition { review }),
        (ALICE, UnsentPlace::Message { enrolment, section }),
        (BOB, UnsentPlace::Message { enrolment, section: world.id() }),
    ];
    for (person, place) in cases {
        world.refused_as(person, Code::NotFound, save(place, "Words"));
        let kept = crate::command::Command::from(save(place, "Words")).user_text().unwrap();
        assert_eq!((kept.purpose, kept.text.as_str()), (place.purpose(), "Words"));
    }
}
