//! The rounds of a section with their feedback: the read model that the review room and the client's section
//! share.

use crate::StoreError;
use crate::ask::Reader;
use crate::engine::Stmt;
use crate::people::names::Names;
use crate::visible;
use domain::base::{PersonId, Stored};
use domain::enrolments::EnrolmentId;
use domain::journeys::{Field, FieldId, SectionId};
use domain::reviews::{
    AmendmentView, CommentId, CommentView, PersonName, ReplyView, Review, ReviewComment, ReviewId,
    ReviewView, RoundView, Submission,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const REPLIES: Stmt = Stmt::new(
    "reviews.replies",
    concat!(
        "SELECT t.comment_id, t.id, t.author_id, t.body, t.created_at
         FROM comment_replies t
         JOIN review_comments c ON c.id = t.comment_id
         WHERE ",
        visible!("t", "comment_replies"),
        " AND ",
        visible!("c", "review_comments"),
        " AND c.enrolment_id = $2 AND c.section_id = $3
         ORDER BY t.created_at, t.id"
    ),
);

pub(super) const RESOLVED: Stmt = Stmt::new(
    "reviews.resolved",
    concat!(
        "SELECT t.id
         FROM comment_resolutions t
         JOIN review_comments c ON c.id = t.id
         WHERE t.resolved = 1 AND ",
        visible!("t", "comment_resolutions"),
        " AND ",
        visible!("c", "review_comments"),
        " AND c.enrolment_id = $2 AND c.section_id = $3
         ORDER BY t.id"
    ),
);

pub(super) const AMENDMENTS: Stmt = Stmt::new(
    "reviews.amendments",
    concat!(
        "SELECT t.review_id, t.id, t.body, t.created_at
         FROM review_amendments t
         JOIN reviews r ON r.id = t.review_id
         WHERE ",
        visible!("t", "review_amendments"),
        " AND ",
        visible!("r", "reviews"),
        " AND r.enrolment_id = $2 AND r.section_id = $3
         ORDER BY t.created_at, t.id"
    ),
);

/// Returns the rounds that the viewer may see, newest first, with their feedback. `fields` are all the
/// fields of the section.
pub(crate) fn rounds(
    reader: &mut Reader,
    names: &mut Names,
    fields: &[Field],
    submissions: Vec<Submission>,
) -> Result<Vec<RoundView>, StoreError> {
    let Some(any) = submissions.first() else { return Ok(Vec::new()) };
    let mut feedback = Feedback::read(reader, names, fields, any.enrolment_id, any.section_id)?;
    let mut submissions = submissions;
    submissions.sort_by_key(|submission| std::cmp::Reverse(submission.round));
    let view = |submission: Submission| RoundView {
        submission: submission.id,
        round: submission.round,
        state: submission.state,
        requested_at: submission.requested_at,
        ended_at: submission.ended_at,
        message: submission.message,
        review: feedback.by_round.remove(&submission.id),
    };
    Ok(submissions.into_iter().map(view).collect())
}

/// The completed reviews of one section, by round.
struct Feedback {
    by_round: BTreeMap<domain::reviews::SubmissionId, ReviewView>,
}

impl Feedback {
    fn read(
        reader: &mut Reader,
        names: &mut Names,
        fields: &[Field],
        enrolment: EnrolmentId,
        section: SectionId,
    ) -> Result<Self, StoreError> {
        let key = [enrolment.to_value(), section.to_value()];
        let reviews: Vec<Review> = reader.list(Review::BY_SECTION, &key)?;
        let mut by_round = BTreeMap::new();
        if reviews.is_empty() {
            return Ok(Self { by_round });
        }
        let mut comments = comments(reader, names, fields, &key)?;
        let mut amendments = amendments(reader, &key)?;
        for review in reviews {
            let own = review.mentor_id == reader.viewer;
            let view = ReviewView {
                id: review.id,
                mentor: names.mentor(reader, review.mentor_id)?,
                outcome: review.outcome,
                note: review.note,
                completed_at: review.completed_at,
                comments: comments.remove(&review.id).unwrap_or_default(),
                amendments: amendments.remove(&review.id).unwrap_or_default(),
                checklist: if own { review.checklist.0 } else { Vec::new() },
            };
            by_round.insert(review.submission_id, view);
        }
        Ok(Self { by_round })
    }
}

fn comments(
    reader: &mut Reader,
    names: &mut Names,
    fields: &[Field],
    key: &[domain::base::Value],
) -> Result<BTreeMap<ReviewId, Vec<CommentView>>, StoreError> {
    let labels: BTreeMap<FieldId, &str> =
        fields.iter().map(|field| (field.id, field.label.as_str())).collect();
    let mut rows: Vec<ReviewComment> = reader.list(ReviewComment::BY_SECTION, key)?;
    rows.sort_by_key(|comment| (comment.created_at, comment.id));
    let resolved = reader.rows(&RESOLVED, key)?;
    let resolved: BTreeSet<CommentId> = resolved.iter().map(|row| row.stored(0)).collect::<Result<_, _>>()?;
    let mentors: BTreeMap<CommentId, PersonId> = rows.iter().map(|row| (row.id, row.mentor_id)).collect();
    let mut replies = replies(reader, names, &mentors, key)?;
    let mut by_review: BTreeMap<ReviewId, Vec<CommentView>> = BTreeMap::new();
    for row in rows {
        let label = row.field_id.and_then(|field| labels.get(&field).copied()).unwrap_or_default();
        by_review.entry(row.review_id).or_default().push(CommentView {
            id: row.id,
            field: row.field_id,
            field_label: label.to_owned(),
            item: row.item_id,
            kind: row.kind,
            body: row.body,
            resolved: resolved.contains(&row.id),
            replies: replies.remove(&row.id).unwrap_or_default(),
        });
    }
    Ok(by_review)
}

fn replies(
    reader: &mut Reader,
    names: &mut Names,
    mentors: &BTreeMap<CommentId, PersonId>,
    key: &[domain::base::Value],
) -> Result<BTreeMap<CommentId, Vec<ReplyView>>, StoreError> {
    let mut by_comment: BTreeMap<CommentId, Vec<ReplyView>> = BTreeMap::new();
    for row in reader.rows(&REPLIES, key)? {
        let comment: CommentId = row.stored(0)?;
        let author: PersonId = row.stored(2)?;
        let by_mentor = mentors.get(&comment) == Some(&author);
        let author: PersonName =
            if by_mentor { names.mentor(reader, author)? } else { names.client(reader, author)? };
        by_comment.entry(comment).or_default().push(ReplyView {
            id: row.stored(1)?,
            author,
            body: row.text(3)?.to_owned(),
            at: row.instant(4)?,
        });
    }
    Ok(by_comment)
}

fn amendments(
    reader: &mut Reader,
    key: &[domain::base::Value],
) -> Result<BTreeMap<ReviewId, Vec<AmendmentView>>, StoreError> {
    let mut by_review: BTreeMap<ReviewId, Vec<AmendmentView>> = BTreeMap::new();
    for row in reader.rows(&AMENDMENTS, key)? {
        let view = AmendmentView { id: row.stored(1)?, body: row.stored(2)?, at: row.instant(3)? };
        by_review.entry(row.stored(0)?).or_default().push(view);
    }
    Ok(by_review)
}
