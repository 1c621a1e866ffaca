//! For every command that takes free words, commands that the rules accept in a world with reviews: fresh ones each time, so that
//! nothing but the words can be the reason for a refusal.

use crate::places::{Place, places, samples};
use domain::base::{CommandId, PersonId, ZoneId};
use domain::command::{Command, Envelope, UserText};
use domain::enrolments::EnrolmentsCommand;
use domain::journeys::{Field, FieldKind, Section, SectionKind};
use domain::notifications::{NotificationsCommand, QuietSpan};
use domain::people::PeopleCommand;
use domain::query::Query;
use domain::reviews::{
    Anchor, Claim, CommentKind, Held, KeptPurpose, Outcome, Priority, Review, ReviewComment, ReviewList,
    ReviewOrder, ReviewsCommand, Submission, SubmissionState, UnsentPlace,
};
use domain::saved_views::{SavedView, SavedViewsCommand, Shows};
use serde_json::Value;
use store::SYSTEM;
use store::engine::Dialect;
use store::testing::OnEngine;
use testkit::{ALICE, BOB, CAROL, DAN, World, note};

/// A command that the rules accept.
pub(crate) struct Acceptable {
    pub(crate) actor: PersonId,
    pub(crate) kind: String,
    pub(crate) args: Value,
    /// Where the words are shown to their author, if they are.
    pub(crate) shown: Option<Query>,
    /// Whether something was done first to make it acceptable.
    pub(crate) prepared: bool,
    id: CommandId,
}

impl Acceptable {
    /// Whether it has a text in a place of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        places(&self.args).iter().any(|place| place.name() == name)
    }

    /// Returns it with another text in a place.
    pub(crate) fn with(&self, place: &Place, text: &str) -> Envelope {
        Envelope {
            id: self.id,
            actor: self.actor,
            at: testkit::START,
            zone: ZoneId::utc(),
            base_rev: None,
            kind: self.kind.clone(),
            v: 1,
            args: place.put(&self.args, text),
        }
    }

    /// Returns how a text is kept that was taken; nothing where it says that nothing is to be kept.
    pub(crate) fn kept(&self, place: &Place, text: &str) -> String {
        match (self.kind.as_str(), place.name().as_str()) {
            // Control characters are no part of a note.
            ("reviews.save_note" | "reviews.amend", _) if place.is_rich() => {
                text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
            }
            ("people.add", "/name") | ("reviews.request", "/message") => text.trim().to_owned(),
            ("people.add", "/email") => text.trim().to_lowercase(),
            ("saved_views.save" | "saved_views.rename", "/name") => {
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            // An empty answer is none, and so is an empty text in a box.
            ("reviews.save_unsent", _) | ("enrolments.save_answer", "/value") if text.trim().is_empty() => {
                String::new()
            }
            // A note without words; it is kept as every other one.
            ("reviews.save_note", _) => String::new(),
            // The key that a field had: it is looked for and not kept.
            ("journeys.import", name) if name.ends_with("/was") => String::new(),
            _ => text.to_owned(),
        }
    }
}

/// Returns a world on SQLite with reviews in it.
pub(crate) fn world_with_reviews() -> World {
    with_reviews(World::on(Dialect::Sqlite))
}

/// Lets people ask, claim and complete: Alice holds Bob's section, and has answered Dan's with a comment.
pub(crate) fn with_reviews(world: World) -> World {
    let submission = world.request(DAN);
    let held = world.claim(ALICE, submission);
    world.comment(ALICE, held, CommentKind::Praise, None, "Well said.");
    world.write(ALICE, held, "Thank you.");
    world.complete(ALICE, held, Outcome::Approved);
    world.claim(ALICE, world.request(BOB));
    world.done(CAROL, save_view(&world, "Mine"));
    world
}

fn save_view(world: &World, name: &str) -> SavedViewsCommand {
    SavedViewsCommand::Save {
        view: world.id(),
        name: name.to_owned(),
        shows: Shows {
            list: ReviewList::Queue,
            sorted: ReviewOrder::Due,
            journey: "Care".to_owned(),
            words: "round 1".to_owned(),
        },
    }
}

fn of(world: &World, actor: PersonId, command: impl Into<Command>, shown: Option<Query>) -> Acceptable {
    let (kind, _, args) = command.into().encode();
    Acceptable { actor, kind, args, shown, prepared: false, id: world.id() }
}

/// Returns the world's one row that fits.
fn the<T: domain::entity::Entity>(world: &World, fits: impl Fn(&T) -> bool) -> T {
    world.all::<T>().into_iter().find(fits).unwrap()
}

fn held(world: &World) -> Held {
    let claim: Claim = the(world, |claim: &Claim| claim.mentor_id == ALICE && claim.ended_at.is_none());
    Held { submission: claim.submission_id, claim: claim.id }
}

fn sent_comment(world: &World) -> ReviewComment {
    the(world, |_| true)
}

fn review(world: &World) -> Review {
    the(world, |_| true)
}

/// Returns acceptable commands of a kind; none for a kind without free words.
pub(crate) fn acceptable(world: &World, kind: &str) -> Vec<Acceptable> {
    match kind {
        "people.add" => vec![person(world)],
        "journeys.import" => vec![journey(world)],
        "enrolments.save_answer" => answers(world),
        "notifications.set_quiet_hours" => {
            let hours = Some(QuietSpan { from_minute: 0, until_minute: 60, zone: ZoneId::utc() });
            vec![of(world, BOB, NotificationsCommand::SetQuietHours { hours }, None)]
        }
        "reviews.request" => vec![request(world)],
        "reviews.save_note" => {
            let held = held(world);
            let shown = Query::Room { submission: held.submission };
            vec![of(world, ALICE, ReviewsCommand::SaveNote { held, body: note("Words") }, Some(shown))]
        }
        "reviews.save_comment" => {
            let held = held(world);
            let shown = Query::Room { submission: held.submission };
            let command = ReviewsCommand::SaveComment {
                held,
                comment: world.id(),
                anchor: Anchor { field: None, item: None },
                kind: CommentKind::Suggestion,
                body: "Words".to_owned(),
            };
            vec![of(world, ALICE, command, Some(shown))]
        }
        "reviews.amend" => {
            let review = review(world);
            let shown = Query::Room { submission: review.submission_id };
            let command =
                ReviewsCommand::Amend { review: review.id, amendment: world.id(), body: note("Words") };
            vec![of(world, ALICE, command, Some(shown))]
        }
        "reviews.reply" => {
            let comment = sent_comment(world);
            let shown = Query::Room { submission: comment.submission_id };
            let command =
                ReviewsCommand::Reply { comment: comment.id, reply: world.id(), body: "Words".to_owned() };
            vec![of(world, ALICE, command, Some(shown))]
        }
        "reviews.keep" => vec![
            keep(world, KeptPurpose::Comment, "Words"),
            keep(world, KeptPurpose::Note, note("Words").as_str()),
        ],
        "reviews.save_unsent" => unsent(world),
        "saved_views.save" => {
            forget_views(world);
            let save = of(world, ALICE, save_view(world, "Short"), Some(Query::SavedViews));
            vec![Acceptable { prepared: true, ..save }]
        }
        "saved_views.rename" => {
            let view = the(world, |view: &SavedView| view.person_id == CAROL).id;
            let command = SavedViewsCommand::Rename { view, name: "Words".to_owned() };
            vec![of(world, CAROL, command, Some(Query::SavedViews))]
        }
        _ => Vec::new(),
    }
}

fn person(world: &World) -> Acceptable {
    let command = PeopleCommand::Add {
        person: world.id(),
        name: "Mei Tanaka".to_owned(),
        email: "mei@example.org".to_owned(),
        zone: ZoneId("Asia/Tokyo".to_owned()),
        roles: [domain::command::Role::Mentor].into(),
        bio: "I help with papers.".to_owned(),
    };
    of(world, SYSTEM, command, None)
}

/// The journey of the sample, under another name than the one that is there.
fn journey(world: &World) -> Acceptable {
    let sample = samples().iter().find(|sample| sample.kind == "journeys.import").unwrap();
    let mut args = sample.args.clone();
    args["file"]["slug"] = "other".into();
    Acceptable {
        actor: SYSTEM,
        kind: sample.kind.clone(),
        args,
        shown: None,
        prepared: false,
        id: world.id(),
    }
}

/// An answer with parts and one of a line.
fn answers(world: &World) -> Vec<Acceptable> {
    let sections = world.all::<Section>();
    let of_a_form = |field: &Field| {
        sections.iter().any(|section| section.id == field.section_id && section.kind == SectionKind::Form)
    };
    let values = [
        (FieldKind::LongText, serde_json::json!("Words")),
        (FieldKind::Email, serde_json::json!("mei@example.org")),
        (FieldKind::FileNote, serde_json::json!({ "place": "desk", "copy": "none" })),
        (
            FieldKind::Person,
            serde_json::json!({ "name": "Mei", "relation": "daughter", "reach": "by phone" }),
        ),
        (FieldKind::Money, serde_json::json!({ "minor": 100, "currency": "GBP" })),
    ];
    let enrolment = world.enrolment(DAN);
    let fields = world.all::<Field>();
    let known = values.into_iter().filter_map(|(kind, value)| {
        let field = fields.iter().find(|field| field.kind == kind && of_a_form(field))?;
        let shown = Query::Section { enrolment, section: field.section_id };
        let command = EnrolmentsCommand::SaveAnswer { enrolment, field: field.id, item: None, value };
        Some(of(world, DAN, command, Some(shown)))
    });
    let known: Vec<_> = known.collect();
    assert!(known.len() > 2, "the journey has hardly any fields");
    known
}

/// A request for a section that nobody asked about just now.
fn request(world: &World) -> Acceptable {
    let section = world.section("final_days");
    let open = |round: &&Submission| round.client_id == DAN && round.state == SubmissionState::Open;
    let rounds = world.all::<Submission>();
    if let Some(round) = rounds.iter().find(open) {
        world.done(DAN, ReviewsCommand::Cancel { submission: round.id });
    }
    let command = ReviewsCommand::Request {
        submission: world.id(),
        enrolment: world.enrolment(DAN),
        section,
        message: "Words".to_owned(),
        priority: Priority::Normal,
        preferred: None,
    };
    let shown = Query::Section { enrolment: world.enrolment(DAN), section };
    Acceptable { prepared: true, ..of(world, DAN, command, Some(shown)) }
}

fn keep(world: &World, purpose: KeptPurpose, text: &str) -> Acceptable {
    let submission = review(world).submission_id;
    let text =
        UserText { purpose, subject: submission.0, submission: Some(submission), text: text.to_owned() };
    let command = ReviewsCommand::Keep {
        kept: world.id(),
        author: ALICE,
        text,
        reason: "Another mentor took over.".to_owned(),
    };
    of(world, SYSTEM, command, None)
}

fn unsent(world: &World) -> Vec<Acceptable> {
    let enrolment = world.enrolment(DAN);
    let message = UnsentPlace::Message { enrolment, section: world.section("final_days") };
    let reply = UnsentPlace::Reply { comment: sent_comment(world).id };
    let addition = UnsentPlace::Addition { review: review(world).id };
    let rich = note("Words").as_str().to_owned();
    [(DAN, message, "Words".to_owned()), (DAN, reply, "Words".to_owned()), (ALICE, addition, rich)]
        .into_iter()
        .map(|(actor, place, body)| {
            let shown = Some(Query::Unsent { place });
            of(world, actor, ReviewsCommand::SaveUnsent { place, body }, shown)
        })
        .collect()
}

fn forget_views(world: &World) {
    for view in world.all::<SavedView>() {
        if view.person_id == ALICE {
            world.done(ALICE, SavedViewsCommand::Remove { view: view.id });
        }
    }
}
