//! The review room. Before a mentor claims, it shows what the queue item says and nothing of the client;
//! afterwards what was sent, what is being written, and the rounds before.

use super::entries::entries;
use super::offers::offers;
use super::rounds::rounds;
use super::sent::SentRound;
use super::writing::{draft, no_draft};
use crate::StoreError;
use crate::ask::{AskError, Reader};
use crate::people::names::Names;
use domain::base::{Instant, PersonId, Span, Stored};
use domain::journeys::{Field, Journey, JourneyId, Section, SectionId};
use domain::reviews::{
    Access, Claim, ClaimView, Held, PersonName, QueueItem, RoomAnswer, RoomEntry, RoomView, SectionHead,
    Submission, SubmissionAnswer, SubmissionId, SubmissionState,
};
use domain::text::count_words;

/// Returns a review room.
pub(crate) fn room(reader: &mut Reader, id: SubmissionId) -> Result<RoomView, AskError> {
    let item = reader.find::<QueueItem>(id)?;
    if let Some(submission) = reader.find::<Submission>(id)? {
        return open_room(reader, submission, item);
    }
    match item {
        Some(item) => preview(reader, item),
        None => Err(AskError::not_found("review")),
    }
}

/// Returns what a mentor sees before claiming.
fn preview(reader: &mut Reader, item: QueueItem) -> Result<RoomView, AskError> {
    let place = Place::read(reader, item.journey_id, item.section_id)?;
    let mut names = Names::default();
    Ok(RoomView {
        submission: item.id,
        access: Access::Preview,
        journey_title: place.journey_title,
        section: head(place.section),
        round: item.round,
        state: SubmissionState::Open,
        priority: item.priority,
        message: String::new(),
        requested_at: item.requested_at,
        words: item.words,
        client: None,
        claim: current_claim(reader, &mut names, item.id)?,
        reserved: reserved(reader, &mut names, Some(&item))?,
        entries: Vec::new(),
        locked_after: None,
        draft: draft(reader, item.id, item.journey_id, item.section_id)?,
        offers: Vec::new(),
        rounds: Vec::new(),
    })
}

/// Returns the room of someone who may read the answers.
fn open_room(
    reader: &mut Reader,
    submission: Submission,
    item: Option<QueueItem>,
) -> Result<RoomView, AskError> {
    let place = Place::read(reader, submission.journey_id, submission.section_id)?;
    let mut names = Names::default();
    let claim = match submission.state {
        SubmissionState::Open => current_claim(reader, &mut names, submission.id)?,
        SubmissionState::ChangesRequested | SubmissionState::Approved | SubmissionState::Cancelled => None,
    };
    let access = access(&submission, claim.as_ref(), reader.viewer);
    let fields: Vec<Field> = reader.list(Field::BY_SECTION, &[submission.section_id.to_value()])?;
    let rounds = earlier_rounds(reader, &mut names, &fields, &submission)?;
    // What a client wrote stays on a mentor's device, and is shown again as soon as the server says that the mentor still may.
    let locked = submission.client_id != reader.viewer && reader.is_away_for(place.away);
    let (entries, message) = if locked {
        (Vec::new(), String::new())
    } else {
        (answers(reader, &place.section, fields, &submission)?, submission.message)
    };
    let writing = match access {
        Access::Holder => draft(reader, submission.id, submission.journey_id, submission.section_id)?,
        Access::Preview | Access::Reader => no_draft(),
    };
    let offers = match access {
        Access::Holder => offers(reader, &mut names, submission.id)?,
        Access::Preview | Access::Reader => Vec::new(),
    };
    Ok(RoomView {
        submission: submission.id,
        access,
        journey_title: place.journey_title,
        section: head(place.section),
        round: submission.round,
        state: submission.state,
        priority: submission.priority,
        message,
        requested_at: submission.requested_at,
        words: item.as_ref().map_or_else(|| words(&entries), |item| item.words),
        client: Some(names.client(reader, submission.client_id)?),
        reserved: reserved(reader, &mut names, item.as_ref())?,
        claim,
        entries,
        locked_after: locked.then(|| place.away.0 / Span::days(1).0),
        draft: writing,
        offers,
        rounds,
    })
}

/// Decides what someone who may read the answers may do: write under a claim of their own, or read.
fn access(submission: &Submission, claim: Option<&ClaimView>, viewer: PersonId) -> Access {
    let holds = claim.is_some_and(|claim| claim.mentor.id == viewer);
    let open = submission.state == SubmissionState::Open && submission.holder_id == Some(viewer);
    if holds && open { Access::Holder } else { Access::Reader }
}

/// Returns the claim that counts: the one that has not ended. Its lease may have run out.
fn current_claim(
    reader: &mut Reader,
    names: &mut Names,
    submission: SubmissionId,
) -> Result<Option<ClaimView>, StoreError> {
    let claims: Vec<Claim> = reader.list(Claim::BY_SUBMISSION, &[submission.to_value()])?;
    let newest = claims.into_iter().max_by_key(|claim| claim.token);
    let Some(claim) = newest.filter(|claim| claim.ended_at.is_none()) else { return Ok(None) };
    Ok(Some(ClaimView {
        held: Held { submission, claim: claim.id },
        mentor: names.mentor(reader, claim.mentor_id)?,
        token: claim.token,
        claimed_at: claim.claimed_at,
        expires_at: claim.expires_at,
        lapsed: !claim.is_live(reader.now),
    }))
}

fn reserved(
    reader: &mut Reader,
    names: &mut Names,
    item: Option<&QueueItem>,
) -> Result<Option<(PersonName, Instant)>, StoreError> {
    let Some((mentor, until)) = item.and_then(|item| item.reserved_now(reader.now)) else { return Ok(None) };
    Ok(Some((names.mentor(reader, mentor)?, until)))
}

/// Returns the rounds before this one and, once it has ended, this one too.
fn earlier_rounds(
    reader: &mut Reader,
    names: &mut Names,
    fields: &[Field],
    submission: &Submission,
) -> Result<Vec<domain::reviews::RoundView>, StoreError> {
    let key = [submission.enrolment_id.to_value(), submission.section_id.to_value()];
    let mut known: Vec<Submission> = reader.list(Submission::BY_SECTION, &key)?;
    known.retain(|round| {
        round.round < submission.round || (round.id == submission.id && round.state != SubmissionState::Open)
    });
    rounds(reader, names, fields, known)
}

/// Returns what was sent, compared with the round before where the viewer may see that.
fn answers(
    reader: &mut Reader,
    section: &Section,
    fields: Vec<Field>,
    submission: &Submission,
) -> Result<Vec<RoomEntry>, StoreError> {
    let now = sent(reader, submission.id)?;
    let previous = match submission.previous_id {
        Some(previous) => reader.find::<Submission>(previous)?,
        None => None,
    };
    let before = previous.map(|previous| sent(reader, previous.id)).transpose()?;
    Ok(entries(section, fields, before.as_ref(), &now))
}

fn sent(reader: &mut Reader, round: SubmissionId) -> Result<SentRound, StoreError> {
    let rows: Vec<SubmissionAnswer> = reader.list(SubmissionAnswer::BY_SUBMISSION, &[round.to_value()])?;
    Ok(SentRound::of(rows))
}

fn words(entries: &[RoomEntry]) -> i64 {
    let fields = entries.iter().flat_map(|entry| &entry.fields);
    let count = fields.map(|field| match &field.answer {
        RoomAnswer::Text { text } => count_words(text),
        RoomAnswer::Empty | RoomAnswer::Hidden => 0,
    });
    i64::try_from(count.sum::<usize>()).unwrap_or(i64::MAX)
}

/// The journey and section of a round.
struct Place {
    journey_title: String,
    away: Span,
    section: Section,
}

impl Place {
    fn read(reader: &mut Reader, journey: JourneyId, section: SectionId) -> Result<Self, AskError> {
        let journey: Journey = reader.require(journey, "review")?;
        let section = reader.require(section, "review")?;
        Ok(Self { journey_title: journey.title, away: journey.away, section })
    }
}

/// Returns what a screen needs of a section.
pub(crate) fn head(section: Section) -> SectionHead {
    SectionHead {
        id: section.id,
        title: section.title,
        intro: section.intro,
        kind: section.kind,
        item_label: section.item_label,
        guidance: section.guidance,
    }
}
