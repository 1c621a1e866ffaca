//! A client's journeys, and the table of contents of each.

use super::progress::{ChapterProgress, SectionProgress, progress, summary};
use super::section::own_enrolment;
use crate::StoreError;
use crate::ask::{AskError, Reader};
use crate::engine::{Record, Stmt};
use crate::visible;
use domain::base::Stored;
use domain::enrolments::{
    ContentsCategory, ContentsSection, ContentsView, Enrolment, EnrolmentId, JourneysView, MyJourney,
    OtherJourney,
};
use domain::journeys::Journey;

pub(super) const OTHERS: Stmt = Stmt::new(
    "enrolments.others",
    concat!(
        "SELECT t.id, t.title, t.summary,
                (SELECT count(*)
                 FROM sections s
                 JOIN categories c ON c.id = s.category_id
                 WHERE s.journey_id = t.id AND s.removed_at IS NULL AND c.removed_at IS NULL AND ",
        visible!("s", "sections"),
        " AND ",
        visible!("c", "categories"),
        ")
         FROM journeys t
         WHERE t.published_at IS NOT NULL AND ",
        visible!("t", "journeys"),
        " AND NOT EXISTS
              (SELECT 1
               FROM enrolments e
               WHERE e.journey_id = t.id AND e.client_id = $1 AND ",
        visible!("e", "enrolments"),
        ")
         ORDER BY t.title, t.id"
    ),
);

/// Returns a client's journeys.
pub(crate) fn journeys(reader: &mut Reader) -> Result<JourneysView, AskError> {
    Ok(JourneysView { mine: mine(reader)?, others: others(reader)? })
}

/// Returns the journeys that the viewer is in, the first one begun first.
pub(crate) fn mine(reader: &mut Reader) -> Result<Vec<MyJourney>, StoreError> {
    let enrolments = enrolments(reader)?;
    let journeys = enrolments.into_iter().map(|(enrolment, journey)| {
        let chapters = progress(reader, &enrolment)?;
        Ok(summary(&enrolment, journey, &chapters))
    });
    journeys.collect()
}

/// Returns the viewer's enrolments with their journeys, the first one begun first.
pub(crate) fn enrolments(reader: &mut Reader) -> Result<Vec<(Enrolment, Journey)>, StoreError> {
    let mut enrolments: Vec<Enrolment> = reader.list(Enrolment::BY_CLIENT, &[reader.viewer.to_value()])?;
    enrolments.sort_by_key(|enrolment| (enrolment.enrolled_at, enrolment.id));
    let mut pairs = Vec::new();
    for enrolment in enrolments {
        if let Some(journey) = reader.find::<Journey>(enrolment.journey_id)? {
            pairs.push((enrolment, journey));
        }
    }
    Ok(pairs)
}

fn others(reader: &mut Reader) -> Result<Vec<OtherJourney>, StoreError> {
    let rows = reader.rows(&OTHERS, &[])?;
    let other = |row: &Record| {
        Ok(OtherJourney {
            journey: row.stored(0)?,
            title: row.text(1)?.to_owned(),
            summary: row.text(2)?.to_owned(),
            sections: row.int(3)?,
        })
    };
    rows.iter().map(other).collect()
}

/// Returns a journey's table of contents to its client.
pub(crate) fn contents(reader: &mut Reader, enrolment: EnrolmentId) -> Result<ContentsView, AskError> {
    let enrolment = own_enrolment(reader, enrolment)?;
    let journey: Journey = reader.require(enrolment.journey_id, "journey")?;
    let chapters = progress(reader, &enrolment)?;
    Ok(ContentsView {
        enrolment: enrolment.id,
        title: journey.title,
        summary: journey.summary,
        tier: enrolment.tier,
        categories: chapters.into_iter().map(category).collect(),
    })
}

fn category(chapter: ChapterProgress) -> ContentsCategory {
    ContentsCategory {
        title: chapter.title,
        sections: chapter.sections.into_iter().map(contents_section).collect(),
    }
}

fn contents_section(progress: SectionProgress) -> ContentsSection {
    ContentsSection {
        id: progress.section.id,
        title: progress.section.title,
        kind: progress.section.kind,
        score: progress.score,
        items: progress.items,
        review: progress.standing.map(|standing| standing.state),
        open_comments: progress.open_comments,
    }
}
