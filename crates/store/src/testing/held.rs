//! Reviews that mentors hold, with comments that they write, and notifications: more than anybody made, for figures. They are
//! what there is, under other ids.

use super::rows;
use crate::rows::TxRows;
use crate::{Store, StoreError, changes};
use domain::base::{Instant, PersonId, Span};
use domain::entity::Stamp;
use domain::notifications::{Notification, NotificationId};
use domain::reviews::{
    Claim, ClaimId, CommentId, CommentKind, DraftComment, Held, Submission, SubmissionId, SubmissionState,
};
use domain::rows::{AnyRow, Rows as _};
use uuid::Uuid;

/// A review that a mentor holds, and the comments that they are writing.
#[derive(Debug, Clone)]
pub struct HeldReview {
    /// Who holds it.
    pub mentor: PersonId,
    /// Under which claim.
    pub held: Held,
    /// Their comments.
    pub comments: Vec<CommentId>,
}

/// Gives each of the mentors named a review to hold, with one comment for each text. Every review is a change of its own.
///
/// # Panics
/// When there is no review to begin with, or the store fails.
pub fn hold_many(store: &Store, mentors: &[PersonId], texts: &[String], now: Instant) -> Vec<HeldReview> {
    let all = rows(store);
    let round = all.iter().find_map(|row| Submission::try_from(row.clone()).ok());
    let Some(round) = round else { panic!("nobody asked for a review") };
    mentors.iter().zip(0..).map(|(mentor, number)| hold(store, *mentor, number, &round, texts, now)).collect()
}

fn hold(
    store: &Store,
    mentor: PersonId,
    number: u32,
    like: &Submission,
    texts: &[String],
    now: Instant,
) -> HeldReview {
    let id = |kind: u128, part: usize| {
        Uuid::from_u128((kind << 96) + (u128::from(number) << 32) + u128::try_from(part).unwrap_or(u128::MAX))
    };
    let held = Held { submission: SubmissionId(id(0x5E1D, 0)), claim: ClaimId(id(0xC1A1, 0)) };
    let submission = Submission {
        id: held.submission,
        holder_id: Some(mentor),
        previous_id: None,
        state: SubmissionState::Open,
        ended_at: None,
        ..like.clone()
    };
    let claim = Claim {
        id: held.claim,
        submission_id: held.submission,
        journey_id: like.journey_id,
        section_id: like.section_id,
        mentor_id: mentor,
        token: 1,
        claimed_at: now,
        expires_at: now + Span::days(3),
        ended_at: None,
        ending: None,
        stamp: Stamp::default(),
    };
    let comments: Vec<CommentId> = (0..texts.len()).map(|part| CommentId(id(0xC033, part))).collect();
    let written = comments.iter().zip(texts).map(|(id, body)| DraftComment {
        id: *id,
        submission_id: held.submission,
        mentor_id: mentor,
        field_id: None,
        item_id: None,
        kind: CommentKind::Suggestion,
        body: body.clone(),
        created_at: now,
        stamp: Stamp::default(),
    });
    put(store, [submission.into(), claim.into()].into_iter().chain(written.map(AnyRow::from)));
    HeldReview { mentor, held, comments }
}

/// Gives each of the people named so many notifications.
///
/// # Panics
/// When there is none to begin with, or the store fails.
pub fn notify_many(store: &Store, people: &[PersonId], count: u32) {
    let all = rows(store);
    let Some(like) = all.iter().find_map(|row| Notification::try_from(row.clone()).ok()) else {
        panic!("nobody was notified of anything")
    };
    for (person, number) in people.iter().zip(0_u128..) {
        let rows = (0..count).map(|one| Notification {
            id: NotificationId(Uuid::from_u128((0x4071 << 96) + (number << 32) + u128::from(one))),
            recipient_id: *person,
            subject: format!("Section {one}"),
            created_at: like.created_at + Span::seconds(i64::from(one)),
            ..like.clone()
        });
        put(store, rows.map(AnyRow::from));
    }
}

/// Writes rows as one change.
fn put(store: &Store, rows: impl Iterator<Item = AnyRow>) {
    let written = store.engine().write::<_, StoreError>(&[], |tx| {
        let mut target = TxRows::new(tx, Stamp::default());
        for row in rows {
            target.put(row).unwrap_or_else(|error| panic!("writing a row: {error:?}"));
        }
        let touched = target.into_touched();
        let seq = changes::next_seq(tx)?;
        changes::index(tx, seq, &touched)
    });
    written.unwrap_or_else(|error| panic!("writing rows: {error:?}"));
}
