//! A client asks for a review, or takes the request back.
//!
//! Asking: (1) only the enrolment's client, at tier Guided or better; (2) one open round a section;
//! (3) something must be answered, what is required must be, and no answer is half done; (4) the answers
//! to what is asked now are frozen in two row sets, shared and private; (5) a later round is compared with
//! the last one that a mentor answered, and goes first to that mentor, for as long as a lease lasts; (6) an answer with another
//! version that waits for the client is not sent before they decided.
//! Cancelling: only the client, only while the round is open; the holder is told.

use super::beside::{Beside, check_decided};
use super::claim::part;
use super::entities::{
    ClaimEnd, Priority, QueueItem, Submission, SubmissionAnswer, SubmissionId, SubmissionPrivate,
    SubmissionState,
};
use super::lease::newest_claim;
use super::offer;
use super::unsent::{self, UnsentPlace};
use crate::base::{Code, Json, PersonId, Refusal, Stored, derived_id};
use crate::command::{Applied, Ctx, Halt};
use crate::enrolments::{
    AnswerKey, Enrolment, EnrolmentId, ItemId, SectionContent, SectionItem, Tier, fingerprint, own_enrolment,
};
use crate::entity::Stamp;
use crate::journeys::{Field, Journey, MentorAssignment, Section, SectionFields, SectionId};
use crate::notifications::{NotificationKind, notify};
use crate::rows::Rows;
use std::collections::BTreeMap;

/// The longest message to a mentor, in characters.
const MESSAGE_LIMIT: usize = 2_000;

/// What a client says when asking.
pub(super) struct Ask<'a> {
    pub(super) message: &'a str,
    pub(super) priority: Priority,
    pub(super) preferred: Option<PersonId>,
}

pub(super) fn request(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    id: SubmissionId,
    enrolment: EnrolmentId,
    section: SectionId,
    ask: &Ask,
) -> Applied {
    let enrolment = own_enrolment(rows, ctx, enrolment)?;
    if let Some(known) = rows.find::<Submission>(id)? {
        return same_request(&known, &enrolment, section, ask);
    }
    if enrolment.tier == Tier::Essentials {
        return Err(Refusal::new(Code::Forbidden, "Your plan has no reviews by a mentor.")
            .hint("Choose Guided or Premium to ask for one.")
            .into());
    }
    if ask.message.chars().count() > MESSAGE_LIMIT {
        let refusal =
            Refusal::new(Code::Invalid, format!("A message has at most {MESSAGE_LIMIT} characters."));
        return Err(refusal.hint("Shorten it; the mentor reads your answers anyway.").into());
    }
    let section: Section = rows.require(section, "section")?;
    if section.journey_id != enrolment.journey_id || section.removed_at.is_some() {
        return Err(Halt::not_found("section"));
    }
    let rounds: Vec<Submission> =
        rows.list(Submission::BY_SECTION, &[enrolment.id.to_value(), section.id.to_value()])?;
    if rounds.iter().any(|round| round.state == SubmissionState::Open) {
        return Err(Refusal::new(Code::WrongState, "You have asked for a review of this section already.")
            .hint("Take the request back first if you want to send it again.")
            .into());
    }
    let before = rounds.iter().filter(|round| round.is_answered()).max_by_key(|round| round.round);
    let all = SectionContent::read(rows, enrolment.id, section.id)?;
    let content = content_to_send(rows, enrolment.id, &section, &all)?;
    check_answers_decided(rows, ctx, &enrolment, &section)?;

    let first = first_mentor(rows, &enrolment, before, ask)?;
    let journey: Journey = rows.require(enrolment.journey_id, "journey")?;
    let submission = Submission {
        id,
        journey_id: enrolment.journey_id,
        enrolment_id: enrolment.id,
        section_id: section.id,
        client_id: enrolment.client_id,
        holder_id: None,
        round: rounds.iter().map(|round| round.round).max().unwrap_or(0).saturating_add(1),
        previous_id: before.map(|round| round.id),
        content: fingerprint(&all),
        message: ask.message.trim().to_owned(),
        priority: ask.priority,
        state: SubmissionState::Open,
        requested_at: ctx.now,
        ended_at: None,
        reserved_for: first,
        reserved_until: first.map(|_| ctx.now + journey.lease),
        stamp: Stamp::default(),
    };
    freeze(rows, &submission, &content)?;
    rows.save(submission.clone())?;
    unsent::sent(
        rows,
        ctx,
        UnsentPlace::Message { enrolment: enrolment.id, section: section.id },
        ask.message,
    )?;
    if ctx.authority {
        queue(rows, ctx, &submission, &content, &section)?;
    }
    Ok(())
}

/// Accepts a request that arrives again, and refuses another one under its id.
fn same_request(known: &Submission, enrolment: &Enrolment, section: SectionId, ask: &Ask) -> Applied {
    let same = known.enrolment_id == enrolment.id
        && known.section_id == section
        && known.message == ask.message.trim()
        && known.priority == ask.priority;
    if same { Ok(()) } else { Err(Halt::id_taken()) }
}

/// Returns the answers to what is asked now, if a mentor can do something with them.
fn content_to_send(
    rows: &mut dyn Rows,
    enrolment: EnrolmentId,
    section: &Section,
    content: &SectionContent,
) -> Result<SectionContent, Halt> {
    let fields = SectionFields::read(rows, section.id)?;
    let order = entries_in_order(rows, enrolment, section.id)?;
    let sent = fields.under_review(content);
    if sent.is_empty() {
        return Err(Refusal::new(Code::Invalid, "There is nothing to review yet.")
            .hint("Answer at least one question first.")
            .into());
    }
    if let Some((key, wrong)) = fields.first_unfinished(content, &order) {
        let detail = serde_json::json!({ "field": key.field, "item": key.item });
        let refusal = Refusal::new(Code::Invalid, wrong).hint("Put it right, then ask again.");
        return Err(refusal.detail(detail).into());
    }
    let Some((key, field)) = fields.first_missing(content, &order) else { return Ok(sent) };
    Err(Refusal::new(Code::Invalid, format!("“{}” needs an answer before a mentor can help.", field.label))
        .hint("Answer it, then ask again.")
        .detail(serde_json::json!({ "field": field.id, "item": key.item }))
        .into())
}

/// Refuses while one of the answers has another version that waits for the client.
fn check_answers_decided(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    enrolment: &Enrolment,
    section: &Section,
) -> Applied {
    let fields: Vec<Field> = rows.list(Field::BY_SECTION, &[section.id.to_value()])?;
    check_decided(rows, ctx, |beside| match beside {
        Beside::Answer { enrolment: theirs, field, .. } => {
            theirs == enrolment.id && fields.iter().any(|one| one.id == field)
        }
        Beside::Note { .. } | Beside::Comment { .. } | Beside::Unsent { .. } => false,
    })
}

/// Returns the entries of a section as they stand on the screen.
fn entries_in_order(
    rows: &mut dyn Rows,
    enrolment: EnrolmentId,
    section: SectionId,
) -> Result<Vec<ItemId>, Halt> {
    let mut items: Vec<SectionItem> =
        rows.list(SectionItem::BY_SECTION, &[enrolment.to_value(), section.to_value()])?;
    items.sort_by_key(|item| (item.position, item.id));
    Ok(items.into_iter().map(|item| item.id).collect())
}

/// Copies the answers into the round: shared ones with their text, private ones in a row set of their
/// own that only the client sees.
fn freeze(rows: &mut dyn Rows, submission: &Submission, content: &SectionContent) -> Applied {
    let items: Vec<SectionItem> = rows.list(
        SectionItem::BY_SECTION,
        &[submission.enrolment_id.to_value(), submission.section_id.to_value()],
    )?;
    let positions: BTreeMap<_, _> = items.into_iter().map(|item| (item.id, item.position)).collect();
    let private_before = private_answers(rows, submission.previous_id)?;
    let row = |key: &AnswerKey, value, hidden_change| SubmissionAnswer {
        id: answer_row_id(submission.id, key),
        submission_id: submission.id,
        client_id: submission.client_id,
        holder_id: None,
        field_id: key.field,
        item_id: key.item,
        item_position: key.item.and_then(|item| positions.get(&item).copied()).unwrap_or(0),
        value,
        hidden_change,
        stamp: Stamp::default(),
    };
    for (key, value) in &content.shared {
        rows.save(row(key, Some(Json(value.clone())), false))?;
    }
    for (key, value) in &content.private {
        let changed = submission.previous_id.is_some() && private_before.get(key) != Some(value);
        rows.save(row(key, None, changed))?;
        rows.save(SubmissionPrivate {
            id: answer_row_id(submission.id, key),
            submission_id: submission.id,
            client_id: submission.client_id,
            field_id: key.field,
            item_id: key.item,
            value: Json(value.clone()),
            stamp: Stamp::default(),
        })?;
    }
    Ok(())
}

fn answer_row_id(submission: SubmissionId, key: &AnswerKey) -> uuid::Uuid {
    let item = key.item.map_or_else(String::new, |item| item.to_string());
    derived_id(submission.0, &format!("answer {} {item}", key.field))
}

fn private_answers(
    rows: &mut dyn Rows,
    round: Option<SubmissionId>,
) -> Result<BTreeMap<AnswerKey, serde_json::Value>, Halt> {
    let Some(round) = round else { return Ok(BTreeMap::new()) };
    let answers: Vec<SubmissionPrivate> = rows.list(SubmissionPrivate::BY_SUBMISSION, &[round.to_value()])?;
    Ok(answers
        .into_iter()
        .map(|answer| (AnswerKey { item: answer.item_id, field: answer.field_id }, answer.value.0))
        .collect())
}

/// Returns the mentor who comes first: of the round before, or else the one whom the client would like.
fn first_mentor(
    rows: &mut dyn Rows,
    enrolment: &Enrolment,
    before: Option<&Submission>,
    ask: &Ask,
) -> Result<Option<PersonId>, Halt> {
    for mentor in before.and_then(|round| round.holder_id).into_iter().chain(ask.preferred) {
        if takes_reviews(rows, enrolment, mentor)? {
            return Ok(Some(mentor));
        }
    }
    Ok(None)
}

/// Puts the round into the queue, redacted, and tells the mentor who comes first.
fn queue(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    submission: &Submission,
    content: &SectionContent,
    section: &Section,
) -> Applied {
    rows.save(QueueItem {
        id: submission.id,
        journey_id: submission.journey_id,
        section_id: submission.section_id,
        round: submission.round,
        priority: submission.priority,
        words: words(content),
        requested_at: submission.requested_at,
        reserved_for: submission.reserved_for,
        reserved_until: submission.reserved_until,
        stamp: Stamp::default(),
    })?;
    if let Some(mentor) = submission.reserved_for {
        notify(rows, ctx, mentor, NotificationKind::ReviewRequested, submission.id, &section.title)?;
    }
    Ok(())
}

/// Whether a mentor reviews this journey now; never what they wrote themselves.
fn takes_reviews(rows: &mut dyn Rows, enrolment: &Enrolment, mentor: PersonId) -> Result<bool, Halt> {
    let assignment = MentorAssignment::id_of(enrolment.journey_id, mentor);
    let active = rows.find::<MentorAssignment>(assignment)?.is_some_and(|row| row.active);
    Ok(active && mentor != enrolment.client_id)
}

/// Counts the words of what a mentor will read.
fn words(content: &SectionContent) -> i64 {
    let count: usize = content.shared.values().map(words_of).sum();
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn words_of(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::String(text) => crate::text::count_words(text),
        serde_json::Value::Array(list) => list.iter().map(words_of).sum(),
        serde_json::Value::Object(parts) => parts.values().map(words_of).sum(),
        serde_json::Value::Null | serde_json::Value::Bool(_) => 0,
        serde_json::Value::Number(_) => 1,
    }
}

pub(super) fn cancel(rows: &mut dyn Rows, ctx: &Ctx, id: SubmissionId) -> Applied {
    let submission: Submission = rows.require(id, "request")?;
    if submission.client_id != ctx.actor() {
        return Err(Halt::not_found("request"));
    }
    if submission.state == SubmissionState::Cancelled {
        return Ok(());
    }
    if submission.state != SubmissionState::Open {
        let refusal = Refusal::new(Code::WrongState, "A mentor has answered this request already.");
        return Err(refusal.hint("Read the feedback in the section.").into());
    }
    take_back(rows, ctx, submission)
}

/// Cancels a round that is open.
pub(crate) fn take_back(rows: &mut dyn Rows, ctx: &Ctx, mut submission: Submission) -> Applied {
    let id = submission.id;
    let section: Section = rows.require(submission.section_id, "section")?;
    if let Some(mut claim) = newest_claim(rows, id)?.filter(|claim| claim.ended_at.is_none()) {
        claim.ended_at = Some(ctx.now);
        claim.ending = Some(ClaimEnd::Cancelled);
        let mentor = claim.mentor_id;
        rows.save(claim)?;
        offer::close(rows, id)?;
        if ctx.authority {
            part(rows, submission.client_id, mentor)?;
        }
        notify(rows, ctx, mentor, NotificationKind::ReviewCancelled, id, &section.title)?;
    }
    rows.delete::<QueueItem>(id)?;
    set_holder(rows, &submission, None)?;
    submission.holder_id = None;
    submission.state = SubmissionState::Cancelled;
    submission.ended_at = Some(ctx.now);
    rows.save(submission)?;
    Ok(())
}

/// Hands the frozen answers to a holder, or takes them away. The submission itself is the caller's.
pub(super) fn set_holder(rows: &mut dyn Rows, submission: &Submission, holder: Option<PersonId>) -> Applied {
    if submission.holder_id == holder {
        return Ok(());
    }
    let answers: Vec<SubmissionAnswer> =
        rows.list(SubmissionAnswer::BY_SUBMISSION, &[submission.id.to_value()])?;
    for mut answer in answers {
        answer.holder_id = holder;
        rows.save(answer)?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
