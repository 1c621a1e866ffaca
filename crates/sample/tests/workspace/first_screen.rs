//! What the persona sees first: a court with a few very different reviews, a queue, a past.

use crate::world::{NOW, world};
use domain::base::{PersonId, Span};
use domain::journeys::Section;
use domain::notifications::Notification;
use domain::people::Person;
use domain::reviews::{Claim, QueueItem, Review, ReviewDraft, Submission, SubmissionAnswer};

fn persona() -> PersonId {
    sample::persona()
}

/// Returns the persona's open reviews: client, section, round.
fn court() -> Vec<(String, String, i64)> {
    let world = world();
    let claims: Vec<Claim> = world.all();
    let held = |item: &QueueItem| {
        let newest =
            claims.iter().filter(|claim| claim.submission_id == item.id).max_by_key(|claim| claim.token);
        newest.is_some_and(|claim| claim.mentor_id == persona() && claim.is_live(NOW))
    };
    let kept = |item: &QueueItem| item.reserved_now(NOW).is_some_and(|(mentor, _)| mentor == persona());
    let mut court: Vec<_> = world
        .all::<QueueItem>()
        .into_iter()
        .filter(|item| held(item) || kept(item))
        .filter_map(|item| {
            let submission = world.all::<Submission>().into_iter().find(|row| row.id == item.id)?;
            let client = world.all::<Person>().into_iter().find(|row| row.id == submission.client_id)?;
            let section = world.all::<Section>().into_iter().find(|row| row.id == item.section_id)?;
            Some((client.name, section.title, item.round))
        })
        .collect();
    court.sort();
    court
}

#[test]
fn her_court_holds_four_very_different_reviews() {
    let expected = [
        ("Graham Whitlock", "Letters to the family", 1),
        ("Leïla Haddad", "Guest list", 3),
        ("Ruth Nakamura", "Final days", 2),
        ("Tomasz Zieliński", "Money and pensions", 1),
    ];
    let expected = expected.map(|(client, section, round)| (client.to_owned(), section.to_owned(), round));
    assert_eq!(court(), expected);
}

#[test]
fn ruth_changed_two_fields() {
    let rounds: Vec<Submission> = world()
        .all::<Submission>()
        .into_iter()
        .filter(|row| row.client_id == sample::person("ruth"))
        .collect();
    let second =
        rounds.iter().find(|row| row.round == 2 && row.holder_id == Some(persona())).expect("a second round");
    let answers = |submission| {
        let rows = world().all::<SubmissionAnswer>().into_iter();
        rows.filter(move |row| Some(row.submission_id) == submission)
            .map(|row| (row.field_id, row.value))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let (before, now) = (answers(second.previous_id), answers(Some(second.id)));
    let changed = now.iter().filter(|(field, value)| before.get(field) != Some(value)).count();
    assert_eq!(changed, 2);
}

#[test]
fn she_has_written_a_long_draft_about_the_letters() {
    let drafts: Vec<ReviewDraft> =
        world().all::<ReviewDraft>().into_iter().filter(|row| row.mentor_id == persona()).collect();
    let longest = drafts.iter().map(|draft| draft.body.document().words()).max().unwrap_or(0);
    assert!((350..=480).contains(&longest), "{longest} words");
}

#[test]
fn she_has_a_queue_and_a_past() {
    let done: Vec<Review> =
        world().all::<Review>().into_iter().filter(|row| row.mentor_id == persona()).collect();
    assert!((16..=24).contains(&done.len()), "{} done", done.len());
    let claims: Vec<Claim> = world().all();
    let free = |item: &QueueItem| {
        let held = claims.iter().any(|claim| claim.submission_id == item.id && claim.is_live(NOW));
        !held && item.reserved_now(NOW).is_none()
    };
    let queue = world().all::<QueueItem>().into_iter().filter(free).count();
    assert!((7..=30).contains(&queue), "{queue} in the queue");
}

#[test]
fn a_little_is_news_to_her_and_the_rest_is_read() {
    let hers = world().all::<Notification>().into_iter().filter(|row| row.recipient_id == persona());
    let unread: Vec<Notification> = hers.filter(|row| row.read_at.is_none()).collect();
    assert!((1..=8).contains(&unread.len()), "{} unread", unread.len());
    assert!(unread.iter().any(|row| NOW - row.created_at < Span::days(1)));
}
