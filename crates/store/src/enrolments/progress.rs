//! How far a client is in a journey: each section's completeness and where its review stands.

use super::content::{contents, fields};
use super::outline::outline;
use crate::StoreError;
use crate::ask::Reader;
use crate::engine::{Record, Stmt};
use crate::visible;
use domain::base::{Instant, PersonId, Stored};
use domain::enrolments::{Enrolment, EnrolmentId, MyJourney, Tier};
use domain::journeys::{Journey, Section, SectionId};
use domain::reviews::SubmissionState;
use std::collections::BTreeMap;

/// The rounds of an enrolment that the client did not take back.
pub(super) const ROUNDS: Stmt = Stmt::new(
    "enrolments.rounds",
    concat!(
        "SELECT t.section_id, t.round, t.state, t.holder_id, t.requested_at, t.ended_at
         FROM section_reviews t
         WHERE ",
        visible!("t", "section_reviews"),
        " AND t.enrolment_id = $2 AND t.state <> 'cancelled'
         ORDER BY t.section_id, t.round, t.id"
    ),
);

/// The entries of every list of an enrolment.
pub(super) const ITEMS: Stmt = Stmt::new(
    "enrolments.items",
    concat!(
        "SELECT t.section_id, count(*)
         FROM section_items t
         WHERE ",
        visible!("t", "section_items"),
        " AND t.enrolment_id = $2
         GROUP BY t.section_id
         ORDER BY t.section_id"
    ),
);

/// The comments of an enrolment that ask for something and are not settled.
pub(super) const OPEN_COMMENTS: Stmt = Stmt::new(
    "enrolments.open_comments",
    concat!(
        "SELECT t.section_id, count(*)
         FROM review_comments t
         WHERE ",
        visible!("t", "review_comments"),
        " AND t.enrolment_id = $2 AND t.kind <> 'praise'
          AND NOT EXISTS
              (SELECT 1
               FROM comment_resolutions r
               WHERE r.id = t.id AND r.resolved = 1 AND ",
        visible!("r", "comment_resolutions"),
        ")
         GROUP BY t.section_id
         ORDER BY t.section_id"
    ),
);

/// Where the review of a section stands: its last round that was not taken back.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// The round, from 1.
    pub(crate) round: i64,
    /// Where it stands.
    pub(crate) state: SubmissionState,
    /// Who has it or answered.
    pub(crate) mentor: Option<PersonId>,
    /// When it was sent.
    pub(crate) requested_at: Instant,
    /// When it was answered.
    pub(crate) ended_at: Option<Instant>,
}

/// A section with how far its client is.
pub(crate) struct SectionProgress {
    /// The section.
    pub(crate) section: Section,
    /// How complete the answers are, from 0 to 100.
    pub(crate) score: i64,
    /// How many entries a list has.
    pub(crate) items: i64,
    /// Where its review stands, if it was asked for.
    pub(crate) standing: Option<Standing>,
    /// How many comments ask for something and are not settled.
    pub(crate) open_comments: i64,
}

/// A category with its sections, in order.
pub(crate) struct ChapterProgress {
    /// Its title.
    pub(crate) title: String,
    /// Its sections.
    pub(crate) sections: Vec<SectionProgress>,
}

/// Returns how far a client is in each section of a journey, in reading order.
pub(crate) fn progress(
    reader: &mut Reader,
    enrolment: &Enrolment,
) -> Result<Vec<ChapterProgress>, StoreError> {
    let chapters = outline(reader, enrolment.journey_id)?;
    let fields = fields(reader, enrolment.journey_id)?;
    let contents = contents(reader, enrolment.id)?;
    let key = [enrolment.id.to_value()];
    let items = counts(&reader.rows(&ITEMS, &key)?)?;
    let comments = counts(&reader.rows(&OPEN_COMMENTS, &key)?)?;
    let mut standings = standings(reader, enrolment.id)?;
    let mut section = |section: Section| {
        let id = section.id;
        let content = contents.get(&id).cloned().unwrap_or_default();
        let score = fields.get(&id).cloned().unwrap_or_default().score(&section, &content);
        SectionProgress {
            section,
            score: i64::from(score),
            items: items.get(&id).copied().unwrap_or(0),
            standing: standings.remove(&id),
            open_comments: comments.get(&id).copied().unwrap_or(0),
        }
    };
    let chapters = chapters.into_iter().map(|chapter| ChapterProgress {
        title: chapter.title,
        sections: chapter.sections.into_iter().map(&mut section).collect(),
    });
    Ok(chapters.collect())
}

fn counts(rows: &[Record]) -> Result<BTreeMap<SectionId, i64>, StoreError> {
    rows.iter().map(|row| Ok((row.stored(0)?, row.int(1)?))).collect()
}

fn standings(
    reader: &mut Reader,
    enrolment: EnrolmentId,
) -> Result<BTreeMap<SectionId, Standing>, StoreError> {
    let rows = reader.rows(&ROUNDS, &[enrolment.to_value()])?;
    // Later rounds take the place of earlier ones.
    let standing = |row: &Record| {
        let standing = Standing {
            round: row.int(1)?,
            state: row.stored(2)?,
            mentor: row.stored(3)?,
            requested_at: row.instant(4)?,
            ended_at: row.opt_instant(5)?,
        };
        Ok((row.stored(0)?, standing))
    };
    rows.iter().map(standing).collect()
}

/// Returns a journey in one line, from the progress in it.
pub(crate) fn summary(enrolment: &Enrolment, journey: Journey, chapters: &[ChapterProgress]) -> MyJourney {
    let sections: Vec<Counted> =
        chapters.iter().flat_map(|chapter| &chapter.sections).map(Counted::from).collect();
    let count = |which: &dyn Fn(&Counted) -> bool| number(sections.iter().filter(|one| which(one)).count());
    let in_state = |state| move |one: &Counted| one.state == Some(state);
    MyJourney {
        enrolment: enrolment.id,
        title: journey.title,
        summary: journey.summary,
        tier: enrolment.tier,
        sections: number(sections.len()),
        done: count(&|one| one.is_done(enrolment.tier)),
        to_change: count(&in_state(SubmissionState::ChangesRequested)),
        in_review: count(&in_state(SubmissionState::Open)),
        score: mean(&sections),
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What a section counts for in the line of its journey.
struct Counted {
    score: i64,
    state: Option<SubmissionState>,
}

impl From<&SectionProgress> for Counted {
    fn from(section: &SectionProgress) -> Self {
        let state = section.standing.as_ref().map(|standing| standing.state);
        Self { score: section.score, state }
    }
}

impl Counted {
    /// Whether nothing is left to do: approved, or complete for those who have booked no reviews.
    fn is_done(&self, tier: Tier) -> bool {
        match tier {
            Tier::Essentials => self.score == 100,
            Tier::Guided | Tier::Premium => self.state == Some(SubmissionState::Approved),
        }
    }
}

/// Returns the mean of the sections' scores, cut off; 0 without sections.
fn mean(sections: &[Counted]) -> i64 {
    let total: i64 = sections.iter().map(|section| section.score).sum();
    total.checked_div(number(sections.len())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_done_when_approved_or_without_reviews_when_complete() {
        use SubmissionState::{Approved, ChangesRequested, Open};
        let cases = [
            (Tier::Guided, 100, None, false),
            (Tier::Guided, 60, Some(Approved), true),
            (Tier::Premium, 100, Some(Open), false),
            (Tier::Premium, 100, Some(ChangesRequested), false),
            (Tier::Essentials, 100, None, true),
            (Tier::Essentials, 99, None, false),
        ];
        for (tier, score, state, done) in cases {
            assert_eq!(Counted { score, state }.is_done(tier), done, "{tier:?} {score} {state:?}");
        }
    }

    #[test]
    fn the_score_of_a_journey_is_the_mean_of_its_sections() {
        let of = |scores: &[i64]| {
            mean(&scores.iter().map(|score| Counted { score: *score, state: None }).collect::<Vec<_>>())
        };
        assert_eq!([of(&[]), of(&[100]), of(&[100, 99]), of(&[0, 50])], [0, 100, 99, 25]);
    }
}
