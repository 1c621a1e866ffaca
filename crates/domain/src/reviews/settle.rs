//! The author decides between a kept text and the one that it is kept beside.
//!
//! Rules: (1) only of one's own text, and only where one could write the other; (2) whatever stands in the row gives way, also
//! what came there since one looked, and becomes the kept text; (3) what was decided already, here or on another device,
//! stays as it is.

use super::beside::Beside;
use super::command::KeptPurpose;
use super::draft;
use super::entities::{DraftComment, ReviewDraft};
use super::feedback::{KeptText, KeptTextId};
use super::follow_up::{join, own_kept, too_much};
use super::unsent::{self, UnsentText};
use crate::base::{Code, Json, Refusal};
use crate::command::{Applied, Ctx, Halt};
use crate::enrolments::{AnswerId, answer_text, write_answer};
use crate::richtext::RichText;
use crate::rows::Rows;
use serde::{Deserialize, Serialize};

/// What is decided about two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The kept text takes the place of the other, which is kept in turn, and put away.
    Mine,
    /// The kept text is put after the other, and put away.
    Both,
    /// A kept text that was put away takes its place back, and the other one waits again: the way back from
    /// [`Mine`](Self::Mine).
    Back,
    /// A kept text that was put after the other is taken from there and waits again: the way back from [`Both`](Self::Both),
    /// as long as it still stands at the end.
    Apart,
}

impl Choice {
    /// Whether a text that was put away waits again.
    const fn takes_up(self) -> bool {
        match self {
            Self::Mine | Self::Both => false,
            Self::Back | Self::Apart => true,
        }
    }
}

pub(super) fn settle(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    kept: KeptTextId,
    beside: Beside,
    choice: Choice,
) -> Applied {
    let mut kept: KeptText = own_kept(rows, ctx, kept)?;
    let place = kept.beside.as_ref().map(|Json(place)| place.row(ctx.actor()));
    if place != Some(beside.row(ctx.actor())) {
        return Err(Halt::not_found("kept text"));
    }
    let put_away = kept.dismissed_at.is_some();
    if put_away != choice.takes_up() {
        return Ok(());
    }
    let stands = stands(rows, ctx, beside)?;
    match choice {
        Choice::Mine | Choice::Back => {
            write(rows, ctx, beside, &kept.body)?;
            // Where nothing stands, nothing has to be kept.
            kept.body = stands.unwrap_or(kept.body);
        }
        Choice::Both => {
            let both = joined(beside, stands.as_deref().unwrap_or_default(), &kept.body)?;
            write(rows, ctx, beside, &both)?;
        }
        Choice::Apart => {
            let both = stands.unwrap_or_default();
            let first = parted(beside, &both, &kept.body)?.ok_or_else(changed_since)?;
            write(rows, ctx, beside, &first)?;
        }
    }
    kept.dismissed_at = (!choice.takes_up()).then_some(ctx.now);
    rows.save(kept)?;
    Ok(())
}

/// Returns the text that stands in the row, if one does, as it would be kept.
fn stands(rows: &mut dyn Rows, ctx: &Ctx, beside: Beside) -> Result<Option<String>, Halt> {
    let text = match beside {
        Beside::Note { .. } => {
            let draft = rows.find::<ReviewDraft>(beside.row(ctx.actor()).id)?;
            draft
                .filter(|draft| !draft.body.document().is_empty())
                .map(|draft| draft.body.as_str().to_owned())
        }
        Beside::Comment { comment, .. } => rows.find::<DraftComment>(comment)?.map(|row| row.body),
        Beside::Answer { .. } => answer_text(rows, AnswerId(beside.row(ctx.actor()).id))?,
        Beside::Unsent { .. } => rows.find::<UnsentText>(beside.row(ctx.actor()).id)?.map(|row| row.body),
    };
    Ok(text)
}

/// Writes a text into the row, by the rules of whoever writes there.
fn write(rows: &mut dyn Rows, ctx: &Ctx, beside: Beside, text: &str) -> Applied {
    match beside {
        Beside::Note { held } => draft::save_note(rows, ctx, held, &rich(text)?),
        Beside::Comment { held, comment, anchor, kind } => {
            draft::save_comment(rows, ctx, held, comment, anchor, kind, text)
        }
        Beside::Answer { enrolment, field, item } => write_answer(rows, ctx, (enrolment, field, item), text),
        Beside::Unsent { place } => unsent::save(rows, ctx, place, text),
    }
}

fn joined(beside: Beside, first: &str, then: &str) -> Result<String, Halt> {
    if first.trim().is_empty() || first == then {
        return Ok(then.to_owned());
    }
    if is_rich(beside) {
        let both = join(&rich(first)?, &rich(then)?).map_err(too_much)?;
        return Ok(both.as_str().to_owned());
    }
    Ok(format!("{first}\n\n{then}"))
}

/// Returns the first of two texts that were [`joined`]; nothing where what stands there is not those two any more.
fn parted(beside: Beside, both: &str, then: &str) -> Result<Option<String>, Halt> {
    if both == then {
        // The first one had nothing in it, or the same.
        return Ok(Some(both.to_owned()));
    }
    if is_rich(beside) {
        let first = rich(both)?.document().before(&rich(then)?.document());
        return Ok(first.map(|first| first.to_json()));
    }
    Ok(both.strip_suffix(then).and_then(|first| first.strip_suffix("\n\n")).map(str::to_owned))
}

fn changed_since() -> Refusal {
    Refusal::new(
        Code::Conflict,
        "What stands there was changed since, so the two can't be taken apart again.",
    )
    .hint("Both texts are in it. Take out what you do not want.")
}

fn is_rich(beside: Beside) -> bool {
    matches!(beside.purpose(), KeptPurpose::Note | KeptPurpose::Amendment)
}

fn rich(text: &str) -> Result<RichText, Halt> {
    RichText::parse(text).map_err(|error| Halt::Refused(error.into()))
}

#[cfg(test)]
#[path = "settle_tests.rs"]
mod tests;
