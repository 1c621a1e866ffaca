//! Rows and claims for unit tests.

use domain::base::{Instant, PersonId, ZoneId};
use domain::journeys::JourneyId;
use domain::reviews::{
    ClaimId, ClaimView, Held, KeptPurpose, KeptView, PersonName, Priority, ReviewNow, ReviewRow,
    SubmissionId, SubmissionState,
};
use uuid::Uuid;

/// A review that Ruth sent for the second time.
pub(crate) fn row(title: &str) -> ReviewRow {
    ReviewRow {
        submission: SubmissionId(Uuid::nil()),
        journey: JourneyId(Uuid::nil()),
        journey_title: "Care".to_owned(),
        section_title: title.to_owned(),
        client: Some("Ruth Nakamura".to_owned()),
        round: 2,
        priority: Priority::Normal,
        words: None,
        requested_at: Instant(0),
        state: SubmissionState::Open,
        until: None,
        reserved: false,
        changed_fields: 2,
        open_comments: 0,
        has_draft: false,
        completed_at: None,
    }
}

/// A claim of Amara's until a moment.
pub(crate) fn claim(expires_at: Instant) -> ClaimView {
    ClaimView {
        held: Held { submission: SubmissionId(Uuid::nil()), claim: ClaimId(Uuid::nil()) },
        mentor: PersonName {
            id: PersonId(Uuid::nil()),
            name: "Amara Okafor".to_owned(),
            zone: ZoneId::utc(),
        },
        token: 1,
        claimed_at: Instant(0),
        expires_at,
        lapsed: false,
    }
}

/// The note of a review that was lost.
pub(crate) fn kept() -> KeptView {
    KeptView {
        kept: None,
        submission: Some(SubmissionId(Uuid::nil())),
        section_title: "Final days".to_owned(),
        purpose: KeptPurpose::Note,
        body: String::new(),
        text: "Dear Ruth".to_owned(),
        reason: "You gave this review back.".to_owned(),
        at: Instant(0),
        now: ReviewNow::Free,
    }
}
