//! Two devices of one person change the same text without knowing of each other. Nobody can say which of the two is meant,
//! so both are kept: the one that the authority had first stays where it is, the other one is kept beside it, as a text that
//! waits for its author. Whoever goes on writing the second one goes on writing that.
//!
//! What a save began with stands in its envelope (`base_rev`). One that does not say replaces what is there.

use super::command::KeptPurpose;
use super::entities::SubmissionId;
use super::feedback::{KeptText, KeptTextId};
use crate::base::{Rev, Stored, derived_id};
use crate::command::{Ctx, Halt};
use crate::entity::Stamp;
use crate::rows::Rows;

/// Why such a text is kept, in plain words.
const REASON: &str =
    "Another device of yours changed this text at the same time. It has that version; this is the other one.";

/// A text that is about to be saved in a row.
pub(crate) struct Saved<'a> {
    /// The row's revision as it is now.
    pub(crate) now: Rev,
    /// Whether the row holds the very same text already.
    pub(crate) same: bool,
    /// What the text is for.
    pub(crate) purpose: KeptPurpose,
    /// The review that it is written about.
    pub(crate) submission: Option<SubmissionId>,
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
        purpose: saved.purpose,
        submission_id: saved.submission,
        body: saved.text.to_owned(),
        reason: REASON.to_owned(),
        kept_at: ctx.now,
        dismissed_at: None,
        stamp: Stamp::default(),
    })?;
    Ok(true)
}
