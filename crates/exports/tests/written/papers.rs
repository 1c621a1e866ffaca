//! What stands in the printed copy: all that is the person's own, nothing of others.

use domain::base::{PersonId, ZoneId};
use domain::command::Role;
use domain::journeys::{Field, FieldKind, SectionKind};
use domain::people::PeopleCommand;
use domain::reviews::ReviewsCommand;
use domain::reviews::{CommentKind, Outcome, UnsentPlace};
use paper::{Block, Kind, Rank};
use serde_json::json;
use std::io::Write;
use std::process::Command;
use store::engine::Dialect;
use store::testing::OnEngine;
use testkit::{ALICE, BOB, CAROL, DAN, World};

fn clock(_: domain::base::Instant) -> String {
    "2026-11-24 14:00".to_owned()
}

/// Returns the copy in lines: `#` before headings, `?` before labels.
fn lines(world: &World, person: PersonId) -> Vec<String> {
    let document = exports::papers(world.store(), person, world.now(), &clock).unwrap();
    let line = |block: &Block| match block {
        Block::Heading(rank, text) => format!("{} {text}", "#".repeat(*rank as usize + 1)),
        Block::Paragraph(paragraph) => {
            let text: String = paragraph.spans.iter().map(|span| span.text.as_str()).collect();
            if paragraph.kind == Kind::Label { format!("? {text}") } else { text }
        }
    };
    assert!(matches!(document.blocks.first(), Some(Block::Heading(Rank::Title, _))));
    document.blocks.iter().map(line).collect()
}

/// Bob answers, asks twice, gets a review from Alice, replies, and writes on; Dan answers as well.
fn reviewed(world: &World) {
    let section = world.final_days(BOB);
    world.answer("final_days.where", "At home, canary-answer.");
    let account = json!({ "institution": "canary-private", "reference": "1" });
    world.answer("final_days.hospice_fund", account);
    world.answer_in(DAN, None, "final_days.where", "canary-of-dan");
    let (submission, ask) = world.request_of(BOB, section);
    world.done(BOB, ask);
    let held = world.claim(ALICE, submission);
    world.write(ALICE, held, "canary-note");
    world.comment(ALICE, held, CommentKind::Suggestion, None, "canary-comment");
    world.complete(ALICE, held, Outcome::ChangesRequested);
    let (submission, ask) = world.request_of(BOB, section);
    world.done(BOB, ask);
    let held = world.claim(ALICE, submission);
    world.write(ALICE, held, "canary-draft");
    let place =
        UnsentPlace::Message { enrolment: world.enrolment(BOB), section: world.section("final_days") };
    world.done(BOB, ReviewsCommand::SaveUnsent { place, body: "canary-unsent".to_owned() });
}

#[test]
fn everybody_reads_their_own_and_nothing_of_others() {
    let world = World::on(Dialect::Sqlite);
    reviewed(&world);
    let [bob, alice, carol] = [BOB, ALICE, CAROL].map(|person| lines(&world, person).join("\n"));
    for (canary, of_bob, of_alice) in [
        ("canary-answer", true, false),
        ("canary-private, 1", true, false),
        ("Could you look at the order of the calls?", true, false),
        ("canary-note", true, true),
        ("canary-comment", true, true),
        ("canary-unsent", true, false),
        ("canary-draft", false, true),
        ("canary-of-dan", false, false),
    ] {
        assert_eq!(bob.contains(canary), of_bob, "{canary} for the client: {bob}");
        assert_eq!(alice.contains(canary), of_alice, "{canary} for the mentor: {alice}");
        assert!(!carol.contains(canary), "{canary} for another mentor");
    }
}

#[test]
fn a_text_stands_under_its_question_in_its_section() {
    let world = World::on(Dialect::Sqlite);
    reviewed(&world);
    let bob = lines(&world, BOB);
    let at =
        |line: &str| bob.iter().position(|one| one == line).unwrap_or_else(|| panic!("{line} in {bob:#?}"));
    assert!(at("As of 24 November 2026, 14:00.") < at("### Final days"));
    assert!(at("### Final days") < at("At home, canary-answer."));
    assert!(bob[at("canary-private, 1") - 1].ends_with("(private)"));
    assert!(at("canary-private, 1") < at("## Reviews you got"));
    assert!(at("## Reviews you got") < at("### Final days, round 1"));
    assert_eq!(at("canary-note"), at("? Overall note") + 1);
    assert_eq!(at("canary-comment"), at("? Suggestion: the whole section") + 1);
    assert!(
        bob.iter().any(|line| line.contains("by Alice") && line.ends_with("Changes asked for.")),
        "{bob:#?}"
    );
    assert!(at("## Not sent yet, or kept for you") < at("canary-unsent"));
    let alice = lines(&world, ALICE);
    assert!(alice.iter().any(|line| line.contains("for Bob")), "{alice:#?}");
    assert!(!lines(&world, CAROL).iter().any(|line| line.starts_with("## ")), "nothing, and no empty parts");
}

/// Where a word stands on its page, whatever comma is at it: its left and right edge, and its height.
fn places(words: &str, word: &str) -> Vec<(f64, f64, f64)> {
    let says = |line: &&str| {
        let said = line.trim_end_matches("</word>").rsplit_once('>');
        said.is_some_and(|(_, said)| said.trim_matches(',') == word)
    };
    let edge = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let place = |line: &str| (edge(line, "xMin"), edge(line, "xMax"), edge(line, "yMax"));
    words.lines().filter(|line| line.ends_with("</word>")).filter(says).map(place).collect()
}

#[test]
fn the_day_of_a_review_stands_behind_the_mentors_name_in_every_script() {
    for name in ["Amara", "عمرو", "רחל"] {
        let world = World::on(Dialect::Sqlite);
        world.system(PeopleCommand::Add {
            person: ALICE,
            name: name.to_owned(),
            email: "alice@example.org".to_owned(),
            zone: ZoneId("Europe/Lisbon".to_owned()),
            roles: [Role::Mentor].into(),
            bio: String::new(),
        });
        reviewed(&world);
        let pdf = exports::print(world.store(), BOB, world.now(), &clock).unwrap();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&pdf).unwrap();
        let output = Command::new("pdftotext").arg("-bbox").arg(file.path()).arg("-").output().unwrap();
        let words = String::from_utf8(output.stdout).unwrap();
        // A reader of places tells the letters in the order in which they stand.
        let turned: String = name.chars().rev().collect();
        let named = [name, &turned].iter().find_map(|name| places(&words, name).first().copied());
        let (_, name_ends, height) = named.unwrap_or_else(|| panic!("{name} in {words}"));
        let days = places(&words, "24");
        let beside =
            days.iter().min_by(|one, other| (one.2 - height).abs().total_cmp(&(other.2 - height).abs()));
        let (day_begins, ..) = *beside.unwrap();
        assert!(name_ends < day_begins, "{name} ends at {name_ends}, its day begins at {day_begins}");
    }
}

#[test]
fn every_answer_is_in_the_file_whatever_was_typed() {
    let world = World::on(Dialect::Sqlite);
    let sections: Vec<domain::journeys::Section> = world.all();
    let forms: Vec<_> = sections
        .iter()
        .filter(|one| one.kind == SectionKind::Form)
        .map(|one| (one.id, one.key.clone()))
        .collect();
    let mut typed = vec!["Łódź & co; DROP TABLE\u{1b}[0m \u{202e}abc\u{202c}".to_owned(), "y".repeat(500)];
    for field in world.all::<Field>() {
        let Some((_, section)) = forms.iter().find(|(id, _)| *id == field.section_id) else { continue };
        if field.kind == FieldKind::LongText && field.condition.is_none() {
            let text = typed.pop().unwrap_or_else(|| format!("canary-{section}-{}", field.key));
            world.answer(&format!("{section}.{}", field.key), text);
        }
    }
    let answers = world.all::<domain::enrolments::Answer>();
    assert!(answers.len() > 10 && typed.is_empty());
    let pdf = exports::print(world.store(), BOB, world.now(), &clock).unwrap();
    assert!(
        pdf == exports::print(world.store(), BOB, world.now(), &clock).unwrap(),
        "the same data, the same bytes"
    );
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&pdf).unwrap();
    let output = Command::new("pdftotext")
        .args(["-nopgbrk", "-H", "770", "-W", "600"])
        .arg(file.path())
        .arg("-")
        .output();
    let read: String = String::from_utf8(output.unwrap().stdout).unwrap().split_whitespace().collect();
    for answer in answers {
        let text = answer.value.0.as_str().unwrap().to_owned();
        // Lines may end anywhere in a long word; a control character leaves a sign, and readers turn what runs backwards.
        let text = text.split(['\u{1b}', '\u{202e}']).next().unwrap_or_default();
        let text: String = text.split_whitespace().collect();
        assert!(read.contains(&text), "{text}");
    }
}
