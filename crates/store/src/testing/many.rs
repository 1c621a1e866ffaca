//! More finished reviews than anybody wrote: what there is, over and over under other ids, each a minute earlier than the
//! one before. For lists of thousands.

use super::rows;
use crate::rows::TxRows;
use crate::{Store, StoreError, changes};
use domain::base::{Instant, PersonId, Span, Stored as _, Value};
use domain::entity::Stamp;
use domain::reviews::{Review, ReviewId, Submission, SubmissionId};
use domain::rows::{AnyRow, Rows as _};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Gives the mentor with the most finished reviews so many of them, and returns who that is.
///
/// # Panics
/// When nobody has finished one, or the store fails.
pub fn finish_many(store: &Store, wanted: usize) -> PersonId {
    let all = rows(store);
    let reviews: Vec<Review> = all.iter().filter_map(|row| Review::try_from(row.clone()).ok()).collect();
    let rounds: BTreeMap<SubmissionId, Submission> = all
        .iter()
        .filter_map(|row| Submission::try_from(row.clone()).ok())
        .map(|round| (round.id, round))
        .collect();
    let mut counts: BTreeMap<PersonId, usize> = BTreeMap::new();
    reviews.iter().for_each(|review| *counts.entry(review.mentor_id).or_default() += 1);
    let Some((mentor, has)) = counts.into_iter().max_by_key(|(_, count)| *count) else {
        panic!("nobody has finished a review")
    };
    let own: Vec<&Review> = reviews.iter().filter(|review| review.mentor_id == mentor).collect();
    let written = store.engine().write::<_, StoreError>(&[], |tx| {
        let mut target = TxRows::new(tx, Stamp::default());
        for (number, review) in (has..wanted).zip(own.iter().cycle()) {
            let Some(round) = rounds.get(&review.submission_id) else { continue };
            for row in copies(number, review, round) {
                target.put(row).unwrap_or_else(|error| panic!("writing a review: {error:?}"));
            }
        }
        let touched = target.into_touched();
        let seq = changes::next_seq(tx)?;
        changes::index(tx, seq, &touched)
    });
    written.unwrap_or_else(|error| panic!("writing many reviews: {error:?}"));
    mentor
}

fn copies(number: usize, review: &Review, round: &Submission) -> [AnyRow; 2] {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let id = |kind: u128| Uuid::from_u128((kind << 64) + u128::from(number));
    let earlier = |at: Instant| at + Span(-i64::from(number) * 60_000);
    let submission = SubmissionId(id(0x5EC7));
    let round = Submission {
        id: submission,
        requested_at: earlier(round.requested_at),
        ended_at: round.ended_at.map(earlier),
        ..round.clone()
    };
    let review = Review {
        id: ReviewId(id(0x4E71)),
        submission_id: submission,
        completed_at: earlier(review.completed_at),
        ..review.clone()
    };
    [round.into(), review.into()]
}

/// Tells a person so often of what somebody was told before, by statements that take little memory. On SQLite alone.
///
/// # Panics
/// When nobody was told of anything, or the store fails.
pub fn tell_often(store: &Store, person: PersonId, count: u32) {
    const NUMBERS: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)";
    const ID: &str = "printf('%08x-0000-7000-8000-000000000000', n.i)";
    let notify = format!(
        "INSERT INTO notifications
             (id, recipient_id, kind, submission_id, subject, created_at, read_at, rev, updated_at)
         {NUMBERS}
         SELECT {ID}, $1, m.kind, m.submission_id, m.subject, m.created_at, NULL, m.rev, m.updated_at
         FROM n, (SELECT * FROM notifications ORDER BY id LIMIT 1) m"
    );
    let index = format!(
        "INSERT INTO sync_change (pid, bucket, tbl, pk, seq, gone)
         {NUMBERS}
         SELECT 1, 'u:' || $1, 'notifications', {ID}, (SELECT seq FROM sync_head), 0
         FROM n"
    );
    let written = store.engine().write::<_, StoreError>(&[], |tx| {
        let params = [person.to_value(), Value::Int(i64::from(count))];
        let told = tx.exec_sql("testing.notify", &notify, &params)?;
        assert_eq!(told, u64::from(count), "nobody was told of anything before");
        tx.exec_sql("testing.index", &index, &params).map(drop)
    });
    written.unwrap_or_else(|error| panic!("telling often: {error:?}"));
}
