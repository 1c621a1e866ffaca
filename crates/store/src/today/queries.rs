//! The first screen of the day.

use super::court::{court, recent_work};
use super::events::events;
use crate::StoreError;
use crate::ask::{AskError, Reader};
use crate::enrolments::progress::{ChapterProgress, SectionProgress, progress, summary};
use crate::enrolments::queries::enrolments;
use crate::people::names::Names;
use domain::enrolments::{Enrolment, EnrolmentId, MyJourney};
use domain::reviews::SubmissionState;
use domain::today::{TodaySection, TodayView};

/// Returns the first screen of the day.
pub(crate) fn today(reader: &mut Reader) -> Result<TodayView, AskError> {
    let court = court(reader)?;
    let work = recent_work(reader)?;
    let client = client_part(reader)?;
    Ok(TodayView {
        court: court.rows,
        queue: court.others,
        completed_30_days: work.completed,
        median_work_ms: work.median,
        sections: client.sections,
        journeys: client.journeys,
        events: events(reader)?,
    })
}

/// What a client sees of their own journeys.
#[derive(Default)]
struct ClientPart {
    sections: Vec<TodaySection>,
    journeys: Vec<MyJourney>,
}

fn client_part(reader: &mut Reader) -> Result<ClientPart, StoreError> {
    let mut part = ClientPart::default();
    let mut names = Names::default();
    for (enrolment, journey) in enrolments(reader)? {
        let chapters = progress(reader, &enrolment)?;
        for section in chapters.iter().flat_map(|chapter: &ChapterProgress| &chapter.sections) {
            part.sections.extend(today_section(reader, &mut names, &enrolment, &journey.title, section)?);
        }
        part.journeys.push(summary(&enrolment, journey, &chapters));
    }
    part.sections.sort_by_key(urgency);
    Ok(part)
}

/// Returns the section if something is going on with it.
fn today_section(
    reader: &mut Reader,
    names: &mut Names,
    enrolment: &Enrolment,
    journey_title: &str,
    progress: &SectionProgress,
) -> Result<Option<TodaySection>, StoreError> {
    let Some(standing) = &progress.standing else { return Ok(None) };
    let since = match standing.state {
        SubmissionState::Open => standing.requested_at,
        SubmissionState::ChangesRequested => standing.ended_at.unwrap_or(standing.requested_at),
        SubmissionState::Approved | SubmissionState::Cancelled => return Ok(None),
    };
    let mentor = standing.mentor.map(|mentor| names.mentor(reader, mentor)).transpose()?;
    Ok(Some(TodaySection {
        enrolment: enrolment.id,
        section: progress.section.id,
        title: progress.section.title.clone(),
        journey_title: journey_title.to_owned(),
        round: standing.round,
        state: standing.state,
        mentor: mentor.map(|mentor| mentor.name),
        open_comments: progress.open_comments,
        since,
    }))
}

/// Orders what waits for the client before what waits for a mentor, and within that the newest first.
fn urgency(section: &TodaySection) -> (bool, i64, EnrolmentId, domain::journeys::SectionId) {
    let with_mentor = section.state == SubmissionState::Open;
    (with_mentor, section.since.0.saturating_neg(), section.enrolment, section.section)
}
