//! Everything that can be asked, asked by everybody in a lively workspace.

use crate::replica::{Replica, answer};
use domain::base::{Instant, PersonId};
use domain::command::Role;
use domain::enrolments::{Answer, Enrolment, PrivateAnswer};
use domain::entity::Entity;
use domain::journeys::Section;
use domain::people::{ClientCard, Person, RoleGrant};
use domain::query::Query;
use domain::reviews::{ReviewList, Submission, SubmissionAnswer, SubmissionPrivate};
use domain::rows::AnyRow;
use serde_json::Value;
use std::collections::BTreeSet;
use store::testing::TestStore;
use store::{Step, each_engine};

/// Monday 23 November 2026, 10:00 UTC.
pub(crate) const NOW: Instant = Instant(1_795_428_000_000);
const SEED: u64 = 7;

/// A workspace of the usual size would take minutes without optimisation.
const SIZE: sample::Options = sample::Options { clients: 12, reviews: 32 };

pub(crate) fn fill(store: &TestStore) -> Vec<AnyRow> {
    let steps = sample::workspace_with(SEED, NOW, SIZE);
    let steps: Vec<Step> =
        steps.into_iter().map(|step| Step { envelope: step.envelope, now: step.now }).collect();
    store.import(&steps).unwrap();
    store::testing::rows(store)
}

pub(crate) fn all<T: Entity>(rows: &[AnyRow]) -> Vec<T> {
    rows.iter().filter_map(|row| T::try_from(row.clone()).ok()).collect()
}

/// Returns every question that is about somebody or something in the workspace.
fn questions(rows: &[AnyRow], viewer: PersonId) -> Vec<Query> {
    let lists = [ReviewList::Queue, ReviewList::Mine, ReviewList::Done].map(|list| Query::Reviews { list });
    let rooms = all::<Submission>(rows).into_iter().map(|round| Query::Room { submission: round.id });
    let enrolments = all::<Enrolment>(rows);
    let contents = enrolments.iter().map(|enrolment| Query::Contents { enrolment: enrolment.id });
    let own = enrolments.iter().filter(|enrolment| enrolment.client_id == viewer);
    let sections = all::<Section>(rows);
    let sections = own.flat_map(|enrolment| {
        let sections = sections.iter().filter(|section| section.journey_id == enrolment.journey_id);
        sections.map(|section| Query::Section { enrolment: enrolment.id, section: section.id })
    });
    let plain = [Query::Me, Query::Today, Query::Journeys].into_iter().chain(lists);
    plain.chain(rooms).chain(contents).chain(sections).collect()
}

/// Returns every text that nobody but its client may read: what stands in no shared answer of anybody.
fn private_texts(rows: &[AnyRow]) -> BTreeSet<String> {
    let mut private = BTreeSet::new();
    all::<PrivateAnswer>(rows).iter().for_each(|answer| texts(&answer.value.0, &mut private));
    all::<SubmissionPrivate>(rows).iter().for_each(|answer| texts(&answer.value.0, &mut private));
    let now = all::<Answer>(rows).into_iter().map(|answer| answer.value.0.to_string());
    let sent = all::<SubmissionAnswer>(rows).into_iter().filter_map(|answer| answer.value);
    let shared: String = now.chain(sent.map(|value| value.0.to_string())).collect();
    private.retain(|text| !shared.contains(&written(text)));
    private
}

/// Returns a text as it stands in JSON.
fn written(text: &str) -> String {
    serde_json::to_string(text).unwrap().trim_matches('"').to_owned()
}

/// Returns the texts of an answer that are long enough to be recognised.
fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.chars().count() >= 9 => {
            found.insert(text.clone());
        }
        Value::Array(parts) => parts.iter().for_each(|part| texts(part, found)),
        Value::Object(parts) => parts.values().for_each(|part| texts(part, found)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

each_engine! {
    fn everybody_is_answered_as_if_only_their_rows_were_there(store: TestStore) {
        let rows = fill(&store);
        for person in all::<Person>(&rows) {
            let replica = Replica::of(&store, &rows, person.id);
            for query in questions(&rows, person.id) {
                let here = answer(&store, person.id, query, NOW);
                let there = replica.ask(person.id, query, NOW);
                assert_eq!(here, there, "{query:?} of {}", person.name);
            }
        }
    }

    fn no_answer_to_a_mentor_holds_a_private_text_or_the_name_of_an_unknown_client(store: TestStore) {
        let rows = fill(&store);
        let private = private_texts(&rows);
        assert!(!private.is_empty(), "there is something to look for");
        let grants = all::<RoleGrant>(&rows);
        let has = |person: PersonId, role| grants.iter().any(|grant| grant.person_id == person && grant.role == role);
        let people = all::<Person>(&rows);
        let cards = all::<ClientCard>(&rows);
        for mentor in people.iter().filter(|person| has(person.id, Role::Mentor) && !has(person.id, Role::Client)) {
            let known = |client: &Person| {
                cards.iter().any(|card| card.client_id == client.id && card.mentor_id == mentor.id)
            };
            let unknown = people.iter().filter(|person| has(person.id, Role::Client) && !has(person.id, Role::Mentor) && !known(person));
            let mut secrets = private.clone();
            secrets.extend(unknown.map(|client| client.name.clone()));
            for query in questions(&rows, mentor.id) {
                let told = answer(&store, mentor.id, query, NOW);
                for secret in &secrets {
                    assert!(!told.contains(&written(secret)), "{query:?} tells {} about {secret}", mentor.name);
                }
            }
        }
    }
}
