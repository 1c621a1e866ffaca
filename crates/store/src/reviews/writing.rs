//! What a mentor is writing about a round: the note, the comments, the checklist.

use crate::StoreError;
use crate::ask::Reader;
use domain::base::Stored;
use domain::journeys::{ChecklistItem, ChecklistItemId, JourneyId, SectionId};
use domain::reviews::{
    ChecklistLine, ChecklistMark, DraftComment, DraftCommentView, DraftView, ReviewDraft, SubmissionId,
};
use domain::richtext::RichText;
use std::collections::BTreeSet;

/// Returns the viewer's own draft; an empty one when nothing was written yet.
pub(super) fn draft(
    reader: &mut Reader,
    submission: SubmissionId,
    journey: JourneyId,
    section: SectionId,
) -> Result<DraftView, StoreError> {
    let note = reader.find::<ReviewDraft>(ReviewDraft::id_of(submission, reader.viewer))?;
    let saved_at = note.as_ref().map(|note| note.stamp.updated_at);
    let note_rev = note.as_ref().map(|note| note.stamp.rev);
    Ok(DraftView {
        note: note.map_or_else(RichText::default, |note| note.body),
        saved_at,
        note_rev,
        comments: comments(reader, submission)?,
        checklist: checklist(reader, submission, journey, section)?,
    })
}

/// Returns the draft of someone who does not write.
pub(super) fn no_draft() -> DraftView {
    DraftView {
        note: RichText::default(),
        saved_at: None,
        note_rev: None,
        comments: Vec::new(),
        checklist: Vec::new(),
    }
}

fn comments(reader: &mut Reader, submission: SubmissionId) -> Result<Vec<DraftCommentView>, StoreError> {
    let mut own: Vec<DraftComment> = reader.list(DraftComment::BY_SUBMISSION, &[submission.to_value()])?;
    own.retain(|comment| comment.mentor_id == reader.viewer);
    own.sort_by_key(|comment| (comment.created_at, comment.id));
    let view = |comment: DraftComment| DraftCommentView {
        id: comment.id,
        field: comment.field_id,
        item: comment.item_id,
        kind: comment.kind,
        body: comment.body,
        rev: Some(comment.stamp.rev),
    };
    Ok(own.into_iter().map(view).collect())
}

fn checklist(
    reader: &mut Reader,
    submission: SubmissionId,
    journey: JourneyId,
    section: SectionId,
) -> Result<Vec<ChecklistLine>, StoreError> {
    let lines: Vec<ChecklistItem> = reader.list(ChecklistItem::BY_JOURNEY, &[journey.to_value()])?;
    let marks: Vec<ChecklistMark> = reader.list(ChecklistMark::BY_SUBMISSION, &[submission.to_value()])?;
    let own = marks.into_iter().filter(|mark| mark.mentor_id == reader.viewer);
    let ticked: BTreeSet<ChecklistItemId> = own.map(|mark| mark.checklist_item_id).collect();
    let line = |line: ChecklistItem| ChecklistLine {
        id: line.id,
        checked: ticked.contains(&line.id),
        text: line.text,
    };
    Ok(ChecklistItem::of_section(lines, section).into_iter().map(line).collect())
}
