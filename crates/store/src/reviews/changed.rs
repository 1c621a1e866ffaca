//! How many fields of the reviews in hand differ from the rounds that they are compared with.

use super::held::held;
use super::sent::{self, Sent, SentRound};
use crate::StoreError;
use crate::ask::Reader;
use crate::engine::Stmt;
use crate::visible;
use domain::base::Json;
use domain::enrolments::AnswerKey;
use domain::reviews::SubmissionId;
use std::collections::BTreeMap;

/// The answers of every later round that the viewer holds, and of the rounds that those are compared with.
pub(super) const HELD_ANSWERS: Stmt = Stmt::new(
    "reviews.held_answers",
    concat!(
        "SELECT a.submission_id, a.item_id, a.field_id, a.value, a.hidden_change
         FROM claims c
         JOIN section_reviews t ON t.id = c.submission_id
         JOIN submission_answers a ON a.submission_id IN (t.id, t.previous_id)
         WHERE ",
        held!(),
        " AND t.previous_id IS NOT NULL AND ",
        visible!("a", "submission_answers"),
        " ORDER BY a.submission_id, a.id"
    ),
);

/// Returns the number of changed fields for each round, given with the round that it is compared with.
pub(super) fn changed_fields(
    reader: &mut Reader,
    rounds: BTreeMap<SubmissionId, Option<SubmissionId>>,
) -> Result<BTreeMap<SubmissionId, i64>, StoreError> {
    if rounds.values().all(Option::is_none) {
        return Ok(BTreeMap::new());
    }
    let mut sent: BTreeMap<SubmissionId, SentRound> = BTreeMap::new();
    for row in reader.rows(&HELD_ANSWERS, &[])? {
        let key = AnswerKey { item: row.stored(1)?, field: row.stored(2)? };
        let answer = match row.stored::<Option<Json<serde_json::Value>>>(3)? {
            Some(value) => Sent::Shared(value.0),
            None => Sent::Hidden { changed: row.flag(4)? },
        };
        sent.entry(row.stored(0)?).or_default().answers.insert(key, answer);
    }
    let mut counts = BTreeMap::new();
    for (round, previous) in rounds {
        let (Some(previous), Some(now)) = (previous, sent.get(&round)) else { continue };
        let changed = sent::changed_fields(sent.get(&previous), now);
        counts.insert(round, i64::try_from(changed.len()).unwrap_or(i64::MAX));
    }
    Ok(counts)
}
