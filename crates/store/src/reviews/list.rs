//! From what the lists read to what they show: titles, names and drafts are read once for a whole list.

use super::titles::titles;
use crate::StoreError;
use crate::ask::Reader;
use crate::engine::Stmt;
use crate::visible;
use domain::base::{Instant, PersonId, Stored};
use domain::journeys::{JourneyId, SectionId};
use domain::people::ClientCard;
use domain::reviews::{Priority, ReviewRow, SubmissionId, SubmissionState};
use domain::richtext::RichText;
use std::collections::{BTreeMap, BTreeSet};

/// The rounds for which the viewer has begun to write; `$2` is an empty note.
pub(super) const DRAFTED: Stmt = Stmt::new(
    "reviews.drafted",
    concat!(
        "SELECT t.submission_id
         FROM review_drafts t
         WHERE t.mentor_id = $1 AND t.body <> $2 AND ",
        visible!("t", "review_drafts"),
        " UNION
         SELECT t.submission_id
         FROM draft_comments t
         WHERE t.mentor_id = $1 AND ",
        visible!("t", "draft_comments"),
        " ORDER BY 1"
    ),
);

/// What a list reads of one review, without names.
pub(super) struct Base {
    pub(super) submission: SubmissionId,
    pub(super) journey: JourneyId,
    pub(super) section: SectionId,
    /// The client, once the viewer may know.
    pub(super) client: Option<PersonId>,
    pub(super) round: i64,
    pub(super) priority: Priority,
    pub(super) words: Option<i64>,
    pub(super) requested_at: Instant,
    pub(super) state: SubmissionState,
    pub(super) until: Option<Instant>,
    pub(super) reserved: bool,
    pub(super) changed_fields: i64,
    pub(super) open_comments: i64,
    pub(super) completed_at: Option<Instant>,
}

/// Returns the rows of a list, in the same order.
pub(super) fn rows(reader: &mut Reader, list: Vec<Base>) -> Result<Vec<ReviewRow>, StoreError> {
    let titles = titles(reader)?;
    let drafted = drafted(reader)?;
    let clients = clients(reader)?;
    let rows = list.into_iter().map(|base| {
        let titles = titles.get(&base.section).cloned().unwrap_or_default();
        ReviewRow {
            submission: base.submission,
            journey: base.journey,
            journey_title: titles.journey,
            section_title: titles.section,
            client: base.client.and_then(|client| clients.get(&client).cloned()),
            round: base.round,
            priority: base.priority,
            words: base.words,
            requested_at: base.requested_at,
            state: base.state,
            until: base.until,
            reserved: base.reserved,
            changed_fields: base.changed_fields,
            open_comments: base.open_comments,
            has_draft: drafted.contains(&base.submission),
            completed_at: base.completed_at,
        }
    });
    Ok(rows.collect())
}

fn drafted(reader: &mut Reader) -> Result<BTreeSet<SubmissionId>, StoreError> {
    let rows = reader.rows(&DRAFTED, &[RichText::default().to_value()])?;
    rows.iter().map(|row| row.stored(0)).collect()
}

/// Returns the names of the clients whom the viewer got to know by claiming.
fn clients(reader: &mut Reader) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let cards: Vec<ClientCard> = reader.list(ClientCard::BY_MENTOR, &[reader.viewer.to_value()])?;
    Ok(cards.into_iter().map(|card| (card.client_id, card.name)).collect())
}
