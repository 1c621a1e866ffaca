//! Texts that are being written in a box and were not sent: a reply, an addition, the message with a request.
//!
//! Rules: (1) one text for each person and place, seen by its author alone; (2) only where the author could
//! send it; (3) an empty one is no text: its row goes, if its author saw what is in it; (4) sending takes away what was sent
//! in the same step, and nothing else: a text that another device wrote stays.

use super::beside::{Beside, Saved, kept_beside, waiting_beside, was_seen};
use super::command::KeptPurpose;
use super::entities::CommentId;
use super::feedback::{Review, ReviewComment, ReviewId};
use crate::base::{Json, PersonId, derived_id};
use crate::command::{Applied, Ctx, Halt};
use crate::enrolments::{EnrolmentId, own_enrolment};
use crate::entity;
use crate::entity::Stamp;
use crate::journeys::{Section, SectionId};
use crate::rows::Rows;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a text is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum UnsentPlace {
    /// A reply to a comment.
    Reply {
        /// The comment.
        comment: CommentId,
    },
    /// An addition to a completed review.
    Addition {
        /// The review.
        review: ReviewId,
    },
    /// The message with a request for review.
    Message {
        /// The client's enrolment.
        enrolment: EnrolmentId,
        /// The section.
        section: SectionId,
    },
}

impl UnsentPlace {
    /// Returns what the text is meant for.
    #[must_use]
    pub fn purpose(self) -> KeptPurpose {
        match self {
            Self::Reply { .. } => KeptPurpose::Reply,
            Self::Addition { .. } => KeptPurpose::Amendment,
            Self::Message { .. } => KeptPurpose::Message,
        }
    }

    /// Returns the one thing that the text belongs to.
    #[must_use]
    pub fn subject(self) -> Uuid {
        match self {
            Self::Reply { comment } => comment.0,
            Self::Addition { review } => review.0,
            Self::Message { enrolment, section } => derived_id(enrolment.0, &format!("message on {section}")),
        }
    }
}

entity! {
    /// A text that was not sent yet. Seen by its author.
    UnsentText(Uuid) {
        /// Who writes.
        author_id: PersonId,
        /// Where.
        place: Json<UnsentPlace>,
        /// The text: rich text as JSON for an addition, else plain.
        body: String,
    }
    /// The texts of an author.
    index BY_AUTHOR(author_id);
}

impl UnsentText {
    /// Returns the text's id: one for each author and place.
    #[must_use]
    pub fn id_of(author: PersonId, place: UnsentPlace) -> Uuid {
        derived_id(author.0, &format!("unsent {:?} {}", place.purpose(), place.subject()))
    }
}

pub(super) fn save(rows: &mut dyn Rows, ctx: &Ctx, place: UnsentPlace, body: &str) -> Applied {
    if body.trim().is_empty() {
        return empty(rows, ctx, place);
    }
    check_place(rows, ctx, place)?;
    let id = UnsentText::id_of(ctx.actor(), place);
    if let Some(known) = rows.find::<UnsentText>(id)? {
        let (now, same) = (known.stamp.rev, known.body == body);
        let saved = Saved { now, same, place: Beside::Unsent { place }, text: body };
        if kept_beside(rows, ctx, &saved)? {
            return Ok(());
        }
    }
    rows.save(UnsentText {
        id,
        author_id: ctx.actor(),
        place: Json(place),
        body: body.to_owned(),
        stamp: Stamp::default(),
    })?;
    Ok(())
}

fn check_place(rows: &mut dyn Rows, ctx: &Ctx, place: UnsentPlace) -> Applied {
    match place {
        UnsentPlace::Reply { comment } => {
            let comment: ReviewComment = rows.require(comment, "comment")?;
            let theirs = [comment.client_id, comment.mentor_id].contains(&ctx.actor());
            if theirs { Ok(()) } else { Err(Halt::not_found("comment")) }
        }
        UnsentPlace::Addition { review } => {
            let review: Review = rows.require(review, "review")?;
            if review.mentor_id == ctx.actor() { Ok(()) } else { Err(Halt::not_found("review")) }
        }
        UnsentPlace::Message { enrolment, section } => {
            let enrolment = own_enrolment(rows, ctx, enrolment)?;
            let section: Section = rows.require(section, "section")?;
            let fits = section.journey_id == enrolment.journey_id;
            if fits { Ok(()) } else { Err(Halt::not_found("section")) }
        }
    }
}

/// Takes away a text that is not wanted any more.
fn empty(rows: &mut dyn Rows, ctx: &Ctx, place: UnsentPlace) -> Applied {
    let known = rows.find::<UnsentText>(UnsentText::id_of(ctx.actor(), place))?;
    if let Some(known) = known.filter(|known| was_seen(ctx, known.stamp.rev)) {
        rows.delete::<UnsentText>(known.id)?;
    }
    Ok(())
}

/// Takes away a text that was sent: in its row, or beside another one there.
pub(super) fn sent(rows: &mut dyn Rows, ctx: &Ctx, place: UnsentPlace, body: &str) -> Applied {
    let known = rows.find::<UnsentText>(UnsentText::id_of(ctx.actor(), place))?;
    if let Some(known) = known.filter(|known| known.body.trim() == body.trim()) {
        rows.delete::<UnsentText>(known.id)?;
    }
    for (beside, mut kept) in waiting_beside(rows, ctx.actor())? {
        if beside == (Beside::Unsent { place }) && kept.body.trim() == body.trim() {
            kept.dismissed_at = Some(ctx.now);
            rows.save(kept)?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "unsent_tests.rs"]
mod tests;
