//! What always holds of reviews: of the rows as they stand, and of every change to them.
//!
//! These are the edges and nodes of the graph of legal states, written independently of the commands.

use super::Touched;
use crate::base::{Instant, PersonId};
use crate::journeys::{Field, FieldId, Sensitivity};
use crate::reviews::{
    CLAIM_LIMIT, Claim, ClaimEnd, DraftOffer, Outcome, QueueItem, Review, ReviewsCommand, Submission,
    SubmissionAnswer, SubmissionId, SubmissionState,
};
use crate::rows::{AnyRow, RowKey, Rows, Table};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of reviews, by round.
#[derive(Default)]
struct Shelf<'a> {
    rounds: Vec<&'a Submission>,
    answers: BTreeMap<SubmissionId, Vec<&'a SubmissionAnswer>>,
    claims: BTreeMap<SubmissionId, Vec<&'a Claim>>,
    reviews: BTreeMap<SubmissionId, Vec<&'a Review>>,
    queue: BTreeMap<SubmissionId, &'a QueueItem>,
    offers: Vec<&'a DraftOffer>,
    private: BTreeSet<FieldId>,
}

impl<'a> Shelf<'a> {
    fn of(rows: impl Iterator<Item = &'a AnyRow>) -> Self {
        let mut shelf = Self::default();
        for row in rows {
            match row {
                AnyRow::Submission(row) => shelf.rounds.push(row),
                AnyRow::SubmissionAnswer(row) => {
                    shelf.answers.entry(row.submission_id).or_default().push(row);
                }
                AnyRow::Claim(row) => shelf.claims.entry(row.submission_id).or_default().push(row),
                AnyRow::Review(row) => shelf.reviews.entry(row.submission_id).or_default().push(row),
                AnyRow::DraftOffer(row) => shelf.offers.push(row),
                AnyRow::QueueItem(row) => drop(shelf.queue.insert(row.id, row)),
                AnyRow::Field(Field { id, sensitivity: Sensitivity::Private, .. }) => {
                    shelf.private.insert(*id);
                }
                _ => {}
            }
        }
        for claims in shelf.claims.values_mut() {
            claims.sort_by_key(|claim| claim.token);
        }
        shelf
    }
}

/// Checks the rows as they stand at `now`.
///
/// # Errors
/// The law that is broken.
pub(crate) fn of_the_rows<'a>(rows: impl Iterator<Item = &'a AnyRow>, now: Instant) -> Result<(), String> {
    let shelf = Shelf::of(rows);
    for round in &shelf.rounds {
        of_a_round(&shelf, round).map_err(|law| format!("{law}: {round:?}"))?;
    }
    let known: BTreeSet<SubmissionId> = shelf.rounds.iter().map(|round| round.id).collect();
    holds(shelf.queue.keys().all(|id| known.contains(id)), "a queue item belongs to a round")?;
    holds(shelf.claims.keys().all(|id| known.contains(id)), "a claim belongs to a round")?;
    of_the_order_of_rounds(&shelf)?;
    of_the_offers(&shelf)?;
    let mut live: BTreeMap<PersonId, usize> = BTreeMap::new();
    for claim in shelf.claims.values().flatten().filter(|claim| claim.is_live(now)) {
        *live.entry(claim.mentor_id).or_default() += 1;
    }
    holds(live.values().all(|count| *count <= CLAIM_LIMIT), "a mentor holds at most four reviews")
}

fn holds(right: bool, law: &str) -> Result<(), String> {
    if right { Ok(()) } else { Err(law.to_owned()) }
}

fn of_a_round(shelf: &Shelf, round: &Submission) -> Result<(), String> {
    let claims = shelf.claims.get(&round.id).map_or(&[][..], Vec::as_slice);
    let answers = shelf.answers.get(&round.id).map_or(&[][..], Vec::as_slice);
    let reviews = shelf.reviews.get(&round.id).map_or(&[][..], Vec::as_slice);
    let open = round.state == SubmissionState::Open;

    let tokens = claims.iter().map(|claim| claim.token);
    holds(tokens.eq(1..=i64::try_from(claims.len()).unwrap()), "tokens count up from 1")?;
    let (newest, older) = claims.split_last().map_or((None, claims), |(last, older)| (Some(*last), older));
    holds(older.iter().all(|claim| claim.ended_at.is_some()), "only the newest claim goes on")?;
    let goes_on = newest.filter(|claim| claim.ended_at.is_none());
    holds(goes_on.is_none() || open, "no claim on a round that ended goes on")?;
    let ended_in_full = claims.iter().all(|claim| claim.ended_at.is_some() == claim.ending.is_some());
    holds(ended_in_full, "a claim that ended says how")?;
    holds(claims.iter().all(|claim| claim.mentor_id != round.client_id), "nobody reviews their own")?;

    holds(answers.iter().all(|answer| answer.holder_id == round.holder_id), "the answers follow the round")?;
    let hidden = |answer: &&&SubmissionAnswer| shelf.private.contains(&answer.field_id);
    holds(answers.iter().filter(hidden).all(|answer| answer.value.is_none()), "private answers stay hidden")?;
    holds(shelf.queue.contains_key(&round.id) == open, "exactly the open rounds are in the queue")?;
    holds(round.ended_at.is_none() == open, "a round that is not open ended")?;
    let same = |item: &&QueueItem| {
        (item.reserved_for, item.reserved_until) == (round.reserved_for, round.reserved_until)
    };
    holds(shelf.queue.get(&round.id).is_none_or(same), "queue and round say the same of whom it waits for")?;
    match round.state {
        SubmissionState::Open => {
            holds(reviews.is_empty(), "an open round has no review")?;
            holds(round.holder_id == goes_on.map(|claim| claim.mentor_id), "the holder has the claim")
        }
        SubmissionState::Cancelled => {
            holds(reviews.is_empty(), "a round that was taken back has no review")?;
            holds(round.holder_id.is_none(), "nobody holds a round that was taken back")
        }
        SubmissionState::Approved => of_an_answered_round(round, newest, reviews, Outcome::Approved),
        SubmissionState::ChangesRequested => {
            of_an_answered_round(round, newest, reviews, Outcome::ChangesRequested)
        }
    }
}

/// An offer stands only while the one whom it was made to holds the review.
fn of_the_offers(shelf: &Shelf) -> Result<(), String> {
    for offer in &shelf.offers {
        let claims = shelf.claims.get(&offer.submission_id).map_or(&[][..], Vec::as_slice);
        let to = claims.last().filter(|claim| claim.ended_at.is_none());
        let holds_it = to.is_some_and(|to| (to.id, to.mentor_id) == (offer.claim_id, offer.holder_id));
        holds(holds_it, "an offer is made to the one who holds the review")?;
        let held_it = claims.iter().any(|claim| claim.mentor_id == offer.author_id);
        holds(held_it && offer.author_id != offer.holder_id, "who offers held the review before")?;
    }
    Ok(())
}

fn of_an_answered_round(
    round: &Submission,
    newest: Option<&Claim>,
    reviews: &[&Review],
    outcome: Outcome,
) -> Result<(), String> {
    let [review] = reviews else { return Err("an answered round has exactly one review".to_owned()) };
    holds(review.outcome == outcome, "the round says what the review decided")?;
    holds(round.holder_id == Some(review.mentor_id), "who answered is who held")?;
    let claim = newest.filter(|claim| claim.ending == Some(ClaimEnd::Completed));
    holds(claim.map(|claim| claim.id) == Some(review.claim_id), "the newest claim was completed")
}

fn of_the_order_of_rounds(shelf: &Shelf) -> Result<(), String> {
    let by_id: BTreeMap<SubmissionId, &Submission> =
        shelf.rounds.iter().map(|round| (round.id, *round)).collect();
    let mut sections: BTreeMap<_, Vec<&Submission>> = BTreeMap::new();
    for round in &shelf.rounds {
        sections.entry((round.enrolment_id, round.section_id)).or_default().push(round);
    }
    for rounds in sections.values_mut() {
        rounds.sort_by_key(|round| round.round);
        let numbers = rounds.iter().map(|round| round.round);
        holds(numbers.eq(1..=i64::try_from(rounds.len()).unwrap()), "rounds count up from 1")?;
        let open = rounds.iter().filter(|round| round.state == SubmissionState::Open);
        holds(open.count() <= 1, "a section has one open round")?;
        for round in rounds {
            let before = round.previous_id.map(|id| by_id.get(&id));
            let right = before.is_none_or(|before| {
                before.is_some_and(|before| {
                    before.is_answered()
                        && before.round < round.round
                        && before.section_id == round.section_id
                        && before.client_id == round.client_id
                })
            });
            holds(right, "a round is compared with an answered one of the same section")?;
        }
    }
    Ok(())
}

/// Checks one change: every touched row as it was, against the rows as they are now.
///
/// # Errors
/// The law that is broken.
pub(crate) fn of_a_change(
    before: &Touched,
    rows: &mut dyn Rows,
    actor: PersonId,
    command: &ReviewsCommand,
) -> Result<(), String> {
    for (key, old) in before {
        let new = rows.get(*key).unwrap();
        of_a_row(old.as_ref(), new.as_ref(), actor)
            .and_then(|()| of_lost_words(rows, *key, old.as_ref(), new.as_ref(), command))
            .map_err(|law| format!("{law}: {old:?} became {new:?}"))?;
    }
    Ok(())
}

fn of_a_row(old: Option<&AnyRow>, new: Option<&AnyRow>, actor: PersonId) -> Result<(), String> {
    let same = |law: &str| {
        let unstamped = |row: &AnyRow| {
            let mut row = row.clone();
            row.set_stamp(crate::entity::Stamp::default());
            row
        };
        holds(old.is_none() || old.map(unstamped) == new.map(unstamped), law)
    };
    match old.or(new) {
        Some(AnyRow::Review(_) | AnyRow::ReviewComment(_) | AnyRow::ReviewAmendment(_)) => {
            same("a sent review never changes")
        }
        Some(AnyRow::CommentReply(_)) => same("a reply never changes"),
        Some(AnyRow::SubmissionPrivate(_)) => same("what was sent never changes"),
        Some(AnyRow::ReviewDraft(row)) => holds(row.mentor_id == actor, "only its author changes a draft"),
        Some(AnyRow::DraftComment(row)) => holds(row.mentor_id == actor, "only its author changes a comment"),
        Some(AnyRow::UnsentText(row)) => {
            holds(row.author_id == actor, "only its author writes what is unsent")
        }
        Some(AnyRow::ChecklistMark(row)) => holds(row.mentor_id == actor, "only its author ticks"),
        _ => match (old, new) {
            (Some(AnyRow::Submission(old)), Some(AnyRow::Submission(new))) => of_a_step(old, new),
            (Some(AnyRow::Claim(old)), Some(AnyRow::Claim(new))) => of_a_claim(old, new),
            (None, Some(AnyRow::DraftOffer(new))) => holds(new.author_id == actor, "only its author offers"),
            (Some(AnyRow::DraftOffer(old)), Some(AnyRow::DraftOffer(new))) => {
                holds(old.body == new.body, "what was offered never changes")?;
                holds(new.holder_id == actor && old.answer.is_none(), "only the holder answers, once")
            }
            (Some(AnyRow::SubmissionAnswer(old)), Some(AnyRow::SubmissionAnswer(new))) => {
                let kept = old.value == new.value && old.hidden_change == new.hidden_change;
                holds(kept && old.submission_id == new.submission_id, "what was sent never changes")
            }
            (Some(AnyRow::Submission(_) | AnyRow::Claim(_) | AnyRow::SubmissionAnswer(_)), None) => {
                Err("nothing of a review is ever removed".to_owned())
            }
            _ => Ok(()),
        },
    }
}

fn of_a_step(old: &Submission, new: &Submission) -> Result<(), String> {
    let fixed = |row: &Submission| (row.client_id, row.section_id, row.round, row.previous_id, row.content);
    holds(fixed(old) == fixed(new) && old.requested_at == new.requested_at, "a round is pinned")?;
    holds(old.state == new.state || old.state == SubmissionState::Open, "what ended stays ended")
}

fn of_a_claim(old: &Claim, new: &Claim) -> Result<(), String> {
    let fixed = |row: &Claim| (row.submission_id, row.mentor_id, row.token, row.claimed_at);
    holds(fixed(old) == fixed(new), "a claim is one mentor's, on one review")?;
    holds(old.expires_at <= new.expires_at, "a lease is never shortened")?;
    holds(
        old.ended_at.is_none() || (old.ended_at, old.ending) == (new.ended_at, new.ending),
        "an end is final",
    )
}

/// No word of a draft disappears but by its author's own step, or into the review that was sent.
fn of_lost_words(
    rows: &mut dyn Rows,
    key: RowKey,
    old: Option<&AnyRow>,
    new: Option<&AnyRow>,
    command: &ReviewsCommand,
) -> Result<(), String> {
    let (Some(old), None) = (old, new) else { return Ok(()) };
    match (old, command) {
        (AnyRow::ReviewDraft(draft), ReviewsCommand::Complete { review, .. }) => {
            let sent = rows.find::<Review>(*review).unwrap();
            holds(sent.is_some_and(|sent| sent.note == draft.body), "the note is in the review")
        }
        (AnyRow::DraftComment(draft), ReviewsCommand::Complete { .. }) => {
            let sent = rows.get(RowKey { table: Table::ReviewComment, id: key.id }).unwrap();
            let there = matches!(sent, Some(AnyRow::ReviewComment(sent)) if sent.body == draft.body);
            holds(there, "the comment is in the review")
        }
        (AnyRow::DraftComment(_), ReviewsCommand::RemoveComment { .. }) => Ok(()),
        (AnyRow::ReviewDraft(_) | AnyRow::DraftComment(_), _) => Err("words were lost".to_owned()),
        _ => Ok(()),
    }
}
