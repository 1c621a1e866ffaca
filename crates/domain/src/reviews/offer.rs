//! A mentor who lost a review sends what they wrote to the one who has it now, as a suggestion.
//!
//! Rules: (1) only a mentor who once held the review offers, and only their own note or comment; (2) only to
//! the mentor who has it now, named by the claim; (3) each text once for each claim; (4) that mentor takes it
//! or puts it away; (5) an offer ends with the claim that it was made to, so that nobody but the holder of the
//! moment reads it. The author's own text stays where it is, and may be offered to the next holder.

use super::claim::{held, mentor_name};
use super::command::{Held, KeptPurpose};
use super::entities::{Claim, ClaimId, CommentId, DraftComment, ReviewDraft, Submission, SubmissionId};
use super::feedback::{KeptText, KeptTextId};
use crate::base::{Code, Instant, Json, PersonId, Refusal, Stored};
use crate::command::{Applied, Ctx, Halt};
use crate::enrolments::ItemId;
use crate::entity;
use crate::entity::Stamp;
use crate::journeys::{FieldId, MentorAssignment, Section};
use crate::notifications::{NotificationKind, notify};
use crate::richtext::RichText;
use crate::rows::Rows;
use serde::{Deserialize, Serialize};

crate::ids! {
    /// A draft that its author offers to the mentor who has the review now.
    OfferId;
}

/// Which text is offered. It is copied from where it waits, to the byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offered {
    /// A text that was refused and kept.
    Kept(KeptTextId),
    /// The overall note that was being written when the review was lost.
    Note,
    /// A comment that was being written then.
    Comment(CommentId),
}

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferAnswer {
    /// The holder put it into their own note.
    Taken,
    /// The holder put it away.
    PutAway,
}
crate::stored_as_word!(OfferAnswer);

entity! {
    /// A draft offered to the mentor who holds the review, for as long as they hold it. Seen by its author and
    /// by that mentor; by no client and no admin.
    DraftOffer(OfferId) {
        /// The review.
        submission_id: SubmissionId,
        /// The claim that it was offered to.
        claim_id: ClaimId,
        /// Who wrote it.
        author_id: PersonId,
        /// Who holds the claim.
        holder_id: PersonId,
        /// Which of their texts it is.
        text: Json<Offered>,
        /// What it was meant for: a note or a comment.
        purpose: KeptPurpose,
        /// The field that a comment is about, where that is known.
        field_id: Option<FieldId>,
        /// The entry of a repeatable section.
        item_id: Option<ItemId>,
        /// The text: rich text as JSON for a note, else plain.
        body: String,
        /// When.
        offered_at: Instant,
        /// What became of it.
        answer: Option<OfferAnswer>,
    }
    /// The offers on a review.
    index BY_SUBMISSION(submission_id);
}

/// What is offered, as it waits for its author.
struct Text {
    purpose: KeptPurpose,
    field: Option<FieldId>,
    item: Option<ItemId>,
    body: String,
}

pub(super) fn offer(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    id: OfferId,
    submission: SubmissionId,
    to: ClaimId,
    what: Offered,
) -> Applied {
    if let Some(known) = rows.find::<DraftOffer>(id)? {
        let same = (known.author_id, known.claim_id, known.text.0) == (ctx.actor(), to, what);
        return if same { Ok(()) } else { Err(Halt::id_taken()) };
    }
    let text = own_text(rows, ctx, submission, what)?;
    check_words(&text)?;
    let claim = claim_to_offer_to(rows, ctx, submission, to)?;
    check_first(rows, ctx, &claim, what)?;
    rows.save(DraftOffer {
        id,
        submission_id: submission,
        claim_id: claim.id,
        author_id: ctx.actor(),
        holder_id: claim.mentor_id,
        text: Json(what),
        purpose: text.purpose,
        field_id: text.field,
        item_id: text.item,
        body: text.body,
        offered_at: ctx.now,
        answer: None,
        stamp: Stamp::default(),
    })?;
    if ctx.authority {
        let round: Submission = rows.require(submission, "review")?;
        let section: Section = rows.require(round.section_id, "section")?;
        notify(rows, ctx, claim.mentor_id, NotificationKind::DraftOffered, submission, &section.title)?;
    }
    Ok(())
}

/// Returns the text if it waits for the actor and was written about this review.
fn own_text(rows: &mut dyn Rows, ctx: &Ctx, submission: SubmissionId, what: Offered) -> Result<Text, Halt> {
    let found = match what {
        Offered::Kept(id) => rows
            .find::<KeptText>(id)?
            .filter(|kept| kept.author_id == ctx.actor() && kept.submission_id == Some(submission))
            .map(|kept| Text { purpose: kept.purpose, field: None, item: None, body: kept.body }),
        Offered::Note => {
            rows.find::<ReviewDraft>(ReviewDraft::id_of(submission, ctx.actor()))?.map(|draft| Text {
                purpose: KeptPurpose::Note,
                field: None,
                item: None,
                body: draft.body.as_str().to_owned(),
            })
        }
        Offered::Comment(id) => rows
            .find::<DraftComment>(id)?
            .filter(|comment| comment.mentor_id == ctx.actor() && comment.submission_id == submission)
            .map(|comment| Text {
                purpose: KeptPurpose::Comment,
                field: comment.field_id,
                item: comment.item_id,
                body: comment.body,
            }),
    };
    found.ok_or_else(|| Halt::not_found("draft"))
}

fn check_words(text: &Text) -> Applied {
    let empty = match text.purpose {
        KeptPurpose::Note => RichText::parse(&text.body).is_ok_and(|note| note.document().is_empty()),
        KeptPurpose::Comment => text.body.trim().is_empty(),
        KeptPurpose::Amendment | KeptPurpose::Reply | KeptPurpose::Message | KeptPurpose::Answer => {
            let message = "Only a note or a comment can be sent to another mentor.";
            let refusal = Refusal::new(Code::Invalid, message);
            return Err(refusal.hint("Copy from it what you need.").into());
        }
    };
    if !empty {
        return Ok(());
    }
    let refusal = Refusal::new(Code::Invalid, "There is nothing in this draft to send.");
    Err(refusal.hint("Send one that has words in it.").into())
}

/// Returns the claim under which the review is now, if it is the one that the author means, and another's.
fn claim_to_offer_to(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    submission: SubmissionId,
    to: ClaimId,
) -> Result<Claim, Halt> {
    let claims: Vec<Claim> = rows.list(Claim::BY_SUBMISSION, &[submission.to_value()])?;
    let own = claims.iter().find(|claim| claim.mentor_id == ctx.actor());
    let Some(own) = own else { return Err(Halt::not_found("draft")) };
    let assignment = MentorAssignment::id_of(own.journey_id, ctx.actor());
    if !rows.find::<MentorAssignment>(assignment)?.is_some_and(|row| row.active) {
        return Err(Halt::not_found("review"));
    }
    let newest = claims.into_iter().max_by_key(|claim| claim.token);
    let Some(newest) = newest.filter(|claim| claim.ended_at.is_none()) else {
        let refusal = Refusal::new(Code::WrongState, "Nobody is reviewing this now.");
        return Err(refusal.hint("If it is in the queue, claim it and go on yourself.").into());
    };
    if newest.mentor_id == ctx.actor() {
        let refusal = Refusal::new(Code::WrongState, "You are reviewing this yourself.");
        return Err(refusal.hint("Put the words into your note instead.").into());
    }
    if newest.id == to {
        return Ok(newest);
    }
    let name = mentor_name(rows, newest.mentor_id)?;
    Err(Refusal::new(Code::Conflict, format!("Now {name} is reviewing this."))
        .hint("Nothing was sent. Send it to them if you like.")
        .into())
}

/// Refuses a text that was offered under this claim already.
fn check_first(rows: &mut dyn Rows, ctx: &Ctx, claim: &Claim, what: Offered) -> Applied {
    let offers: Vec<DraftOffer> = rows.list(DraftOffer::BY_SUBMISSION, &[claim.submission_id.to_value()])?;
    if !offers.iter().any(|known| known.author_id == ctx.actor() && known.text.0 == what) {
        return Ok(());
    }
    let name = mentor_name(rows, claim.mentor_id)?;
    let refusal = Refusal::new(Code::WrongState, format!("You have sent this to {name} already."));
    Err(refusal.hint("They see it in the review and decide what to use.").into())
}

/// Notes what the holder did with an offer. The first answer stays.
pub(super) fn answer(rows: &mut dyn Rows, ctx: &Ctx, id: Held, offer: OfferId, taken: bool) -> Applied {
    let (claim, _) = held(rows, ctx, id)?;
    let mut offer: DraftOffer = rows.require(offer, "suggestion")?;
    if offer.claim_id != claim.id {
        return Err(Halt::not_found("suggestion"));
    }
    if offer.answer.is_none() {
        offer.answer = Some(if taken { OfferAnswer::Taken } else { OfferAnswer::PutAway });
        rows.save(offer)?;
    }
    Ok(())
}

/// Takes the offers on a review away, because the claim that they were made to has ended.
pub(super) fn close(rows: &mut dyn Rows, submission: SubmissionId) -> Applied {
    let offers: Vec<DraftOffer> = rows.list(DraftOffer::BY_SUBMISSION, &[submission.to_value()])?;
    for offer in offers {
        rows.delete::<DraftOffer>(offer.id)?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "offer_tests.rs"]
mod tests;
