//! A mentor writes: the overall note, comments, the checklist.
//!
//! Rules: (1) only under the current claim; (2) a comment is about the section, one of its entries or one
//! of its fields, and has 1 to 5,000 characters; (3) a comment's id belongs to its review for good; (4) a
//! line is ticked only while it is on the checklist; (5) a text that another device changed meanwhile stays as it is, and
//! this one is kept beside it; nor is it taken away by whoever saw another version.

use super::beside::{Beside, Saved, kept_beside, was_seen};
use super::claim::held;
use super::command::Held;
use super::entities::{
    Anchor, ChecklistMark, CommentId, CommentKind, DraftComment, ReviewDraft, Submission, SubmissionAnswer,
};
use super::feedback::ReviewComment;
use crate::base::{Code, Refusal, Stored};
use crate::command::{Applied, Ctx, Halt};
use crate::entity::Stamp;
use crate::journeys::{ChecklistItem, ChecklistItemId, Field};
use crate::richtext::RichText;
use crate::rows::Rows;

/// The longest comment, in characters.
pub(super) const COMMENT_LIMIT: usize = 5_000;

pub(super) fn save_note(rows: &mut dyn Rows, ctx: &Ctx, id: Held, body: &RichText) -> Applied {
    let (claim, submission) = held(rows, ctx, id)?;
    let draft_id = ReviewDraft::id_of(submission.id, claim.mentor_id);
    if let Some(draft) = rows.find::<ReviewDraft>(draft_id)? {
        let saved = Saved {
            now: draft.stamp.rev,
            same: draft.body == *body,
            place: Beside::Note { held: id },
            text: if body.document().is_empty() { "" } else { body.as_str() },
        };
        if kept_beside(rows, ctx, &saved)? {
            return Ok(());
        }
    }
    rows.save(ReviewDraft {
        id: draft_id,
        submission_id: submission.id,
        mentor_id: claim.mentor_id,
        body: body.clone(),
        stamp: Stamp::default(),
    })?;
    Ok(())
}

pub(super) fn save_comment(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    id: Held,
    comment: CommentId,
    anchor: Anchor,
    kind: CommentKind,
    body: &str,
) -> Applied {
    let (claim, submission) = held(rows, ctx, id)?;
    check_text(body, "comment")?;
    check_anchor(rows, &submission, anchor)?;
    let known = rows.find::<DraftComment>(comment)?;
    let taken = known
        .as_ref()
        .is_some_and(|row| row.submission_id != submission.id || row.mentor_id != claim.mentor_id);
    if taken || rows.find::<ReviewComment>(comment)?.is_some() {
        return Err(Halt::id_taken());
    }
    if let Some(known) = &known {
        let saved = Saved {
            now: known.stamp.rev,
            same: known.body == body && known.kind == kind,
            place: Beside::Comment { held: id, comment, anchor, kind },
            text: body,
        };
        if kept_beside(rows, ctx, &saved)? {
            return Ok(());
        }
    }
    rows.save(DraftComment {
        id: comment,
        submission_id: submission.id,
        mentor_id: claim.mentor_id,
        field_id: anchor.field,
        item_id: anchor.item,
        kind,
        body: body.to_owned(),
        created_at: known.map_or(ctx.now, |row| row.created_at),
        stamp: Stamp::default(),
    })?;
    Ok(())
}

/// Refuses a text that is empty or too long, naming it in plain words.
pub(super) fn check_text(text: &str, what: &str) -> Applied {
    if text.trim().is_empty() {
        let refusal = Refusal::new(Code::Invalid, format!("A {what} can't be empty."));
        return Err(refusal.hint("Write a few words first.").into());
    }
    let length = text.chars().count();
    if length > COMMENT_LIMIT {
        let message = format!("A {what} has at most {COMMENT_LIMIT} characters.");
        let hint = format!("Shorten it by {}, or move a part into the overall note.", length - COMMENT_LIMIT);
        return Err(Refusal::new(Code::Invalid, message).hint(hint).into());
    }
    Ok(())
}

fn check_anchor(rows: &mut dyn Rows, submission: &Submission, anchor: Anchor) -> Applied {
    if let Some(item) = anchor.item {
        let sent: Vec<SubmissionAnswer> =
            rows.list(SubmissionAnswer::BY_SUBMISSION, &[submission.id.to_value()])?;
        if sent.iter().all(|answer| answer.item_id != Some(item)) {
            return Err(Halt::not_found("entry"));
        }
    }
    let Some(field) = anchor.field else { return Ok(()) };
    let field: Field = rows.require(field, "field")?;
    if field.section_id == submission.section_id { Ok(()) } else { Err(Halt::not_found("field")) }
}

pub(super) fn remove_comment(rows: &mut dyn Rows, ctx: &Ctx, id: Held, comment: CommentId) -> Applied {
    let (claim, submission) = held(rows, ctx, id)?;
    let own = rows.find::<DraftComment>(comment)?.is_some_and(|row| {
        row.mentor_id == claim.mentor_id && row.submission_id == submission.id && was_seen(ctx, row.stamp.rev)
    });
    if own {
        rows.delete::<DraftComment>(comment)?;
    }
    Ok(())
}

pub(super) fn mark(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    id: Held,
    item: ChecklistItemId,
    checked: bool,
) -> Applied {
    let (claim, submission) = held(rows, ctx, id)?;
    let line: ChecklistItem = rows.require(item, "checklist line")?;
    let id = ChecklistMark::id_of(submission.id, claim.mentor_id, item);
    if !checked {
        rows.delete::<ChecklistMark>(id)?;
        return Ok(());
    }
    let fits = line.journey_id == submission.journey_id
        && line.section_id.is_none_or(|section| section == submission.section_id);
    if !fits || line.removed_at.is_some() {
        return Err(Halt::not_found("checklist line"));
    }
    rows.save(ChecklistMark {
        id,
        submission_id: submission.id,
        mentor_id: claim.mentor_id,
        checklist_item_id: item,
        stamp: Stamp::default(),
    })?;
    Ok(())
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
