//! A screen asks again when a table changes that its question reads. So whatever changes an answer has to touch
//! one of those tables.

use domain::base::{Instant, PersonId, Rev, Span};
use domain::command::{Command, Envelope};
use domain::enrolments::{EnrolmentsCommand, ItemId};
use domain::journeys::JourneysCommand;
use domain::people::PeopleCommand;
use domain::query::Query;
use domain::reviews::{CommentKind, Held, KeptText, Outcome, ReviewList, ReviewsCommand, SubmissionId};
use domain::rows::Table;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use store::each_engine;
use testkit::{ADMIN, ALICE, BOB, CAROL, JOURNEY, World, note};

type Answers = BTreeMap<(PersonId, Query), String>;

/// Everybody who may see something of Bob's sections, and everything that they may ask.
struct Watch<'a> {
    world: &'a World,
    queries: Vec<Query>,
    /// When all questions are asked, so that only rows make a difference.
    now: Instant,
    changed: BTreeSet<Query>,
}

impl<'a> Watch<'a> {
    fn new(world: &'a World, rounds: &[SubmissionId]) -> Self {
        let enrolment = world.enrolment(BOB);
        let section = world.section("final_days");
        let lists =
            [ReviewList::Queue, ReviewList::Mine, ReviewList::Done].map(|list| Query::Reviews { list });
        let rooms = rounds.iter().map(|round| Query::Room { submission: *round });
        let plain = [Query::Me, Query::Today, Query::Journeys, Query::Contents { enrolment }];
        let section = [Query::Section { enrolment, section }];
        let queries = plain.into_iter().chain(section).chain(lists).chain(rooms).collect();
        Self { world, queries, now: world.now() + Span::hours(1), changed: BTreeSet::new() }
    }

    fn answers(&self) -> Answers {
        let mut answers = Answers::new();
        for viewer in [ALICE, BOB, CAROL, ADMIN] {
            for query in &self.queries {
                let answer = crate::replica::answer(self.world.store(), viewer, *query, self.now);
                answers.insert((viewer, *query), answer);
            }
        }
        answers
    }

    /// Runs a command and compares every answer before and after.
    #[track_caller]
    fn step(&mut self, actor: Option<PersonId>, command: impl Into<Command>) {
        let command = command.into();
        self.step_with(self.world.envelope(actor.unwrap_or(store::SYSTEM), command));
    }

    #[track_caller]
    fn step_with(&mut self, envelope: Envelope) {
        let before = self.answers();
        let (store, now) = (self.world.store(), self.world.now());
        let applied = match envelope.actor {
            store::SYSTEM => store.dispatch_system(&envelope, now),
            _ => store.dispatch(&envelope, now),
        };
        let tables: BTreeSet<Table> = applied.unwrap().tables;
        let after = self.answers();
        for (asked, answer) in &after {
            if before.get(asked) == Some(answer) {
                continue;
            }
            let (viewer, query) = asked;
            let told = query.reads().iter().any(|table| tables.contains(table));
            assert!(told, "{query:?} of {viewer} changed with {tables:?} after {envelope:?}");
            self.changed.insert(*query);
        }
    }
}

fn comment(held: Held, comment: domain::reviews::CommentId) -> ReviewsCommand {
    let anchor = domain::reviews::Anchor::default();
    ReviewsCommand::SaveComment {
        held,
        comment,
        anchor,
        kind: CommentKind::Question,
        body: "Who decides?".to_owned(),
    }
}

each_engine! {
    fn an_answer_changes_only_with_a_table_that_its_question_reads(world: World) {
        let section = world.final_days(BOB);
        let (first, request) = world.request_of(BOB, section);
        let (second, again) = world.request_of(BOB, section);
        let held = Held { submission: first, claim: world.id() };
        let later = Held { submission: second, claim: world.id() };
        let (question, review) = (world.id(), world.id());
        let (enrolment, guests) = (world.enrolment(BOB), world.section("contacts"));
        let item: ItemId = world.id();
        let field = world.field("final_days.music");
        let answer = |value| EnrolmentsCommand::SaveAnswer { enrolment, field, item: None, value };
        let private = world.field("final_days.hospice_fund");
        let account = json!({ "institution": "Harbour Bank", "reference": "1" });

        let mut watch = Watch::new(&world, &[first, second]);
        watch.step(Some(BOB), answer(json!("Schubert.")));
        watch.step(Some(BOB), EnrolmentsCommand::SaveAnswer { enrolment, field: private, item: None, value: account });
        watch.step(Some(BOB), EnrolmentsCommand::AddItem { enrolment, section: guests, item });
        watch.step(Some(BOB), request);
        watch.step(Some(ALICE), ReviewsCommand::Claim { submission: first, claim: held.claim });
        watch.step(Some(ALICE), ReviewsCommand::SaveNote { held, body: note("Dear Bob") });
        watch.step(Some(ALICE), comment(held, question));
        let line = crate::asking::room(&world, ALICE, first).draft.checklist[0].id;
        watch.step(Some(ALICE), ReviewsCommand::Mark { held, item: line, checked: true });
        watch.step(Some(ALICE), ReviewsCommand::Complete { held, review, outcome: Outcome::ChangesRequested, acknowledged: None });
        watch.step(Some(BOB), ReviewsCommand::Reply { comment: question, reply: world.id(), body: "Mei.".to_owned() });
        watch.step(Some(BOB), ReviewsCommand::Resolve { comment: question, resolved: true });
        watch.step(Some(ALICE), ReviewsCommand::Amend { review, amendment: world.id(), body: note("And the lawyer.") });
        watch.step(Some(BOB), answer(json!("Quiet.")));
        let mut late = world.envelope(BOB, answer(json!("A march.")));
        late.base_rev = Some(Rev::default());
        watch.step_with(late);
        let kept = world.all::<KeptText>()[0].id;
        watch.step(Some(BOB), ReviewsCommand::Dismiss { kept });
        watch.step(Some(BOB), again);
        watch.step(None, JourneysCommand::Assign { journey: JOURNEY, mentor: ALICE, active: false });
        watch.step(None, JourneysCommand::Assign { journey: JOURNEY, mentor: ALICE, active: true });
        watch.step(Some(ALICE), ReviewsCommand::Claim { submission: second, claim: later.claim });
        watch.step(Some(ALICE), ReviewsCommand::SaveNote { held: later, body: note("Better.") });
        watch.step(Some(ALICE), ReviewsCommand::Release { held: later });
        watch.step(Some(BOB), ReviewsCommand::Cancel { submission: second });
        watch.step(None, renamed());
        assert_eq!(watch.changed, watch.queries.iter().copied().collect(), "every question had something new to tell");
    }
}

/// A mentor who has another name now.
fn renamed() -> PeopleCommand {
    PeopleCommand::Add {
        person: ALICE,
        name: "Alice Wanjiru".to_owned(),
        email: "alice@example.org".to_owned(),
        zone: domain::base::ZoneId::utc(),
        roles: [domain::command::Role::Mentor].into(),
        bio: String::new(),
    }
}
