//! A section as its client works on it: fields, answers, where the review stands, and what was said so far.

use super::content::content;
use super::outline::{neighbours, outline};
use crate::StoreError;
use crate::ask::{AskError, Reader};
use crate::engine::Stmt;
use crate::people::names::Names;
use crate::reviews::room::head;
use crate::reviews::rounds::rounds;
use crate::visible;
use domain::base::Stored;
use domain::enrolments::{
    AnswerKey, CurrentRound, Enrolment, EnrolmentId, FieldView, ItemId, MentorChoice, SectionContent,
    SectionEntry, SectionItem, SectionView, Tier, TwoAnswers, fingerprint,
};
use domain::journeys::{Field, Journey, JourneyId, Section, SectionFields, SectionId, SectionKind};
use domain::reviews::{Beside, KeptText, PersonName, Submission};
use std::collections::BTreeMap;

pub(super) const MENTORS: Stmt = Stmt::new(
    "enrolments.mentors",
    concat!(
        "SELECT p.id, p.name, p.zone, p.bio
         FROM mentor_assignments a
         JOIN mentor_profiles p ON p.id = a.mentor_id
         WHERE a.mentor_id <> $1 AND a.journey_id = $2 AND a.active = 1 AND ",
        visible!("a", "mentor_assignments"),
        " AND ",
        visible!("p", "mentor_profiles"),
        " ORDER BY p.name, p.id"
    ),
);

/// Returns a section to its client.
pub(crate) fn section(
    reader: &mut Reader,
    enrolment: EnrolmentId,
    section: SectionId,
) -> Result<SectionView, AskError> {
    let enrolment = own_enrolment(reader, enrolment)?;
    let section: Section = reader.require(section, "section")?;
    if section.journey_id != enrolment.journey_id || section.removed_at.is_some() {
        return Err(AskError::not_found("section"));
    }
    let journey: Journey = reader.require(enrolment.journey_id, "journey")?;
    let all_fields: Vec<Field> = reader.list(Field::BY_SECTION, &[section.id.to_value()])?;
    let fields = SectionFields::new(all_fields.clone());
    let content = content(reader, enrolment.id, section.id)?;
    let entries = entries(reader, &enrolment, &section, &content)?;
    let key = [enrolment.id.to_value(), section.id.to_value()];
    let submissions: Vec<Submission> = reader.list(Submission::BY_SECTION, &key)?;
    let mut names = Names::default();
    let current = current(reader, &mut names, &submissions, &content)?;
    let chapters = outline(reader, journey.id)?;
    let (previous, next) = neighbours(&chapters, section.id);
    Ok(SectionView {
        enrolment: enrolment.id,
        tier: enrolment.tier,
        journey_title: journey.title,
        score: i64::from(fields.score(&section, &content)),
        fields: fields.all().iter().cloned().map(field_view).collect(),
        section: head(section),
        entries,
        two_answers: two_answers(reader, enrolment.id, &fields)?,
        current,
        rounds: rounds(reader, &mut names, &all_fields, submissions)?,
        mentors: mentors(reader, journey.id, enrolment.tier)?,
        previous,
        next,
    })
}

/// Returns an enrolment to its client; to others it does not exist.
pub(super) fn own_enrolment(reader: &mut Reader, id: EnrolmentId) -> Result<Enrolment, AskError> {
    let enrolment: Enrolment = reader.require(id, "journey")?;
    if enrolment.client_id == reader.viewer { Ok(enrolment) } else { Err(AskError::not_found("journey")) }
}

fn entries(
    reader: &mut Reader,
    enrolment: &Enrolment,
    section: &Section,
    content: &SectionContent,
) -> Result<Vec<SectionEntry>, StoreError> {
    let items = match section.kind {
        SectionKind::Form => vec![None],
        SectionKind::List => {
            let key = [enrolment.id.to_value(), section.id.to_value()];
            let mut items: Vec<SectionItem> = reader.list(SectionItem::BY_SECTION, &key)?;
            items.sort_by_key(|item| (item.position, item.id));
            items.into_iter().map(|item| Some(item.id)).collect()
        }
    };
    Ok(items.into_iter().map(|item| entry(item, content)).collect())
}

fn entry(item: Option<ItemId>, content: &SectionContent) -> SectionEntry {
    // A field that changed sides may have an answer on both; the private one is read, as in a review.
    let answers = content.shared.iter().chain(&content.private);
    let own = answers.filter(|(key, _)| key.item == item);
    let answers: BTreeMap<_, _> = own.map(|(key, value)| (key.field, value.clone())).collect();
    let revs = content.shared_revs.iter().chain(&content.private_revs);
    let own = revs.filter(|(key, _)| key.item == item);
    let revs: BTreeMap<_, _> = own.map(|(key, rev)| (key.field, *rev)).collect();
    SectionEntry { item, answers, revs: revs.into_values().collect() }
}

fn field_view(field: Field) -> FieldView {
    FieldView {
        id: field.id,
        key: field.key,
        label: field.label,
        help: field.help,
        kind: field.kind,
        importance: field.importance,
        sensitivity: field.sensitivity,
        required: field.required,
        options: field.options.0,
        max_length: field.max_length.and_then(|length| usize::try_from(length).ok()),
        condition: field.condition.map(|condition| condition.0),
        example: field.example,
    }
}

/// Returns what is kept beside the answers to these fields.
fn two_answers(
    reader: &mut Reader,
    enrolment: EnrolmentId,
    fields: &SectionFields,
) -> Result<Vec<TwoAnswers>, StoreError> {
    let own: Vec<KeptText> = reader.list(KeptText::BY_AUTHOR, &[reader.viewer.to_value()])?;
    let waiting = own.into_iter().filter(|kept| kept.dismissed_at.is_none());
    let beside = waiting.filter_map(|kept| match kept.beside?.0 {
        Beside::Answer { enrolment: of, field, item } if of == enrolment => {
            Some(TwoAnswers { answer: AnswerKey { item, field }, kept: kept.stamp.rev })
        }
        _ => None,
    });
    Ok(beside.filter(|two| fields.all().iter().any(|field| field.id == two.answer.field)).collect())
}

/// Returns the last round, whatever became of it.
fn current(
    reader: &mut Reader,
    names: &mut Names,
    rounds: &[Submission],
    content: &SectionContent,
) -> Result<Option<CurrentRound>, StoreError> {
    let Some(last) = rounds.iter().max_by_key(|round| round.round) else { return Ok(None) };
    let mentor = last.holder_id.map(|mentor| names.mentor(reader, mentor)).transpose()?;
    let waits_for = match last.kept_for(reader.now) {
        Some((mentor, until)) => Some((names.mentor(reader, mentor)?, until)),
        None => None,
    };
    Ok(Some(CurrentRound {
        submission: last.id,
        round: last.round,
        state: last.state,
        requested_at: last.requested_at,
        mentor,
        waits_for,
        changed_since: fingerprint(content) != last.content,
    }))
}

/// Returns the mentors of the journey; none for those who have booked no reviews.
fn mentors(reader: &mut Reader, journey: JourneyId, tier: Tier) -> Result<Vec<MentorChoice>, StoreError> {
    match tier {
        Tier::Essentials => return Ok(Vec::new()),
        Tier::Guided | Tier::Premium => {}
    }
    let rows = reader.rows(&MENTORS, &[journey.to_value()])?;
    let choice = |row: &crate::engine::Record| {
        let mentor = PersonName { id: row.stored(0)?, name: row.text(1)?.to_owned(), zone: row.stored(2)? };
        Ok(MentorChoice { mentor, bio: row.text(3)?.to_owned() })
    };
    rows.iter().map(choice).collect()
}
