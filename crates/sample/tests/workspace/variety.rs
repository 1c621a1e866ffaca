//! What a workspace has in it: all kinds of people, states, rounds, lengths and scripts.

use crate::world::{NOW, world};
use domain::base::{Instant, PersonId, Span};
use domain::command::Role;
use domain::enrolments::{Answer, Enrolment, Tier};
use domain::people::{Person, RoleGrant};
use domain::reviews::{
    ChecklistMark, Claim, ClaimEnd, CommentReply, CommentResolution, DraftComment, KeptText, Priority,
    QueueItem, Review, ReviewAmendment, ReviewDraft, Submission, SubmissionAnswer, SubmissionPrivate,
    SubmissionState,
};
use std::collections::{BTreeMap, BTreeSet};

fn count_by<K: Ord>(keys: impl IntoIterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// Asserts that there are at least so many, and says of what.
fn at_least(least: usize, what: &str, found: usize) {
    assert!(found >= least, "{found} {what}, at least {least} were promised");
}

#[test]
fn there_are_twelve_mentors_sixty_clients_three_creators_and_an_admin() {
    let roles = count_by(world().all::<RoleGrant>().into_iter().map(|grant| grant.role));
    let promised = [(Role::Client, 60), (Role::Mentor, 12), (Role::Creator, 3), (Role::Admin, 1)];
    assert_eq!(roles, promised.into());
}

#[test]
fn clients_have_every_tier_and_some_are_in_both_journeys() {
    let enrolments: Vec<Enrolment> = world().all();
    let tiers = count_by(enrolments.iter().map(|row| row.tier));
    for tier in [Tier::Essentials, Tier::Guided, Tier::Premium] {
        at_least(4, &format!("enrolments of {tier:?}"), tiers.get(&tier).copied().unwrap_or(0));
    }
    let journeys = count_by(enrolments.iter().map(|row| row.client_id));
    at_least(3, "clients in both journeys", journeys.values().filter(|count| **count == 2).count());
    let answered: BTreeSet<PersonId> = world().all::<Answer>().into_iter().map(|row| row.client_id).collect();
    at_least(2, "clients without an answer", journeys.keys().filter(|who| !answered.contains(who)).count());
}

#[test]
fn two_hundred_reviews_are_in_every_state_and_round() {
    let submissions: Vec<Submission> = world().all();
    assert_eq!(submissions.len(), 200);
    let states = count_by(submissions.iter().map(|row| row.state));
    let promised = [
        (SubmissionState::Open, 35),
        (SubmissionState::ChangesRequested, 30),
        (SubmissionState::Approved, 60),
        (SubmissionState::Cancelled, 6),
    ];
    for (state, least) in promised {
        at_least(least, &format!("rounds in {state:?}"), states.get(&state).copied().unwrap_or(0));
    }
    let in_round = |round| submissions.iter().filter(|row| row.round == round).count();
    at_least(100, "first rounds", in_round(1));
    at_least(25, "second rounds", in_round(2));
    at_least(4, "third rounds", in_round(3));
}

#[test]
fn what_is_open_waits_is_kept_or_is_held_in_every_way() {
    let queue: Vec<QueueItem> = world().all();
    let claims: Vec<Claim> = world().all();
    let newest = |item: &QueueItem| {
        claims.iter().filter(|claim| claim.submission_id == item.id).max_by_key(|claim| claim.token)
    };
    let held: Vec<&Claim> =
        queue.iter().filter_map(newest).filter(|claim| claim.ended_at.is_none()).collect();
    let waiting: Vec<&QueueItem> =
        queue.iter().filter(|item| newest(item).is_none_or(|claim| claim.ended_at.is_some())).collect();
    let since = |span: Span| Instant(NOW.0 - span.0);
    let fresh = waiting.iter().filter(|item| item.requested_at >= since(Span::hours(10))).count();
    let old = waiting.iter().filter(|item| item.requested_at < since(Span::days(1))).count();
    at_least(5, "requests of the last hours", fresh);
    at_least(5, "requests that wait for days", old);
    at_least(3, "reserved requests", waiting.iter().filter(|item| item.reserved_now(NOW).is_some()).count());
    let priorities = count_by(waiting.iter().map(|item| item.priority));
    at_least(1, "urgent requests", priorities.get(&Priority::Urgent).copied().unwrap_or(0));
    at_least(1, "requests of high priority", priorities.get(&Priority::High).copied().unwrap_or(0));

    let left = |claim: &Claim| claim.expires_at - NOW;
    at_least(12, "held reviews", held.iter().filter(|claim| claim.is_live(NOW)).count());
    at_least(2, "lapsed leases", held.iter().filter(|claim| !claim.is_live(NOW)).count());
    let closing = held.iter().filter(|claim| (Span(0)..Span::hours(6)).contains(&left(claim))).count();
    at_least(1, "leases that are nearly over", closing);
    let extended = |claim: &&&Claim| claim.expires_at - claim.claimed_at > Span::hours(72);
    at_least(1, "claims with more time", held.iter().filter(extended).count());
    let drafts: BTreeSet<_> = world().all::<ReviewDraft>().into_iter().map(|row| row.submission_id).collect();
    let begun = |claim: &&&Claim| drafts.contains(&claim.submission_id);
    at_least(8, "half-written drafts", held.iter().filter(begun).count());
    at_least(3, "claims without a word", held.iter().filter(|claim| !begun(claim)).count());
    at_least(5, "draft comments", world().all::<DraftComment>().len());
    at_least(5, "ticked lines", world().all::<ChecklistMark>().len());
    let per_mentor = count_by(held.iter().filter(|claim| claim.is_live(NOW)).map(|claim| claim.mentor_id));
    assert!(per_mentor.values().all(|count| *count <= 4), "{per_mentor:?}");
}

#[test]
fn claims_end_in_every_way_and_reviews_have_an_afterlife() {
    let ends = count_by(world().all::<Claim>().into_iter().filter_map(|claim| claim.ending));
    for end in [ClaimEnd::Completed, ClaimEnd::Released, ClaimEnd::Expired, ClaimEnd::Cancelled] {
        at_least(2, &format!("claims that ended as {end:?}"), ends.get(&end).copied().unwrap_or(0));
    }
    at_least(2, "additions", world().all::<ReviewAmendment>().len());
    at_least(20, "replies", world().all::<CommentReply>().len());
    at_least(40, "settled comments", world().all::<CommentResolution>().len());
    at_least(1, "kept texts", world().all::<KeptText>().len());
    at_least(20, "private answers in reviews", world().all::<SubmissionPrivate>().len());
    let mentors: BTreeSet<_> = world().all::<Review>().into_iter().map(|row| row.mentor_id).collect();
    assert_eq!(mentors.len(), 12, "every mentor has completed something");
}

#[test]
fn later_rounds_differ_from_the_ones_before() {
    let submissions: Vec<Submission> = world().all();
    let cancelled: BTreeSet<_> =
        submissions.iter().filter(|row| row.state == SubmissionState::Cancelled).map(|row| row.id).collect();
    let content: BTreeMap<_, _> = submissions.iter().map(|row| (row.id, row.content)).collect();
    for row in &submissions {
        let Some(before) = row.previous_id.filter(|before| !cancelled.contains(before)) else { continue };
        assert_ne!(content.get(&before), Some(&row.content), "round {} says the same", row.round);
    }
}

#[test]
fn reviews_come_in_five_scripts_and_in_all_lengths() {
    let answers: Vec<SubmissionAnswer> = world().all();
    let texts: Vec<String> =
        answers.iter().filter_map(|answer| Some(answer.value.as_ref()?.0.as_str()?.to_owned())).collect();
    let in_script = |from: char, to: char| {
        texts.iter().filter(|text| text.chars().any(|letter| (from..=to).contains(&letter))).count()
    };
    at_least(10, "texts in Arabic", in_script('\u{600}', '\u{6ff}'));
    at_least(10, "texts in Chinese", in_script('\u{4e00}', '\u{9fff}'));
    at_least(10, "texts in Cyrillic", in_script('\u{400}', '\u{4ff}'));
    at_least(10, "texts in Devanagari", in_script('\u{900}', '\u{97f}'));
    at_least(10, "long texts", texts.iter().filter(|text| text.chars().count() > 600).count());
    at_least(50, "short texts", texts.iter().filter(|text| text.chars().count() < 60).count());
    let entries = count_by(answers.iter().filter_map(|row| Some((row.submission_id, row.item_id?))));
    let sizes = count_by(entries.keys().map(|(submission, _)| submission));
    assert!(sizes.values().any(|size| *size >= 80), "no list has 80 entries: {:?}", sizes.values().max());
}

#[test]
fn people_do_things_while_they_are_awake() {
    // Offsets of November for a few zones of very different places.
    let offsets =
        [("Europe/London", 0), ("Asia/Kolkata", 330), ("America/Denver", -420), ("Pacific/Auckland", 780)];
    let zones: BTreeMap<PersonId, i64> = world()
        .all::<Person>()
        .into_iter()
        .filter_map(|person| {
            let (_, minutes) = offsets.iter().find(|(name, _)| *name == person.zone.0)?;
            Some((person.id, *minutes))
        })
        .collect();
    let hours: Vec<i64> = world()
        .steps
        .iter()
        .filter_map(|step| {
            let local = step.now.0 / 60_000 + zones.get(&step.envelope.actor)?;
            Some(local.rem_euclid(24 * 60) / 60)
        })
        .collect();
    let asleep = hours.iter().filter(|hour| (1..6).contains(*hour)).count();
    assert!(asleep * 50 < hours.len(), "{asleep} of {} steps are at night", hours.len());
}
