//! What a person takes along: all that is their own, nothing of others, each string as it was typed.

use domain::base::{Instant, PersonId, Value};
use domain::reviews::{CommentKind, Outcome, ReviewsCommand, UnsentPlace};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::each_engine;
use store::testing::OnEngine;
use testkit::{ALICE, BOB, CAROL, World};

fn export(world: &World, person: PersonId) -> String {
    world.store().export(person, world.now()).unwrap().to_string()
}

/// Bob answers, asks, and gets a review from Alice, who has begun another note.
fn reviewed(world: &World) {
    let section = world.final_days(BOB);
    let request = || {
        let (submission, ask) = world.request_of(BOB, section);
        world.done(BOB, ask);
        submission
    };
    world.answer("final_days.where", "At home, canary-answer.");
    world.answer(
        "final_days.hospice_fund",
        serde_json::json!({ "institution": "canary-private", "reference": "1" }),
    );
    let held = world.claim(ALICE, request());
    world.write(ALICE, held, "canary-note");
    world.comment(ALICE, held, CommentKind::Suggestion, None, "canary-comment");
    world.complete(ALICE, held, Outcome::ChangesRequested);
    let held = world.claim(ALICE, request());
    world.write(ALICE, held, "canary-draft");
}

each_engine! {
    fn everybody_gets_their_own_and_nothing_of_others(world: World) {
        reviewed(&world);
        let (bob, alice, carol) = (export(&world, BOB), export(&world, ALICE), export(&world, CAROL));
        for (canary, of_bob, of_alice) in [
            ("canary-answer", true, false),
            ("canary-private", true, false),
            ("canary-note", true, true),
            ("canary-comment", true, true),
            ("canary-draft", false, true),
        ] {
            assert_eq!(bob.contains(canary), of_bob, "{canary} for the client");
            assert_eq!(alice.contains(canary), of_alice, "{canary} for the mentor");
            assert!(!carol.contains(canary), "{canary} for another mentor");
        }
    }

    fn the_table_says_what_each_text_is_about(world: World) {
        reviewed(&world);
        let written = world.store().written(BOB, world.now()).unwrap();
        let canary = Value::Text("At home, canary-answer.".to_owned());
        let answer = written.iter().find(|written| written.text == canary).unwrap();
        assert_eq!((answer.what, answer.section.as_str(), answer.entry), ("Answer", "Final days", None));
        assert!(!answer.journey.is_empty() && !answer.question.is_empty());
        assert!(written.iter().any(|written| written.what == "Private answer"));
        let written = world.store().written(ALICE, world.now()).unwrap();
        let what: Vec<_> = written.iter().map(|written| (written.what, written.section.as_str())).collect();
        for expected in ["Review", "Comment", "Note, not sent"] {
            assert!(what.contains(&(expected, "Final days")), "{expected}: {what:?}");
        }
        assert!(written.windows(2).all(|pair| pair[0].at <= pair[1].at));
    }
}

/// Returns a text as people, and those who wish them ill, may type it.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\\x00]{1,60}",
        Just("'; DROP TABLE people; --".to_owned()),
        Just("\" OR 1=1 /* $1 ?1 :x @x %_ \\".to_owned()),
        Just("=HYPERLINK(\"http://x\")".to_owned()),
        // The same word, composed and not; a right-to-left mark; letters beyond the first plane.
        Just("Łódź e\u{301} é \u{202e}abc\u{202c} 🕊👩‍👩‍👧 𝔘 שלום عليكم 你好".to_owned()),
        Just("x".repeat(5_000)),
        Just("line\r\nline\u{2028}line\ttab\u{7f}\u{1b}[0m".to_owned()),
    ]
    .prop_filter("not empty", |text| !text.trim().is_empty())
}

#[test]
fn whatever_is_typed_is_stored_and_taken_along_as_it_is() {
    let world = World::on(store::engine::Dialect::Sqlite);
    let held = world.claim(ALICE, world.request(BOB));
    let place =
        UnsentPlace::Message { enrolment: world.enrolment(BOB), section: world.section("final_days") };
    let mut runner = TestRunner::new(Config { cases: 64, ..Config::default() });
    runner
        .run(&(typed(), typed(), typed()), |(comment, unsent, answer)| {
            world.comment(ALICE, held, CommentKind::Question, None, &comment);
            world.done(BOB, ReviewsCommand::SaveUnsent { place, body: unsent.clone() });
            world.answer("final_days.where", answer.as_str());
            let texts = |person| -> Vec<Value> {
                let written = world.store().written(person, Instant(world.now().0)).unwrap();
                written.into_iter().map(|written| written.text).collect()
            };
            let (alices, bobs) = (texts(ALICE), texts(BOB));
            prop_assert!(alices.contains(&Value::Text(comment)));
            prop_assert!(bobs.contains(&Value::Text(unsent)));
            prop_assert!(bobs.contains(&Value::Text(answer.clone())), "{:?}", answer);
            Ok(())
        })
        .unwrap();
}
