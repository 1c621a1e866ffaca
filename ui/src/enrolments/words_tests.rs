use super::*;
use domain::base::{PersonId, ZoneId};
use domain::journeys::SectionId;
use domain::reviews::{PersonName, SubmissionId};
use uuid::Uuid;

fn section(review: Option<SubmissionState>, score: i64) -> ContentsSection {
    ContentsSection {
        id: SectionId(Uuid::nil()),
        title: "Final days".to_owned(),
        kind: SectionKind::Form,
        score,
        items: 0,
        review,
        open_comments: 2,
    }
}

fn state(review: Option<SubmissionState>, mentor: Option<&str>) -> String {
    section_state(&section(review, 40), mentor).0
}

#[test]
fn a_section_says_where_it_stands() {
    assert_eq!(state(Some(SubmissionState::Open), Some("Amara Okafor")), "With Amara Okafor");
    assert_eq!(state(Some(SubmissionState::Open), None), "Sent, waiting for a mentor");
    assert_eq!(state(Some(SubmissionState::ChangesRequested), None), "Changes asked for, 2 comments open");
    assert_eq!(state(Some(SubmissionState::Approved), None), "Approved");
    assert_eq!(state(None, None), "Begun");
    assert_eq!(section_state(&section(None, 0), None).0, "Not begun");
    assert_eq!(section_state(&section(None, 100), None).0, "All answered");
    let list = ContentsSection { kind: SectionKind::List, items: 12, ..section(None, 0) };
    assert_eq!(section_state(&list, None).0, "12 entries");
    let empty = ContentsSection { items: 0, ..list };
    assert_eq!(section_state(&empty, None).0, "Not begun");
}

#[test]
fn progress_is_never_a_division_by_nought() {
    assert_eq!(done_words(0, 0), "No sections yet");
    assert_eq!(done_words(7, 15), "7 of 15 sections done");
    assert_eq!(done_words(1, 1), "1 of 1 section done");
    assert_eq!(progress_words(0, Some("person")), "No person yet");
    assert_eq!(progress_words(1, Some("person")), "1 entry");
}

fn round(mentor: Option<&str>, changed_since: bool) -> CurrentRound {
    CurrentRound {
        submission: SubmissionId(Uuid::nil()),
        round: 1,
        state: SubmissionState::Open,
        requested_at: Instant(0),
        mentor: mentor.map(|name| PersonName {
            id: PersonId(Uuid::nil()),
            name: name.to_owned(),
            zone: ZoneId::utc(),
        }),
        waits_for: None,
        changed_since,
    }
}

#[test]
fn while_a_mentor_reads_the_client_may_write() {
    let with = waiting(&round(Some("Amara Okafor"), false), "today, 14:00", "Friday, 09:00");
    assert_eq!(with.title, "With Amara Okafor, sent today, 14:00");
    assert_eq!(with.text, "You can go on writing; Amara reads the version you sent.");
    let nobody = waiting(&round(None, false), "today, 14:00", "Friday, 09:00");
    assert_eq!(nobody.title, "Sent today, 14:00, waiting for a mentor");
}

#[test]
fn a_request_that_is_kept_for_a_mentor_says_for_whom() {
    let mentor = round(Some("Amara Okafor"), false).mentor;
    let kept = CurrentRound { waits_for: mentor.map(|mentor| (mentor, Instant(0))), ..round(None, false) };
    let told = waiting(&kept, "today, 14:00", "Friday, 09:00");
    assert_eq!(told.title, "Sent today, 14:00, kept for Amara Okafor until Friday, 09:00");
    assert_eq!(told.text, "You can go on writing; Amara reads the version you sent.");
}

#[test]
fn what_was_changed_since_goes_with_the_next_request() {
    let changed = waiting(&round(None, true), "today, 14:00", "Friday, 09:00");
    assert!(
        changed.text.starts_with("You have changed something since. The mentor reads the version you sent")
    );
}

#[test]
fn every_plan_has_a_name() {
    for tier in [Tier::Essentials, Tier::Guided, Tier::Premium] {
        assert!(!tier_name(tier).is_empty());
    }
}
