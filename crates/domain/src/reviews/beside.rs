//! Two devices of one person change the same text without knowing of each other. Nobody can say which of the two is meant,
//! so both are kept: the one that the authority had first stays where it is, the other one is kept beside it, as a text that
//! waits for its author. Whoever goes on writing the second one goes on writing that.
//!
//! What a save began with stands in its envelope (`base_rev`). One that does not say replaces what is there. As long as the author
//! has not decided, neither of the two is sent to anybody.

use super::command::{Held, KeptPurpose};
use super::entities::{Anchor, CommentId, CommentKind, ReviewDraft};
use super::feedback::{KeptText, KeptTextId};
use super::unsent::{UnsentPlace, UnsentText};
use crate::base::{Code, Json, PersonId, Refusal, Rev, Stored, derived_id};
use crate::command::{Applied, Ctx, Halt};
use crate::enrolments::{Answer, EnrolmentId, ItemId};
use crate::entity::Stamp;
use crate::journeys::FieldId;
use crate::rows::{RowKey, Rows, Table};
use serde::{Deserialize, Serialize};

/// Why such a text is kept, in plain words.
const REASON: &str =
    "Another device of yours changed this text at the same time. It has that version; this is the other one.";

/// Beside which text another one is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Beside {
    /// The overall note of a review.
    Note {
        /// Under which claim.
        held: Held,
    },
    /// A comment of a review.
    Comment {
        /// Under which claim.
        held: Held,
        /// The comment.
        comment: CommentId,
        /// What it is about.
        anchor: Anchor,
        /// What the kept one was to be for.
        kind: CommentKind,
    },
    /// The answer to a field.
    Answer {
        /// The enrolment.
        enrolment: EnrolmentId,
        /// The field.
        field: FieldId,
        /// The entry, in a repeatable section.
        item: Option<ItemId>,
    },
    /// A text in a box that was not sent.
    Unsent {
        /// Where.
        place: UnsentPlace,
    },
}

impl Beside {
    /// Returns the row of the text, given whose it is. An answer may be in the table of private ones, under the same id.
    #[must_use]
    pub fn row(self, author: PersonId) -> RowKey {
        let (table, id) = match self {
            Self::Note { held } => (Table::ReviewDraft, ReviewDraft::id_of(held.submission, author)),
            Self::Comment { comment, .. } => (Table::DraftComment, comment.0),
            Self::Answer { enrolment, field, item } => {
                (Table::Answer, Answer::id_of(enrolment, field, item).0)
            }
            Self::Unsent { place } => (Table::UnsentText, UnsentText::id_of(author, place)),
        };
        RowKey { table, id }
    }

    /// Returns the claim under which it is written, of what is.
    #[must_use]
    pub const fn held(self) -> Option<Held> {
        match self {
            Self::Note { held } | Self::Comment { held, .. } => Some(held),
            Self::Answer { .. } | Self::Unsent { .. } => None,
        }
    }

    /// Returns what the text is for.
    #[must_use]
    pub fn purpose(self) -> KeptPurpose {
        match self {
            Self::Note { .. } => KeptPurpose::Note,
            Self::Comment { .. } => KeptPurpose::Comment,
            Self::Answer { .. } => KeptPurpose::Answer,
            Self::Unsent { place } => place.purpose(),
        }
    }
}

/// A text that is about to be saved in a row.
pub(crate) struct Saved<'a> {
    /// The row's revision as it is now.
    pub(crate) now: Rev,
    /// Whether the row holds the very same text already.
    pub(crate) same: bool,
    /// Which text it is.
    pub(crate) place: Beside,
    /// The text as it would be kept; empty when there is nothing to keep.
    pub(crate) text: &'a str,
}

/// Keeps a text beside the one in its row if that is another one than its writer had on the screen. Returns whether it did;
/// then the row stays as it is.
pub(crate) fn kept_beside(rows: &mut dyn Rows, ctx: &Ctx, saved: &Saved) -> Result<bool, Halt> {
    let Some(began_with) = ctx.envelope.base_rev else { return Ok(false) };
    if began_with == saved.now || saved.same {
        return Ok(false);
    }
    if saved.text.trim().is_empty() {
        // Who empties a text means the one that they saw.
        return Ok(true);
    }
    let own: Vec<KeptText> = rows.list(KeptText::BY_AUTHOR, &[ctx.actor().to_value()])?;
    // The rows of a replay are as they were: the text that this command kept itself is found again.
    let known = own.into_iter().find(|kept| kept.stamp.rev == began_with && kept.dismissed_at.is_none());
    let id = known.map_or_else(|| KeptTextId(derived_id(ctx.envelope.id.0, "beside")), |kept| kept.id);
    rows.save(KeptText {
        id,
        author_id: ctx.actor(),
        purpose: saved.place.purpose(),
        submission_id: saved.place.held().map(|held| held.submission),
        body: saved.text.to_owned(),
        reason: REASON.to_owned(),
        kept_at: ctx.now,
        dismissed_at: None,
        beside: Some(Json(saved.place)),
        stamp: Stamp::default(),
    })?;
    Ok(true)
}

/// Says whether whoever takes a text away saw it as it is. Who does not say what they saw means whatever is there.
pub(super) fn was_seen(ctx: &Ctx, now: Rev) -> bool {
    ctx.envelope.base_rev.is_none_or(|began_with| began_with == now)
}

/// Returns somebody's texts that wait beside others, and where.
pub(super) fn waiting_beside(rows: &mut dyn Rows, author: PersonId) -> Result<Vec<(Beside, KeptText)>, Halt> {
    let mut own: Vec<KeptText> = rows.list(KeptText::BY_AUTHOR, &[author.to_value()])?;
    own.retain(|kept| kept.dismissed_at.is_none());
    Ok(own.into_iter().filter_map(|kept| Some((kept.beside.as_ref()?.0, kept))).collect())
}

/// Refuses to send what has another version that waits for its author: which of the two is meant, they alone can say.
pub(super) fn check_decided(rows: &mut dyn Rows, ctx: &Ctx, is_sent: impl Fn(Beside) -> bool) -> Applied {
    let waiting = waiting_beside(rows, ctx.actor())?;
    let Some((_, kept)) = waiting.iter().find(|(beside, _)| is_sent(*beside)) else { return Ok(()) };
    Err(Refusal::new(Code::Conflict, "A text of yours has two versions, from two of your devices.")
        .hint("Decide which one counts under “Needs attention”, then send again.")
        .detail(serde_json::json!({ "kept": kept.id }))
        .into())
}

#[cfg(test)]
#[path = "beside_tests.rs"]
mod tests;
