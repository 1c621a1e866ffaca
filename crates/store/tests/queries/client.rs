//! A client's journeys, and a section to work on.

use crate::asking::me;
use domain::base::{Code, PersonId, Rev, Span};
use domain::enrolments::{
    AnswerKey, ContentsView, EnrolmentsCommand, ItemId, JourneysView, SectionView, Tier, TwoAnswers,
};
use domain::journeys::{FieldId, Section};
use domain::query::Query;
use domain::reviews::{CommentKind, Outcome, ReviewsCommand, SubmissionState};
use serde_json::json;
use std::collections::BTreeMap;
use store::each_engine;
use testkit::{ADMIN, ALICE, BOB, DAN, EVE, JOURNEY, World};

fn section(world: &World, client: PersonId, key: &str) -> SectionView {
    world
        .ask(client, Query::Section { enrolment: world.enrolment(client), section: world.section(key) })
        .unwrap()
}

fn contents(world: &World, client: PersonId) -> ContentsView {
    world.ask(client, Query::Contents { enrolment: world.enrolment(client) }).unwrap()
}

fn journeys(world: &World, viewer: PersonId) -> JourneysView {
    world.ask(viewer, Query::Journeys).unwrap()
}

/// Bob is asked for a change of “Final days”.
fn to_change(world: &World) {
    let held = world.claim(ALICE, world.request(BOB));
    world.comment(ALICE, held, CommentKind::Required, None, "Add a number.");
    world.comment(ALICE, held, CommentKind::Praise, None, "Clear.");
    world.complete(ALICE, held, Outcome::ChangesRequested);
}

each_engine! {
    fn a_section_shows_its_fields_and_answers(world: World) {
        world.answer("final_days.where", "At home.");
        world.answer("final_days.hospice_fund", json!({ "institution": "Harbour Bank", "reference": "12" }));
        let view = section(&world, BOB, "final_days");
        let keys: Vec<&str> = view.fields.iter().map(|field| field.key.as_str()).collect();
        assert_eq!(keys[..4], ["where", "calls", "comfort", "hospice_fund"], "in order, conditional ones too");
        assert_eq!(view.fields.len(), 10);
        assert_eq!(view.entries.len(), 1);
        let answers = &view.entries[0].answers;
        assert_eq!(answers[&world.field("final_days.where")], json!("At home."));
        assert_eq!(answers[&world.field("final_days.hospice_fund")]["reference"], "12", "their own private answer");
        assert!(view.score > 0 && view.score < 100, "{}", view.score);
        assert_eq!((view.current, view.rounds), (None, vec![]));
        assert_eq!(view.journey_title, "Care");
    }

    fn answers_come_with_the_revisions_that_saves_of_them_begin_with(world: World) {
        world.answer("final_days.where", "At home.");
        world.answer("final_days.hospice_fund", json!({ "institution": "Harbour Bank", "reference": "12" }));
        let shown = |world: &World| {
            let view = section(world, BOB, "final_days");
            assert_eq!(view.entries[0].answers.len(), view.entries[0].revs.len());
            let revs: BTreeMap<FieldId, Rev> =
                view.entries[0].revisions().map(|(key, rev)| (key.field, rev)).collect();
            (revs, view.two_answers)
        };
        let (before, none) = shown(&world);
        assert_eq!((before.len(), none), (2, vec![]));
        world.answer("final_days.where", "In a hospice.");
        let (now, _) = shown(&world);
        let (changed, same) = (world.field("final_days.where"), world.field("final_days.hospice_fund"));
        assert_ne!(before[&changed], now[&changed]);
        assert_eq!(before[&same], now[&same]);

        // Another device, which had the text of before on its screen.
        let save = EnrolmentsCommand::SaveAnswer {
            enrolment: world.enrolment(BOB),
            field: changed,
            item: None,
            value: json!("With my sister."),
        };
        let mut envelope = world.envelope(BOB, save);
        envelope.base_rev = Some(before[&changed]);
        world.store().dispatch(&envelope, world.now()).unwrap();
        let (after, two) = shown(&world);
        assert_eq!(after, now, "the answer that was there stays");
        assert_eq!(two, [TwoAnswers {
            answer: AnswerKey { item: None, field: changed },
            kept: Rev(envelope.id.0),
        }]);
    }

    fn a_further_round_says_for_whom_it_is_kept_and_until_when(world: World) {
        to_change(&world);
        let submission = world.request(BOB);
        let waits_for = |world: &World| {
            let waits_for = section(world, BOB, "final_days").current.unwrap().waits_for;
            waits_for.map(|(mentor, _)| mentor.id)
        };
        assert_eq!(waits_for(&world), Some(ALICE));
        let held = world.claim(ALICE, submission);
        assert_eq!(waits_for(&world), None, "she has it");
        world.done(ALICE, ReviewsCommand::Release { held });
        assert_eq!(waits_for(&world), None, "she gave it back to everyone");
        world.done(BOB, ReviewsCommand::Cancel { submission });
        world.request(BOB);
        assert_eq!(waits_for(&world), Some(ALICE));
        world.advance(Span(Span::hours(72).0 + 1));
        assert_eq!(waits_for(&world), None, "the time is over");
    }

    fn a_list_shows_an_entry_for_each_item_in_order(world: World) {
        let (enrolment, list) = (world.enrolment(BOB), world.section("contacts"));
        let [first, second] = [(); 2].map(|()| -> ItemId {
            let item = world.id();
            world.done(BOB, EnrolmentsCommand::AddItem { enrolment, section: list, item });
            item
        });
        world.answer_in(BOB, Some(second), "contacts.phone", "0123 456");
        world.done(BOB, EnrolmentsCommand::MoveItem { enrolment, item: second, to: 0 });
        let view = section(&world, BOB, "contacts");
        let items: Vec<_> = view.entries.iter().map(|entry| (entry.item, entry.answers.len())).collect();
        assert_eq!(items, [(Some(second), 1), (Some(first), 0)]);
    }

    fn sections_follow_each_other_through_the_whole_journey(world: World) {
        let order: Vec<_> = contents(&world, BOB)
            .categories
            .into_iter()
            .flat_map(|category| category.sections)
            .map(|section| (section.id, section.title))
            .collect();
        let enrolment = world.enrolment(BOB);
        let mut walked = Vec::new();
        let mut next = order.first().cloned();
        while let Some((id, title)) = next {
            let view: SectionView = world.ask(BOB, Query::Section { enrolment, section: id }).unwrap();
            assert_eq!(view.previous, walked.last().cloned());
            walked.push((id, title));
            next = view.next;
        }
        assert_eq!(walked, order);
    }

    fn a_section_belongs_to_its_client_alone(world: World) {
        let enrolment = world.enrolment(BOB);
        for viewer in [DAN, ALICE, ADMIN] {
            let section = world.section("final_days");
            let refusal = world.ask::<SectionView>(viewer, Query::Section { enrolment, section }).unwrap_err();
            assert_eq!(refusal.code, Code::NotFound);
            assert!(world.ask::<ContentsView>(viewer, Query::Contents { enrolment }).is_err());
        }
        let elsewhere = world.id();
        assert!(world.ask::<SectionView>(BOB, Query::Section { enrolment, section: elsewhere }).is_err());
    }

    fn the_round_under_way_tells_who_has_it_and_whether_the_section_changed_since(world: World) {
        let submission = world.request(BOB);
        let current = section(&world, BOB, "final_days").current.unwrap();
        assert_eq!((current.submission, current.round, current.state), (submission, 1, SubmissionState::Open));
        assert_eq!((current.mentor, current.changed_since), (None, false));
        world.claim(ALICE, submission);
        world.answer("final_days.hospice_fund", json!({ "institution": "Harbour Bank", "reference": "12" }));
        let current = section(&world, BOB, "final_days").current.unwrap();
        assert_eq!((current.mentor.unwrap().name.as_str(), current.changed_since), ("Alice Mwangi", true));
        world.answer("final_days.hospice_fund", json!(null));
        assert!(!section(&world, BOB, "final_days").current.unwrap().changed_since, "as it was sent");
    }

    fn a_section_keeps_its_rounds_newest_first(world: World) {
        to_change(&world);
        world.answer("final_days.music", "Schubert.");
        let (second, command) = world.request_of(BOB, world.section("final_days"));
        world.done(BOB, command);
        let view = section(&world, BOB, "final_days");
        let rounds: Vec<_> = view.rounds.iter().map(|round| (round.round, round.review.is_some())).collect();
        assert_eq!(rounds, [(2, false), (1, true)]);
        assert_eq!(view.rounds[0].submission, second);
        assert_eq!(view.rounds[1].review.as_ref().unwrap().comments.len(), 2);
    }

    fn a_client_may_ask_for_the_mentors_of_the_journey(world: World) {
        let names = |client| -> Vec<String> {
            section(&world, client, "final_days").mentors.into_iter().map(|choice| choice.mentor.name).collect()
        };
        assert_eq!(names(BOB), ["Alice Mwangi", "Carol Nyström"]);
        world.done(EVE, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Essentials });
        assert_eq!(names(EVE), Vec::<String>::new(), "no reviews are booked");
        world.done(ALICE, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Premium });
        assert_eq!(names(ALICE), ["Carol Nyström"], "nobody asks themselves");
    }

    fn the_table_of_contents_shows_progress_quietly(world: World) {
        to_change(&world);
        let (enrolment, list) = (world.enrolment(BOB), world.section("contacts"));
        world.done(BOB, EnrolmentsCommand::AddItem { enrolment, section: list, item: world.id() });
        let view = contents(&world, BOB);
        assert_eq!((view.title.as_str(), view.tier), ("Care", Tier::Guided));
        assert!(view.categories.iter().all(|category| !category.title.is_empty() && !category.sections.is_empty()));
        let find = |title: &str| {
            let mut sections = view.categories.iter().flat_map(|category| &category.sections);
            sections.find(|section| section.title == title).unwrap()
        };
        let final_days = find("Final days");
        assert_eq!((final_days.review, final_days.open_comments), (Some(SubmissionState::ChangesRequested), 1));
        assert!(final_days.score > 0);
        let contacts = view.categories.iter().flat_map(|category| &category.sections).find(|section| section.id == list).unwrap();
        assert_eq!((contacts.items, contacts.score, contacts.review), (1, 0, None));
    }

    fn a_request_taken_back_leaves_the_section_where_it_stood(world: World) {
        to_change(&world);
        let (second, command) = world.request_of(BOB, world.section("final_days"));
        world.done(BOB, command);
        assert_eq!(me(&world, BOB).to_change, 0);
        world.done(BOB, ReviewsCommand::Cancel { submission: second });
        assert_eq!(me(&world, BOB).to_change, 1);
        assert_eq!(journeys(&world, BOB).mine[0].to_change, 1);
    }

    fn journeys_are_counted_by_where_their_sections_stand(world: World) {
        let mine = journeys(&world, BOB).mine;
        assert_eq!(mine.len(), 1);
        let sections = i64::try_from(world.all::<Section>().len()).unwrap();
        let counts = (mine[0].sections, mine[0].done, mine[0].to_change, mine[0].in_review, mine[0].score);
        assert_eq!(counts, (sections, 0, 0, 0, 0));
        let submission = world.request(BOB);
        assert_eq!(journeys(&world, BOB).mine[0].in_review, 1);
        let held = world.claim(ALICE, submission);
        world.complete(ALICE, held, Outcome::Approved);
        let mine = journeys(&world, BOB).mine;
        assert_eq!((mine[0].done, mine[0].in_review), (1, 0));
        assert!(mine[0].score > 0);
    }

    fn journeys_that_one_is_not_in_can_be_begun(world: World) {
        let view = journeys(&world, EVE);
        assert_eq!(view.mine, []);
        let others: Vec<_> = view.others.iter().map(|other| (other.title.as_str(), other.sections)).collect();
        let sections = i64::try_from(world.all::<Section>().len()).unwrap();
        assert_eq!(others, [("Care", sections)]);
        world.advance(Span::hours(1));
        world.done(EVE, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Guided });
        let view = journeys(&world, EVE);
        assert_eq!((view.mine.len(), view.others.len()), (1, 0));
    }
}
