//! Texts that are kept beside another one of their author, with the one that stands.

use super::kept::plain_text;
use super::titles::{Titles, titles};
use crate::StoreError;
use crate::ask::Reader;
use domain::base::{Instant, Json, Stored};
use domain::enrolments::{Answer, AnswerId, PrivateAnswer, kept_answer};
use domain::journeys::{Field, FieldId, FieldKind, SectionId};
use domain::reviews::{
    Beside, BesideView, Claim, DraftComment, Held, KeptPurpose, KeptText, Review, ReviewComment, ReviewDraft,
    Submission, SubmissionId, UnsentPlace, UnsentText,
};
use std::collections::BTreeMap;

/// A text as it stands.
#[derive(Default)]
struct Stands {
    text: String,
    since: Instant,
}

/// Where two texts are.
#[derive(Default)]
struct Place {
    section: Option<SectionId>,
    field: Option<Field>,
    /// The author's claim of now, where one is needed.
    held: Option<Held>,
}

/// Returns what the viewer has to decide, newest first.
pub(crate) fn besides(reader: &mut Reader) -> Result<Vec<BesideView>, StoreError> {
    let own: Vec<KeptText> = reader.list(KeptText::BY_AUTHOR, &[reader.viewer.to_value()])?;
    let waiting: Vec<(KeptText, Beside)> = own
        .into_iter()
        .filter(|kept| kept.dismissed_at.is_none())
        .filter_map(|kept| Some((kept.clone(), kept.beside?.0)))
        .collect();
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let titles = titles(reader)?;
    let mut views = Vec::new();
    for (kept, beside) in waiting {
        views.push(view(reader, &kept, beside, &titles)?);
    }
    views.sort_by_key(|view| std::cmp::Reverse((view.at, view.kept)));
    Ok(views)
}

fn view(
    reader: &mut Reader,
    kept: &KeptText,
    beside: Beside,
    titles: &BTreeMap<SectionId, Titles>,
) -> Result<BesideView, StoreError> {
    let place = place(reader, beside)?;
    let stands = stands(reader, beside, place.field.as_ref())?.unwrap_or_default();
    let title = place.section.and_then(|section| titles.get(&section));
    Ok(BesideView {
        kept: kept.id,
        beside: place.held.map_or(beside, |held| under(beside, held)),
        section: place.section,
        section_title: title.map_or_else(String::new, |titles| titles.section.clone()),
        field_label: place.field.as_ref().map_or_else(String::new, |field| field.label.clone()),
        mine: match &place.field {
            Some(field) if kept.purpose == KeptPurpose::Answer => {
                field.kind.to_plain_text(&kept_answer(field, &kept.body), &field.options.0)
            }
            _ => plain_text(kept.purpose, &kept.body),
        },
        at: kept.kept_at,
        theirs: stands.text,
        theirs_at: stands.since,
        open: beside.held().is_none() || place.held.is_some(),
        joins: kept.purpose != KeptPurpose::Answer
            || place.field.is_some_and(|field| field.kind == FieldKind::LongText),
    })
}

/// Returns the same text under another claim.
fn under(beside: Beside, held: Held) -> Beside {
    match beside {
        Beside::Note { .. } => Beside::Note { held },
        Beside::Comment { comment, anchor, kind, .. } => Beside::Comment { held, comment, anchor, kind },
        Beside::Answer { .. } | Beside::Unsent { .. } => beside,
    }
}

fn place(reader: &mut Reader, beside: Beside) -> Result<Place, StoreError> {
    match beside {
        Beside::Note { held } => place_of_review(reader, held.submission, None),
        Beside::Comment { held, anchor, .. } => place_of_review(reader, held.submission, anchor.field),
        Beside::Answer { field, .. } => {
            let field = reader.find::<Field>(field)?;
            Ok(Place { section: field.as_ref().map(|field| field.section_id), field, held: None })
        }
        Beside::Unsent { place } => {
            let section = match place {
                UnsentPlace::Reply { comment } => {
                    reader.find::<ReviewComment>(comment)?.map(|comment| comment.section_id)
                }
                UnsentPlace::Addition { review } => {
                    reader.find::<Review>(review)?.map(|review| review.section_id)
                }
                UnsentPlace::Message { section, .. } => Some(section),
            };
            Ok(Place { section, ..Place::default() })
        }
    }
}

fn place_of_review(
    reader: &mut Reader,
    submission: SubmissionId,
    field: Option<FieldId>,
) -> Result<Place, StoreError> {
    let mut claims: Vec<Claim> = reader.list(Claim::BY_SUBMISSION, &[submission.to_value()])?;
    claims.sort_by_key(|claim| claim.token);
    let own = claims.iter().rfind(|claim| claim.mentor_id == reader.viewer);
    let section = own.map(|claim| claim.section_id);
    let current = claims.last().filter(|claim| claim.ended_at.is_none() && claim.mentor_id == reader.viewer);
    let held = current.map(|claim| Held { submission, claim: claim.id });
    let open = reader.find::<Submission>(submission)?.is_some_and(|round| round.ended_at.is_none());
    let field = match field {
        Some(field) => reader.find::<Field>(field)?,
        None => None,
    };
    Ok(Place { section, field, held: held.filter(|_| open) })
}

fn stands(reader: &mut Reader, beside: Beside, field: Option<&Field>) -> Result<Option<Stands>, StoreError> {
    let id = beside.row(reader.viewer).id;
    let stands = |text: String, since: Instant| Some(Stands { text, since });
    Ok(match beside {
        Beside::Note { .. } => reader
            .find::<ReviewDraft>(id)?
            .and_then(|row| stands(row.body.document().to_plain_text(), row.stamp.updated_at)),
        Beside::Comment { comment, .. } => {
            reader.find::<DraftComment>(comment)?.and_then(|row| stands(row.body, row.stamp.updated_at))
        }
        Beside::Answer { .. } => answer(reader, AnswerId(id))?.and_then(|(Json(value), since)| {
            let text = field.map_or_else(
                || value.to_string(),
                |field| field.kind.to_plain_text(&value, &field.options.0),
            );
            stands(text, since)
        }),
        Beside::Unsent { place } => reader
            .find::<UnsentText>(id)?
            .and_then(|row| stands(plain_text(place.purpose(), &row.body), row.stamp.updated_at)),
    })
}

fn answer(
    reader: &mut Reader,
    id: AnswerId,
) -> Result<Option<(Json<serde_json::Value>, Instant)>, StoreError> {
    if let Some(row) = reader.find::<Answer>(id)? {
        return Ok(Some((row.value, row.stamp.updated_at)));
    }
    Ok(reader.find::<PrivateAnswer>(id)?.map(|row| (row.value, row.stamp.updated_at)))
}
