//! Every text by which a rule says no, in one table, so that a change of words is seen.

use crate::accounts::{check_name, normal_address};
use crate::base::{PersonId, Refusal, Span};
use crate::command::{Command, Role};
use crate::enrolments::{Enrolment, EnrolmentsCommand, Tier};
use crate::journeys::JourneysCommand;
use crate::notifications::{Notification, NotificationsCommand, QuietSpan};
use crate::people::PeopleCommand;
use crate::reviews::{
    Beside, Choice, CommentKind, Held, KeptText, Offered, Outcome, Priority, ReviewList, ReviewOrder,
    ReviewsCommand,
};

use crate::richtext::RichText;
use crate::saved_views::{LIMIT, NAME_LIMIT, SavedViewsCommand, Shows, WORDS_LIMIT};
use crate::testing::{ALICE, BOB, CAROL, CREATOR, DAN, JOURNEY, ROOT, SYSTEM, World, guide_json, note};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What was refused: texts, with code and hint.
#[derive(Default)]
struct Texts(BTreeSet<(String, String)>);

impl Texts {
    fn add(&mut self, refusal: &Refusal) {
        let code = json!(refusal.code);
        self.0.insert((refusal.message.clone(), format!("{} | {}", code.as_str().unwrap(), refusal.hint)));
    }

    #[track_caller]
    fn of(&mut self, world: &mut World, actor: PersonId, command: impl Into<Command>) {
        let refusal = world.refused(actor, command);
        self.add(&refusal);
    }
}

#[test]
fn every_refusal_says_what_happened_and_what_to_do() {
    let mut texts = Texts::default();
    commands(&mut texts);
    content(&mut texts);
    answers(&mut texts);
    asking(&mut texts);
    claiming(&mut texts);
    writing(&mut texts);
    sending(&mut texts);
    offering(&mut texts);
    following_up(&mut texts);
    settling(&mut texts);
    telling(&mut texts);
    saving_views(&mut texts);
    let table: String = texts.0.iter().map(|(message, rest)| format!("{message}\n    {rest}\n")).collect();
    let forgotten: Vec<String> =
        texts_in_the_source().into_iter().filter(|text| !table.contains(text.as_str())).collect();
    assert!(forgotten.is_empty(), "not in this table: {forgotten:#?}");
    insta::assert_snapshot!(table);
}

/// Returns the texts of refusals in the source, each up to its first blank to fill in.
fn texts_in_the_source() -> Vec<String> {
    let mut files = Vec::new();
    files_below(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut texts = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for call in text.split("Refusal::new(Code::").skip(1) {
            let Some((between, rest)) = call.split_once('"') else { continue };
            if between.contains([';', '}']) || between.matches('(').count() > 1 {
                continue;
            }
            let literal = rest.split('"').next().unwrap();
            texts.extend(literal.split(['{', '}']).step_by(2).map(str::to_owned));
        }
    }
    assert!(texts.len() > 30, "the search still finds them");
    texts
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "testing" {
            files_below(&path, files);
        } else if name.ends_with(".rs") && !name.ends_with("_tests.rs") {
            files.push(path);
        }
    }
}

fn commands(texts: &mut Texts) {
    texts.add(&Command::decode("reviews.vanish", 1, &json!({})).unwrap_err());
    texts.add(&Command::decode("reviews.cancel", 1, &json!({})).unwrap_err());
    for text in ["x".repeat(10 << 20), "a\0b".to_owned()] {
        texts.add(&Command::decode("reviews.reply", 1, &json!({ "body": text })).unwrap_err());
    }
    let mut world = World::new();
    let unknown = ReviewsCommand::Cancel { submission: world.id() };
    texts.of(&mut world, BOB, unknown);
    let add = |name: &str, email: &str, zone: &str, bio: &str| PeopleCommand::Add {
        person: ALICE,
        name: name.to_owned(),
        email: email.to_owned(),
        zone: crate::base::ZoneId(zone.to_owned()),
        roles: [Role::Client].into(),
        bio: bio.to_owned(),
    };
    texts.of(&mut world, BOB, add("Alice", "", "UTC", ""));
    texts.of(&mut world, ROOT, add("", "", "UTC", ""));
    texts.of(&mut world, ROOT, add("Alice", &"x".repeat(255), "UTC", ""));
    texts.of(&mut world, ROOT, add("Alice", "", "UTC", &"x".repeat(5_001)));
    texts.of(&mut world, ROOT, add("Alice", "", "a zone; DROP TABLE", ""));
    texts.of(&mut world, ROOT, PeopleCommand::TakeRole { person: ROOT, role: Role::Admin });
    texts.of(&mut world, BOB, PeopleCommand::GiveRole { person: BOB, role: Role::Admin });
    texts.of(&mut world, BOB, PeopleCommand::TakeRole { person: ROOT, role: Role::Admin });
    texts.of(&mut world, ROOT, PeopleCommand::Erase { person: BOB });
    texts.add(&normal_address("nobody").unwrap_err());
    texts.add(&check_name("").unwrap_err());
}

fn content(texts: &mut Texts) {
    let mut world = World::new();
    texts.of(&mut world, BOB, World::import_of(guide_json()));
    texts.of(&mut world, BOB, JourneysCommand::Assign { journey: JOURNEY, mentor: BOB, active: true });
    let mut file = guide_json();
    file["title"] = json!("");
    texts.of(&mut world, CREATOR, World::import_of(file));
    let JourneysCommand::Import { file, .. } = World::import_of(guide_json()) else { unreachable!() };
    let journey = world.id();
    texts.of(&mut world, CREATOR, JourneysCommand::Import { journey, file });
    let other = world.id();
    world.person(other, "Cora", &[Role::Creator]);
    texts.of(&mut world, other, World::import_of(guide_json()));
}

fn answers(texts: &mut Texts) {
    let mut world = World::new();
    let enrolment = world.enrolment();
    texts.of(&mut world, BOB, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Premium });
    let item = world.contact();
    let wishes = world.section("wishes");
    let commands = [
        world.answer_of(BOB, "wishes.way", None, "by sea"),
        world.answer_of(BOB, "wishes.name", Some(item), "Bob"),
        world.answer_of(BOB, "contacts.who", None, "Mei"),
        world.answer_of(BOB, "contacts.who", Some(world.clone().id()), "Mei"),
        EnrolmentsCommand::AddItem { enrolment, section: wishes, item: world.id() },
    ];
    for command in commands {
        texts.of(&mut world, BOB, command);
    }
    let (section, enrolment) = (world.section("contacts"), Enrolment::id_of(JOURNEY, DAN));
    texts.of(&mut world, DAN, EnrolmentsCommand::AddItem { enrolment, section, item });
    let enrolment = world.enrolment();
    for _ in 1..1_000 {
        world.contact();
    }
    let item = world.id();
    texts.of(&mut world, BOB, EnrolmentsCommand::AddItem { enrolment, section, item });
}

fn asking(texts: &mut Texts) {
    let mut world = World::new();
    let mut ask = |world: &mut World, message: String| {
        let request = world.request_of("wishes");
        let ReviewsCommand::Request { submission, enrolment, section, .. } = request else { unreachable!() };
        let (priority, preferred) = (Priority::Normal, None);
        texts.of(
            world,
            BOB,
            ReviewsCommand::Request { submission, enrolment, section, message, priority, preferred },
        );
    };
    ask(&mut world, String::new());
    ask(&mut world, "x".repeat(2_001));
    world.answer("wishes.way", "cremation");
    ask(&mut world, String::new());
    world.answer("wishes.mail", "bob@");
    ask(&mut world, String::new());
    world.answer("wishes.mail", "");
    let submission = world.requested();
    ask(&mut world, String::new());
    let held = world.claim(ALICE, submission);
    world.complete(ALICE, held, Outcome::Approved);
    texts.of(&mut world, BOB, ReviewsCommand::Cancel { submission });

    let client = world.id();
    world.person(client, "Eve", &[Role::Client]);
    world.done(client, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Essentials });
    let request = world.request_by(client, "wishes");
    texts.of(&mut world, client, request);
}

fn claiming(texts: &mut Texts) {
    let mut world = World::new();
    let submission = world.requested();
    let mut claim = |world: &mut World, mentor| {
        let refusal = world.try_claim(mentor, submission).unwrap_err();
        texts.add(&refusal);
    };
    world.assign(DAN, true);
    claim(&mut world, CREATOR);
    let held = world.claim(ALICE, submission);
    claim(&mut world, ALICE);
    claim(&mut world, CAROL);
    world.done(ALICE, World::save_note(held, "Please say more."));
    world.complete(ALICE, held, Outcome::ChangesRequested);
    claim(&mut world, CAROL);
    let submission = world.request("wishes");
    texts.add(&world.try_claim(CAROL, submission).unwrap_err());
    world.done(BOB, ReviewsCommand::Cancel { submission });
    texts.add(&world.try_claim(CAROL, submission).unwrap_err());

    let answer = world.answer_of(DAN, "letters.letter", None, "Mine");
    world.done(DAN, answer);
    let own = world.requested_by(DAN, "letters");
    texts.add(&world.try_claim(DAN, own).unwrap_err());
    for _ in 0..4 {
        let submission = world.requested_by_another();
        world.claim(ALICE, submission);
    }
    texts.add(&world.try_claim(ALICE, own).unwrap_err());
}

fn writing(texts: &mut Texts) {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    texts.of(&mut world, CAROL, ReviewsCommand::Extend { held });
    let (comment, item) = (world.id(), world.id());
    let comments = [" ".to_owned(), "x".repeat(5_001)];
    for body in comments {
        texts.of(&mut world, ALICE, World::save_comment(held, comment, CommentKind::Praise, &body));
    }
    texts.of(&mut world, ALICE, ReviewsCommand::Mark { held, item, checked: true });
    let unknown = Held { submission, claim: world.id() };
    texts.of(&mut world, ALICE, World::save_note(unknown, "Words"));
    world.done(ALICE, ReviewsCommand::Release { held });
    texts.of(&mut world, ALICE, World::save_note(held, "Words"));
    let held = world.claim(ALICE, submission);
    world.later(Span::days(4));
    let other = world.claim(CAROL, submission);
    texts.of(&mut world, ALICE, World::save_note(held, "Words"));
    world.done(BOB, ReviewsCommand::Cancel { submission });
    texts.of(&mut world, CAROL, World::save_note(other, "Words"));
}

fn sending(texts: &mut Texts) {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let ask = world.complete_of(held, Outcome::ChangesRequested);
    texts.of(&mut world, ALICE, ask);
    let comment = world.comment(ALICE, held, "", CommentKind::Required);
    let approve = world.complete_of(held, Outcome::Approved);
    texts.of(&mut world, ALICE, approve.clone());
    world.done(ALICE, ReviewsCommand::RemoveComment { held, comment });
    world.answer("wishes.name", "Robert");
    texts.of(&mut world, ALICE, approve.clone());
    world.answer("wishes.name", "Bob Miller");
    world.done(ALICE, approve);
    texts.of(&mut world, ALICE, World::save_note(held, "One more thing"));
}

fn offering(texts: &mut Texts) {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "", CommentKind::Praise);
    world.done(ALICE, World::save_note(held, ""));
    let mut ids = world.clone();
    let mut offer =
        |held: Held, text| ReviewsCommand::Offer { offer: ids.id(), submission, claim: held.claim, text };
    texts.of(&mut world, ALICE, offer(held, Offered::Note));
    texts.of(&mut world, ALICE, offer(held, Offered::Comment(comment)));
    texts.of(&mut world, CAROL, offer(held, Offered::Comment(comment)));
    world.done(ALICE, ReviewsCommand::Release { held });
    texts.of(&mut world, ALICE, offer(held, Offered::Comment(comment)));
    let now = world.claim(CAROL, submission);
    texts.of(&mut world, ALICE, offer(held, Offered::Comment(comment)));
    world.done(ALICE, offer(now, Offered::Comment(comment)));
    texts.of(&mut world, ALICE, offer(now, Offered::Comment(comment)));
    let unknown = ReviewsCommand::AnswerOffer { held: now, offer: world.id(), taken: true };
    texts.of(&mut world, CAROL, unknown);
    let message = Command::from(ReviewsCommand::Request {
        submission,
        enrolment: world.enrolment(),
        section: world.section("wishes"),
        message: "Mine".to_owned(),
        priority: Priority::Normal,
        preferred: None,
    });
    let text = message.user_text().unwrap();
    let kept = KeptText::id_of(ALICE, &text);
    world.done(SYSTEM, ReviewsCommand::Keep { kept, author: ALICE, text, reason: String::new() });
    texts.of(&mut world, ALICE, offer(now, Offered::Kept(kept)));
}

fn following_up(texts: &mut Texts) {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "", CommentKind::Praise);
    world.done(ALICE, World::save_note(held, "Well done."));
    let kept = world.keep(ALICE, &World::save_note(held, "Kept words"));
    world.done(ALICE, World::save_note(held, &"word ".repeat(9_999)));
    texts.of(&mut world, ALICE, ReviewsCommand::Reattach { kept, held });
    let text = Command::from(World::save_note(held, "x")).user_text().unwrap();
    let keep = ReviewsCommand::Keep { kept, author: BOB, text, reason: String::new() };
    texts.of(&mut world, BOB, keep);
    let review = world.complete(ALICE, held, Outcome::Approved);
    let (reply, amendment) = (world.id(), world.id());
    texts.of(&mut world, BOB, ReviewsCommand::Reply { comment, reply, body: String::new() });
    texts.of(&mut world, BOB, ReviewsCommand::Amend { review, amendment, body: note("Mine") });
    texts.of(&mut world, ALICE, ReviewsCommand::Amend { review, amendment, body: RichText::default() });
}

fn settling(texts: &mut Texts) {
    let mut world = World::new();
    let (held, kept) = world.two_notes();
    let settle = |choice| ReviewsCommand::Settle { kept, beside: Beside::Note { held }, choice };
    let approve = world.complete_of(held, Outcome::Approved);
    texts.of(&mut world, ALICE, approve);
    world.done(ALICE, settle(Choice::Both));
    world.done(ALICE, World::save_note(held, "Neither."));
    texts.of(&mut world, ALICE, settle(Choice::Apart));
}

fn telling(texts: &mut Texts) {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let told = world.all::<Notification>()[0].id;
    let until = world.now;
    texts.of(&mut world, BOB, NotificationsCommand::MarkAllRead { notifications: Vec::new() });
    texts.of(&mut world, BOB, NotificationsCommand::Snooze { notifications: vec![told], until });
    texts.of(&mut world, ALICE, NotificationsCommand::RemindOfLease { claim: held.claim });
    let hours = |from_minute, until_minute| {
        Some(QuietSpan { from_minute, until_minute, zone: crate::base::ZoneId::utc() })
    };
    texts.of(&mut world, BOB, NotificationsCommand::SetQuietHours { hours: hours(-1, 60) });
    texts.of(&mut world, BOB, NotificationsCommand::SetQuietHours { hours: hours(60, 60) });
}

fn saving_views(texts: &mut Texts) {
    let mut world = World::new();
    let save = |view, name: &str, words: &str| SavedViewsCommand::Save {
        view,
        name: name.to_owned(),
        shows: Shows {
            list: ReviewList::Queue,
            sorted: ReviewOrder::Due,
            journey: String::new(),
            words: words.to_owned(),
        },
    };
    let view = world.id();
    texts.of(&mut world, ALICE, save(view, "", ""));
    texts.of(&mut world, ALICE, save(view, &"x".repeat(NAME_LIMIT + 1), ""));
    texts.of(&mut world, ALICE, save(view, "Long", &"x".repeat(WORDS_LIMIT + 1)));
    texts.of(&mut world, ALICE, SavedViewsCommand::OpenFirst { view: Some(view) });
    for number in 0..LIMIT {
        let view = world.id();
        world.done(ALICE, save(view, &format!("View {number}"), ""));
    }
    texts.of(&mut world, ALICE, save(view, "view 0", ""));
    texts.of(&mut world, ALICE, save(view, "One more", ""));
}
