//! What a client does in a journey.
//!
//! Rules: (1) anyone signed in enrols in a published journey, once; (2) only the client changes their
//! answers; (3) an answer has the shape and length of its field, finished or not; (4) an empty answer removes the row;
//! (5) entries exist only in repeatable sections, and go together with their answers; (6) a section
//! that is with a mentor may still be edited: the mentor reads the version that was sent; (7) an answer that another device
//! gave meanwhile stays as it is, and this one is kept beside it.

use super::{Answer, AnswerId, Enrolment, EnrolmentId, ItemId, PrivateAnswer, SectionItem, Tier};
use crate::base::{Code, Json, PersonId, Refusal, Rev, Stored};
use crate::command::{Applied, Ctx, Halt, UserText};
use crate::entity::Stamp;
use crate::journeys::kind::is_filled;
use crate::journeys::{Field, FieldId, Journey, JourneyId, Section, SectionId, SectionKind, Sensitivity};
use crate::reviews::{Beside, KeptPurpose, Saved, kept_beside};
use crate::rows::{RowKey, Rows, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most entries of one repeatable section.
const MOST_ITEMS: usize = 1_000;

/// A change in a client's journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EnrolmentsCommand {
    /// Enrols the actor.
    Enrol {
        /// The journey.
        journey: JourneyId,
        /// What is booked.
        tier: Tier,
    },
    /// Writes the answer to one field; `null` or an empty answer clears it.
    SaveAnswer {
        /// The enrolment.
        enrolment: EnrolmentId,
        /// The field.
        field: FieldId,
        /// The entry, in a repeatable section.
        item: Option<ItemId>,
        /// The answer, in the shape of the field's kind.
        value: serde_json::Value,
    },
    /// Adds an entry at the end of a repeatable section.
    AddItem {
        /// The enrolment.
        enrolment: EnrolmentId,
        /// The section.
        section: SectionId,
        /// The new entry's id.
        item: ItemId,
    },
    /// Removes an entry with its answers.
    RemoveItem {
        /// The enrolment.
        enrolment: EnrolmentId,
        /// The entry.
        item: ItemId,
    },
    /// Moves an entry to a place among the others, from 0.
    MoveItem {
        /// The enrolment.
        enrolment: EnrolmentId,
        /// The entry.
        item: ItemId,
        /// Its new place.
        to: u32,
    },
}

impl EnrolmentsCommand {
    pub(crate) fn roots(&self, actor: PersonId) -> BTreeSet<RowKey> {
        let enrolment = match self {
            Self::Enrol { journey, .. } => Enrolment::id_of(*journey, actor),
            Self::SaveAnswer { enrolment, .. }
            | Self::AddItem { enrolment, .. }
            | Self::RemoveItem { enrolment, .. }
            | Self::MoveItem { enrolment, .. } => *enrolment,
        };
        [RowKey { table: Table::Enrolment, id: enrolment.0 }].into()
    }

    pub(crate) fn save_of(&self) -> Option<RowKey> {
        let Self::SaveAnswer { enrolment, field, item, .. } = self else { return None };
        Some(RowKey { table: Table::Answer, id: Answer::id_of(*enrolment, *field, *item).0 })
    }

    pub(crate) fn user_text(&self) -> Option<UserText> {
        let Self::SaveAnswer { enrolment, field, item, value } = self else { return None };
        if !is_filled(value) {
            return None;
        }
        let subject = Answer::id_of(*enrolment, *field, *item).0;
        Some(UserText { purpose: KeptPurpose::Answer, subject, submission: None, text: written(value) })
    }

    pub(crate) fn apply(&self, rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
        match self {
            Self::Enrol { journey, tier } => enrol(rows, ctx, *journey, *tier),
            Self::SaveAnswer { enrolment, field, item, value } => {
                save_answer(rows, ctx, *enrolment, *field, *item, value)
            }
            Self::AddItem { enrolment, section, item } => add_item(rows, ctx, *enrolment, *section, *item),
            Self::RemoveItem { enrolment, item } => remove_item(rows, ctx, *enrolment, *item),
            Self::MoveItem { enrolment, item, to } => move_item(rows, ctx, *enrolment, *item, *to),
        }
    }
}

/// Returns the enrolment if the actor is its client.
pub(crate) fn own_enrolment(rows: &mut dyn Rows, ctx: &Ctx, id: EnrolmentId) -> Result<Enrolment, Halt> {
    let enrolment: Enrolment = rows.require(id, "journey")?;
    if enrolment.client_id != ctx.actor() {
        return Err(Halt::not_found("journey"));
    }
    Ok(enrolment)
}

fn enrol(rows: &mut dyn Rows, ctx: &Ctx, journey: JourneyId, tier: Tier) -> Applied {
    let journey: Journey = rows.require(journey, "journey")?;
    if journey.published_at.is_none() {
        return Err(Halt::not_found("journey"));
    }
    let id = Enrolment::id_of(journey.id, ctx.actor());
    if let Some(known) = rows.find::<Enrolment>(id)? {
        return if known.tier == tier { Ok(()) } else { Err(enrolled_already()) };
    }
    rows.save(Enrolment {
        id,
        journey_id: journey.id,
        client_id: ctx.actor(),
        tier,
        enrolled_at: ctx.now,
        stamp: Stamp::default(),
    })?;
    Ok(())
}

fn enrolled_already() -> Halt {
    Refusal::new(Code::Conflict, "You are in this journey already.")
        .hint("You find it under Journeys, with the plan that you chose.")
        .into()
}

fn save_answer(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    enrolment: EnrolmentId,
    field: FieldId,
    item: Option<ItemId>,
    value: &serde_json::Value,
) -> Applied {
    let enrolment = own_enrolment(rows, ctx, enrolment)?;
    let field: Field = rows.require(field, "field")?;
    if field.journey_id != enrolment.journey_id {
        return Err(Halt::not_found("field"));
    }
    let section: Section = rows.require(field.section_id, "section")?;
    check_item(rows, &enrolment, &section, item)?;
    let id = Answer::id_of(enrolment.id, field.id, item);
    let empty = !field.kind.is_filled(value);
    if !empty {
        field.accepts(value).map_err(|message| {
            Refusal::new(Code::Invalid, message)
                .hint("Your text is still in the form.")
                .detail(serde_json::json!({ "field": field.id }))
        })?;
    }
    let (client_id, section_id, field_id, item_id) = (enrolment.client_id, section.id, field.id, item);
    let (enrolment_id, value, stamp) = (enrolment.id, Json(value.clone()), Stamp::default());
    let private = field.sensitivity == Sensitivity::Private;
    let place = Beside::Answer { enrolment: enrolment_id, field: field_id, item };
    if is_kept_beside(rows, ctx, place, &value.0, empty)? {
        return Ok(());
    }
    // The field may have changed sides since it was answered; the old answer must not stay behind.
    if empty || private {
        rows.delete::<Answer>(id)?;
    }
    if empty || !private {
        rows.delete::<PrivateAnswer>(id)?;
    }
    match (private, empty) {
        (_, true) => {}
        (true, false) => {
            rows.save(PrivateAnswer {
                id,
                enrolment_id,
                client_id,
                section_id,
                field_id,
                item_id,
                value,
                stamp,
            })?;
        }
        (false, false) => {
            rows.save(Answer { id, enrolment_id, client_id, section_id, field_id, item_id, value, stamp })?;
        }
    }
    Ok(())
}

/// Keeps an answer beside the one that another device gave meanwhile. Returns whether it did.
fn is_kept_beside(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    place: Beside,
    value: &serde_json::Value,
    empty: bool,
) -> Result<bool, Halt> {
    let id = AnswerId(place.row(ctx.actor()).id);
    let Some((now, stands)) = answered(rows, id)? else { return Ok(false) };
    let text = if empty { String::new() } else { written(value) };
    kept_beside(rows, ctx, &Saved { now, same: stands == *value, place, text: &text })
}

/// Returns an answer with its revision, wherever it is.
fn answered(rows: &mut dyn Rows, id: AnswerId) -> Result<Option<(Rev, serde_json::Value)>, Halt> {
    // A field that changed sides may have an answer on both; the private one is on the screen.
    if let Some(row) = rows.find::<PrivateAnswer>(id)? {
        return Ok(Some((row.stamp.rev, row.value.0)));
    }
    Ok(rows.find::<Answer>(id)?.map(|row| (row.stamp.rev, row.value.0)))
}

/// Returns an answer as the text that it would be kept as.
pub(crate) fn answer_text(rows: &mut dyn Rows, id: AnswerId) -> Result<Option<String>, Halt> {
    Ok(answered(rows, id)?.map(|(_, value)| written(&value)))
}

/// Writes a text that was kept as the answer again.
pub(crate) fn write_answer(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    (enrolment, field, item): (EnrolmentId, FieldId, Option<ItemId>),
    text: &str,
) -> Applied {
    let known: Field = rows.require(field, "field")?;
    save_answer(rows, ctx, enrolment, field, item, &kept_answer(&known, text))
}

/// Returns the answer that was kept as a text. What is none, such as a number, was kept in the form that it has on its way.
#[must_use]
pub fn kept_answer(field: &Field, text: &str) -> serde_json::Value {
    let plain = serde_json::Value::String(text.to_owned());
    match serde_json::from_str(text) {
        Ok(value) if field.accepts(&plain).is_err() => value,
        _ => plain,
    }
}

/// Returns an answer as the text that it is kept as.
fn written(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Refuses an entry where none belongs, and a missing one where one does.
fn check_item(
    rows: &mut dyn Rows,
    enrolment: &Enrolment,
    section: &Section,
    item: Option<ItemId>,
) -> Applied {
    match (section.kind, item) {
        (SectionKind::Form, None) => Ok(()),
        (SectionKind::Form, Some(_)) => Err(no_entries()),
        (SectionKind::List, None) => {
            let refusal = Refusal::new(Code::Invalid, "This answer belongs to no entry.");
            Err(refusal.hint("Add an entry first, then answer there.").into())
        }
        (SectionKind::List, Some(item)) => {
            let found = rows.find::<SectionItem>(item)?;
            let fits =
                found.is_some_and(|row| row.enrolment_id == enrolment.id && row.section_id == section.id);
            if fits {
                return Ok(());
            }
            Err(Halt::Refused(
                Refusal::new(Code::Gone, "This entry was removed.")
                    .hint("Your text is kept; add the entry again."),
            ))
        }
    }
}

fn no_entries() -> Halt {
    Refusal::new(Code::Invalid, "This section has no entries.")
        .hint("It is filled in once, as one form.")
        .into()
}

fn items_in_order(
    rows: &mut dyn Rows,
    enrolment: EnrolmentId,
    section: SectionId,
) -> Result<Vec<SectionItem>, Halt> {
    let mut items: Vec<SectionItem> =
        rows.list(SectionItem::BY_SECTION, &[enrolment.to_value(), section.to_value()])?;
    items.sort_by_key(|item| (item.position, item.id));
    Ok(items)
}

fn add_item(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    enrolment: EnrolmentId,
    section: SectionId,
    item: ItemId,
) -> Applied {
    let enrolment = own_enrolment(rows, ctx, enrolment)?;
    let section: Section = rows.require(section, "section")?;
    if section.journey_id != enrolment.journey_id {
        return Err(Halt::not_found("section"));
    }
    if section.kind != SectionKind::List {
        return Err(no_entries());
    }
    if let Some(known) = rows.find::<SectionItem>(item)? {
        let same = known.enrolment_id == enrolment.id && known.section_id == section.id;
        return if same { Ok(()) } else { Err(Halt::id_taken()) };
    }
    let items = items_in_order(rows, enrolment.id, section.id)?;
    if items.len() >= MOST_ITEMS {
        let refusal = Refusal::new(Code::Invalid, format!("A section holds at most {MOST_ITEMS} entries."));
        return Err(refusal.hint("Remove an entry that you no longer need, then add the new one.").into());
    }
    let position = items.last().map_or(0, |last| last.position.saturating_add(1));
    rows.save(SectionItem {
        id: item,
        enrolment_id: enrolment.id,
        client_id: enrolment.client_id,
        section_id: section.id,
        position,
        stamp: Stamp::default(),
    })?;
    Ok(())
}

fn own_item(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    enrolment: EnrolmentId,
    item: ItemId,
) -> Result<SectionItem, Halt> {
    let enrolment = own_enrolment(rows, ctx, enrolment)?;
    let item: SectionItem = rows.require(item, "entry")?;
    if item.enrolment_id != enrolment.id {
        return Err(Halt::not_found("entry"));
    }
    Ok(item)
}

fn remove_item(rows: &mut dyn Rows, ctx: &Ctx, enrolment: EnrolmentId, item: ItemId) -> Applied {
    own_enrolment(rows, ctx, enrolment)?;
    if rows.find::<SectionItem>(item)?.is_none() {
        return Ok(());
    }
    let item = own_item(rows, ctx, enrolment, item)?;
    let key = [enrolment.to_value(), item.section_id.to_value()];
    for answer in rows.list::<Answer>(Answer::BY_SECTION, &key)? {
        if answer.item_id == Some(item.id) {
            rows.delete::<Answer>(answer.id)?;
        }
    }
    for answer in rows.list::<PrivateAnswer>(PrivateAnswer::BY_SECTION, &key)? {
        if answer.item_id == Some(item.id) {
            rows.delete::<PrivateAnswer>(answer.id)?;
        }
    }
    rows.delete::<SectionItem>(item.id)?;
    Ok(())
}

fn move_item(rows: &mut dyn Rows, ctx: &Ctx, enrolment: EnrolmentId, item: ItemId, to: u32) -> Applied {
    let moved = own_item(rows, ctx, enrolment, item)?;
    let mut items = items_in_order(rows, enrolment, moved.section_id)?;
    items.retain(|other| other.id != moved.id);
    let to = usize::try_from(to).unwrap_or(usize::MAX).min(items.len());
    items.insert(to, moved);
    for (position, mut item) in (0_i64..).zip(items) {
        if item.position != position {
            item.position = position;
            rows.save(item)?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
