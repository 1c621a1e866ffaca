//! What follows a review: additions, settled comments, replies, and texts that were kept.
//!
//! Rules: (1) only the mentor of a review adds to it; (2) only client and mentor of a review settle,
//! reopen or reply; (3) the program alone keeps a refused text, and only its author puts it away,
//! or takes it up again.

use super::claim::held;
use super::command::{Held, KeptPurpose};
use super::draft::{check_text, save_note};
use super::entities::{CommentId, ReviewDraft};
use super::feedback::{
    CommentReply, CommentResolution, KeptText, KeptTextId, ReplyId, Review, ReviewAmendment, ReviewComment,
    ReviewId,
};
use super::unsent::{self, UnsentPlace};
use crate::base::{Code, PersonId, Refusal};
use crate::command::{Applied, Ctx, Halt, UserText};
use crate::entity::Stamp;
use crate::journeys::Section;
use crate::notifications::{NotificationKind, notify};
use crate::richtext::{RichText, RichTextError};
use crate::rows::Rows;
use uuid::Uuid;

pub(super) fn amend(rows: &mut dyn Rows, ctx: &Ctx, review: ReviewId, id: Uuid, body: &RichText) -> Applied {
    let review: Review = rows.require(review, "review")?;
    if review.client_id != ctx.actor() && review.mentor_id != ctx.actor() {
        return Err(Halt::not_found("review"));
    }
    if review.mentor_id != ctx.actor() {
        let refusal = Refusal::new(Code::Forbidden, "Only the mentor who wrote a review can add to it.");
        return Err(refusal.hint("Reply to one of its comments instead.").into());
    }
    if body.document().is_empty() {
        let refusal = Refusal::new(Code::Invalid, "An addition can't be empty.");
        return Err(refusal.hint("Write a few words first.").into());
    }
    if let Some(known) = rows.find::<ReviewAmendment>(id)? {
        let same = known.review_id == review.id && known.body == *body;
        return if same { Ok(()) } else { Err(Halt::id_taken()) };
    }
    rows.save(ReviewAmendment {
        id,
        review_id: review.id,
        client_id: review.client_id,
        mentor_id: review.mentor_id,
        body: body.clone(),
        created_at: ctx.now,
        stamp: Stamp::default(),
    })?;
    unsent::sent(rows, ctx, UnsentPlace::Addition { review: review.id }, body.as_str())?;
    let section: Option<Section> = rows.find(review.section_id)?;
    let title = section.map(|section| section.title).unwrap_or_default();
    notify(rows, ctx, review.client_id, NotificationKind::ReviewAmended, review.submission_id, &title)?;
    Ok(())
}

/// Returns the comment if the actor is its client or its mentor.
fn own_comment(rows: &mut dyn Rows, ctx: &Ctx, id: CommentId) -> Result<ReviewComment, Halt> {
    let comment: ReviewComment = rows.require(id, "comment")?;
    if [comment.client_id, comment.mentor_id].contains(&ctx.actor()) {
        return Ok(comment);
    }
    Err(Halt::not_found("comment"))
}

pub(super) fn resolve(rows: &mut dyn Rows, ctx: &Ctx, comment: CommentId, resolved: bool) -> Applied {
    let comment = own_comment(rows, ctx, comment)?;
    rows.save(CommentResolution {
        id: comment.id,
        client_id: comment.client_id,
        mentor_id: comment.mentor_id,
        person_id: ctx.actor(),
        resolved,
        at: ctx.now,
        stamp: Stamp::default(),
    })?;
    Ok(())
}

pub(super) fn reply(rows: &mut dyn Rows, ctx: &Ctx, comment: CommentId, id: ReplyId, body: &str) -> Applied {
    let comment = own_comment(rows, ctx, comment)?;
    check_text(body, "reply")?;
    if let Some(known) = rows.find::<CommentReply>(id)? {
        let same = known.comment_id == comment.id && known.author_id == ctx.actor() && known.body == body;
        return if same { Ok(()) } else { Err(Halt::id_taken()) };
    }
    rows.save(CommentReply {
        id,
        comment_id: comment.id,
        client_id: comment.client_id,
        mentor_id: comment.mentor_id,
        author_id: ctx.actor(),
        body: body.to_owned(),
        created_at: ctx.now,
        stamp: Stamp::default(),
    })?;
    unsent::sent(rows, ctx, UnsentPlace::Reply { comment: comment.id }, body)?;
    let other = if ctx.actor() == comment.client_id { comment.mentor_id } else { comment.client_id };
    let section: Option<Section> = rows.find(comment.section_id)?;
    let title = section.map(|section| section.title).unwrap_or_default();
    notify(rows, ctx, other, NotificationKind::CommentReplied, comment.submission_id, &title)?;
    Ok(())
}

pub(super) fn keep(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    id: KeptTextId,
    author: PersonId,
    text: &UserText,
    reason: &str,
) -> Applied {
    if !ctx.roles.is_system() {
        let refusal = Refusal::new(Code::Forbidden, "Only the program itself keeps texts.");
        return Err(refusal.hint("It does so whenever a text of yours could not be saved.").into());
    }
    rows.save(KeptText {
        id,
        author_id: author,
        purpose: text.purpose,
        submission_id: text.submission,
        body: text.text.clone(),
        reason: reason.to_owned(),
        kept_at: ctx.now,
        dismissed_at: None,
        beside: None,
        stamp: Stamp::default(),
    })?;
    Ok(())
}

pub(super) fn own_kept(rows: &mut dyn Rows, ctx: &Ctx, id: KeptTextId) -> Result<KeptText, Halt> {
    let kept: KeptText = rows.require(id, "kept text")?;
    if kept.author_id == ctx.actor() { Ok(kept) } else { Err(Halt::not_found("kept text")) }
}

/// Puts a kept note after what the draft says now, so that neither is lost.
pub(super) fn reattach(rows: &mut dyn Rows, ctx: &Ctx, kept: KeptTextId, id: Held) -> Applied {
    let mut kept = own_kept(rows, ctx, kept)?;
    let (claim, submission) = held(rows, ctx, id)?;
    if kept.dismissed_at.is_some() {
        return Ok(());
    }
    let text = match kept.purpose {
        KeptPurpose::Note | KeptPurpose::Amendment => RichText::parse(&kept.body),
        KeptPurpose::Comment | KeptPurpose::Reply | KeptPurpose::Message | KeptPurpose::Answer => {
            RichText::from_plain_text(&kept.body)
        }
    };
    let text = text.map_err(|error| Halt::Refused(error.into()))?;
    let draft = rows.find::<ReviewDraft>(ReviewDraft::id_of(submission.id, claim.mentor_id))?;
    let now = draft.map_or_else(RichText::default, |draft| draft.body);
    let joined =
        if now.document().is_empty() || now == text { text } else { join(&now, &text).map_err(too_much)? };
    save_note(rows, ctx, id, &joined)?;
    kept.dismissed_at = Some(ctx.now);
    rows.save(kept)?;
    Ok(())
}

pub(super) fn too_much(_: RichTextError) -> Halt {
    Refusal::new(Code::Invalid, "With this text the note would become too long.")
        .hint("Copy the part you need, then put the text away.")
        .into()
}

pub(super) fn join(first: &RichText, second: &RichText) -> Result<RichText, RichTextError> {
    RichText::parse(&first.document().followed_by(&second.document()).to_json())
}

pub(super) fn dismiss(rows: &mut dyn Rows, ctx: &Ctx, kept: KeptTextId) -> Applied {
    let mut kept = own_kept(rows, ctx, kept)?;
    if kept.dismissed_at.is_none() {
        kept.dismissed_at = Some(ctx.now);
        rows.save(kept)?;
    }
    Ok(())
}

pub(super) fn take_up(rows: &mut dyn Rows, ctx: &Ctx, kept: KeptTextId) -> Applied {
    let mut kept = own_kept(rows, ctx, kept)?;
    if kept.dismissed_at.is_some() {
        kept.dismissed_at = None;
        rows.save(kept)?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "follow_up_tests.rs"]
mod tests;
