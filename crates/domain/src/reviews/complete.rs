//! A mentor sends the review: asks for changes, or approves.
//!
//! Rules: (1) only under the current claim; a lease that ran out is forgiven while nobody else claimed;
//! (2) asking for changes says what to change: a needed change, a question, a suggestion or a note;
//! (3) approval leaves no needed change open; (4) if the client's section changed since it was sent, the
//! mentor is told which fields once, and acknowledges that content; (5) a review is written once and
//! never changed; sending the same one again changes nothing; (6) a note or comment with another version that waits for the
//! mentor is not sent before they decided.

use super::beside::check_decided;
use super::claim::{already_sent, held};
use super::command::Held;
use super::entities::{
    ChecklistMark, Claim, ClaimEnd, CommentKind, DraftComment, Outcome, QueueItem, ReviewDraft, Submission,
    SubmissionAnswer, SubmissionPrivate, SubmissionState,
};
use super::feedback::{CheckedItem, Review, ReviewComment, ReviewId};
use super::offer;
use crate::base::{Code, Json, Refusal, Stored};
use crate::command::{Applied, Ctx, Halt};
use crate::enrolments::{AnswerKey, SectionContent, changed_fields, fingerprint};
use crate::entity::Stamp;
use crate::journeys::{ChecklistItem, Field, Section, SectionFields};
use crate::notifications::{NotificationKind, notify};
use crate::richtext::RichText;
use crate::rows::Rows;
use std::collections::BTreeSet;
use uuid::Uuid;

pub(super) fn complete(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    id: Held,
    review: ReviewId,
    outcome: Outcome,
    acknowledged: Option<Uuid>,
) -> Applied {
    if let Some(known) = rows.find::<Review>(review)? {
        return same_review(ctx, &known, id, outcome);
    }
    let (mut claim, mut submission) = held(rows, ctx, id)?;
    check_decided(rows, ctx, |beside| beside.held().is_some_and(|held| held.submission == submission.id))?;
    let draft = rows.find::<ReviewDraft>(ReviewDraft::id_of(submission.id, claim.mentor_id))?;
    let note = draft.as_ref().map_or_else(RichText::default, |draft| draft.body.clone());
    let comments = own_comments(rows, &claim)?;
    check_feedback(outcome, &note, &comments)?;
    if ctx.authority {
        check_revision(rows, &submission, acknowledged)?;
    }

    let checklist = checklist(rows, &claim, &submission)?;
    rows.save(Review {
        id: review,
        submission_id: submission.id,
        enrolment_id: submission.enrolment_id,
        section_id: submission.section_id,
        round: submission.round,
        client_id: submission.client_id,
        mentor_id: claim.mentor_id,
        claim_id: claim.id,
        outcome,
        note,
        checklist: Json(checklist),
        completed_at: ctx.now,
        stamp: Stamp::default(),
    })?;
    for comment in comments {
        rows.delete::<DraftComment>(comment.id)?;
        rows.save(sent(comment, review, &submission))?;
    }
    if let Some(draft) = draft {
        rows.delete::<ReviewDraft>(draft.id)?;
    }
    claim.ended_at = Some(ctx.now);
    claim.ending = Some(ClaimEnd::Completed);
    rows.save(claim)?;
    offer::close(rows, submission.id)?;
    submission.state = match outcome {
        Outcome::Approved => SubmissionState::Approved,
        Outcome::ChangesRequested => SubmissionState::ChangesRequested,
    };
    submission.ended_at = Some(ctx.now);
    rows.delete::<QueueItem>(submission.id)?;
    if ctx.authority {
        announce(rows, ctx, &submission, outcome)?;
    }
    rows.save(submission)?;
    Ok(())
}

/// Accepts a review that arrives again, and refuses another one under its id.
fn same_review(ctx: &Ctx, known: &Review, id: Held, outcome: Outcome) -> Applied {
    if known.claim_id != id.claim || known.mentor_id != ctx.actor() {
        return Err(Halt::id_taken());
    }
    if known.outcome == outcome { Ok(()) } else { Err(already_sent()) }
}

fn own_comments(rows: &mut dyn Rows, claim: &Claim) -> Result<Vec<DraftComment>, Halt> {
    let mut comments: Vec<DraftComment> =
        rows.list(DraftComment::BY_SUBMISSION, &[claim.submission_id.to_value()])?;
    comments.retain(|comment| comment.mentor_id == claim.mentor_id);
    Ok(comments)
}

fn check_feedback(outcome: Outcome, note: &RichText, comments: &[DraftComment]) -> Applied {
    let needed = comments.iter().find(|comment| comment.kind == CommentKind::Required);
    match outcome {
        Outcome::Approved => {
            let Some(needed) = needed else { return Ok(()) };
            Err(Refusal::new(Code::WrongState, "A needed change is still open.")
                .hint("Ask for changes, or turn the comment into a suggestion.")
                .detail(serde_json::json!({ "comment": needed.id, "field": needed.field_id }))
                .into())
        }
        Outcome::ChangesRequested => {
            let said = comments.iter().any(|comment| comment.kind != CommentKind::Praise);
            if said || !note.document().is_empty() {
                return Ok(());
            }
            Err(Refusal::new(Code::Invalid, "Say what should change first.")
                .hint("Write the overall note, or comment on a field.")
                .detail(serde_json::json!({ "focus": "note" }))
                .into())
        }
    }
}

/// Refuses once if the client's section is no longer what was sent, naming the fields that changed.
fn check_revision(rows: &mut dyn Rows, submission: &Submission, acknowledged: Option<Uuid>) -> Applied {
    let now = SectionContent::read(rows, submission.enrolment_id, submission.section_id)?;
    let content = fingerprint(&now);
    if content == submission.content || acknowledged == Some(content) {
        return Ok(());
    }
    let sent = sent_content(rows, submission)?;
    let now = SectionFields::read(rows, submission.section_id)?.under_review(&now);
    let changed = changed_fields(&sent, &now);
    if changed.is_empty() {
        // Only what is not asked any more, or an answer that was written again as it was.
        return Ok(());
    }
    let mut fields = Vec::new();
    for id in changed {
        let label = rows.find::<Field>(id)?.map(|field| field.label).unwrap_or_default();
        fields.push(serde_json::json!({ "field": id, "label": label }));
    }
    Err(Refusal::new(Code::StaleRevision, "The client has changed this section since sending it.")
        .hint("Read which fields changed, then send the review all the same or wait for the next round.")
        .detail(serde_json::json!({ "content": content, "fields": fields }))
        .into())
}

/// Reads what a round froze, for comparison by the authority.
fn sent_content(rows: &mut dyn Rows, submission: &Submission) -> Result<SectionContent, Halt> {
    let key = [submission.id.to_value()];
    let mut sent = SectionContent::default();
    for answer in rows.list::<SubmissionAnswer>(SubmissionAnswer::BY_SUBMISSION, &key)? {
        if let Some(value) = answer.value {
            sent.shared.insert(AnswerKey { item: answer.item_id, field: answer.field_id }, value.0);
        }
    }
    for answer in rows.list::<SubmissionPrivate>(SubmissionPrivate::BY_SUBMISSION, &key)? {
        sent.private.insert(AnswerKey { item: answer.item_id, field: answer.field_id }, answer.value.0);
    }
    Ok(sent)
}

/// Freezes the checklist as it stands, and takes the marks away.
fn checklist(rows: &mut dyn Rows, claim: &Claim, submission: &Submission) -> Result<Vec<CheckedItem>, Halt> {
    let lines: Vec<ChecklistItem> =
        rows.list(ChecklistItem::BY_JOURNEY, &[submission.journey_id.to_value()])?;
    let lines = ChecklistItem::of_section(lines, submission.section_id);
    let mut marks: Vec<ChecklistMark> =
        rows.list(ChecklistMark::BY_SUBMISSION, &[submission.id.to_value()])?;
    marks.retain(|mark| mark.mentor_id == claim.mentor_id);
    let ticked: BTreeSet<_> = marks.iter().map(|mark| mark.checklist_item_id).collect();
    for mark in marks {
        rows.delete::<ChecklistMark>(mark.id)?;
    }
    let checked = |line: ChecklistItem| CheckedItem {
        checked: ticked.contains(&line.id),
        id: line.id,
        text: line.text,
    };
    Ok(lines.into_iter().map(checked).collect())
}

fn sent(comment: DraftComment, review: ReviewId, submission: &Submission) -> ReviewComment {
    ReviewComment {
        id: comment.id,
        review_id: review,
        submission_id: submission.id,
        enrolment_id: submission.enrolment_id,
        section_id: submission.section_id,
        client_id: submission.client_id,
        mentor_id: comment.mentor_id,
        field_id: comment.field_id,
        item_id: comment.item_id,
        kind: comment.kind,
        body: comment.body,
        created_at: comment.created_at,
        stamp: Stamp::default(),
    }
}

fn announce(rows: &mut dyn Rows, ctx: &Ctx, submission: &Submission, outcome: Outcome) -> Applied {
    let section: Section = rows.require(submission.section_id, "section")?;
    let kind = match outcome {
        Outcome::Approved => NotificationKind::ReviewApproved,
        Outcome::ChangesRequested => NotificationKind::ChangesRequested,
    };
    notify(rows, ctx, submission.client_id, kind, submission.id, &section.title)?;
    Ok(())
}

#[cfg(test)]
#[path = "complete_tests.rs"]
mod tests;
