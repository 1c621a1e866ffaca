//! A mentor takes a review, keeps it, gives it back.
//!
//! Claiming: (1) a mentor assigned to the journey, never the client; (2) the round is open; (3) nobody
//! holds it, where a lease that ran out holds nothing; (4) not while it is reserved for someone else;
//! (5) at most [`CLAIM_LIMIT`] live claims a mentor, which an extension of a lapsed one counts as. The
//! authority gives the claim its token, hands the
//! answers over and tells the client. Writing goes on under the newest claim even after its lease ran
//! out, until another mentor claims: a train tunnel costs nobody a review.

use super::command::Held;
use super::entities::{Claim, ClaimEnd, ClaimId, QueueItem, Submission, SubmissionId, SubmissionState};
use super::feedback::Review;
use super::lease::{CLAIM_LIMIT, newest_claim};
use super::offer;
use super::request::set_holder;
use crate::base::{Code, Instant, PersonId, Refusal, Stored};
use crate::command::{Applied, Ctx, Halt, Role};
use crate::entity::Stamp;
use crate::journeys::{Journey, MentorAssignment, Section};
use crate::notifications::{NotificationKind, notify};
use crate::people::{ClientCard, MentorProfile, Person};
use crate::rows::Rows;

pub(super) fn claim(rows: &mut dyn Rows, ctx: &Ctx, id: SubmissionId, claim: ClaimId) -> Applied {
    ctx.require_role(Role::Mentor, "claim a review")?;
    if !ctx.authority {
        // Only an authority can tell who came first; a device keeps the wish in its queue.
        return Ok(());
    }
    let mut submission: Submission = rows.require(id, "review")?;
    if let Some(known) = rows.find::<Claim>(claim)? {
        let same = known.submission_id == id && known.mentor_id == ctx.actor();
        return if same { Ok(()) } else { Err(Halt::id_taken()) };
    }
    let newest = newest_claim(rows, id)?;
    check_mentor(rows, ctx, &submission)?;
    check_open(&submission)?;
    check_free(rows, ctx, newest.as_ref())?;
    check_reserved(rows, ctx, id)?;
    check_limit(rows, ctx)?;

    let token = newest.as_ref().map_or(1, |known| known.token.saturating_add(1));
    if let Some(mut lapsed) = newest.filter(|known| known.ended_at.is_none()) {
        lapsed.ended_at = Some(ctx.now);
        lapsed.ending = Some(ClaimEnd::Expired);
        let before = lapsed.mentor_id;
        rows.save(lapsed)?;
        offer::close(rows, id)?;
        part(rows, submission.client_id, before)?;
    }
    let journey: Journey = rows.require(submission.journey_id, "journey")?;
    rows.save(Claim {
        id: claim,
        submission_id: id,
        journey_id: submission.journey_id,
        section_id: submission.section_id,
        mentor_id: ctx.actor(),
        token,
        claimed_at: ctx.now,
        expires_at: ctx.now + journey.lease,
        ended_at: None,
        ending: None,
        stamp: Stamp::default(),
    })?;
    set_holder(rows, &submission, Some(ctx.actor()))?;
    submission.holder_id = Some(ctx.actor());
    introduce(rows, submission.client_id, ctx.actor())?;
    let section: Section = rows.require(submission.section_id, "section")?;
    notify(rows, ctx, submission.client_id, NotificationKind::ReviewClaimed, id, &section.title)?;
    rows.save(submission)?;
    Ok(())
}

fn check_mentor(rows: &mut dyn Rows, ctx: &Ctx, submission: &Submission) -> Applied {
    if submission.client_id == ctx.actor() {
        let refusal = Refusal::new(Code::Forbidden, "You can't review what you wrote yourself.");
        return Err(refusal.hint("Another mentor will take it.").into());
    }
    let assignment = MentorAssignment::id_of(submission.journey_id, ctx.actor());
    let assigned = rows.find::<MentorAssignment>(assignment)?.is_some_and(|row| row.active);
    if assigned { Ok(()) } else { Err(Halt::not_found("review")) }
}

fn check_open(submission: &Submission) -> Applied {
    match submission.state {
        SubmissionState::Open => Ok(()),
        SubmissionState::Cancelled => {
            let refusal = Refusal::new(Code::WrongState, "The client took this request back.");
            Err(refusal.hint("Choose another review from the queue.").into())
        }
        SubmissionState::Approved | SubmissionState::ChangesRequested => {
            let refusal = Refusal::new(Code::AlreadyCompleted, "This review is already complete.");
            Err(refusal.hint("Choose another review from the queue.").into())
        }
    }
}

fn check_free(rows: &mut dyn Rows, ctx: &Ctx, newest: Option<&Claim>) -> Applied {
    let Some(held) = newest.filter(|claim| claim.is_live(ctx.now)) else { return Ok(()) };
    if held.mentor_id == ctx.actor() {
        let refusal = Refusal::new(Code::Conflict, "You have this review already.");
        return Err(refusal.hint("You find it among your reviews.").into());
    }
    let name = mentor_name(rows, held.mentor_id)?;
    Err(Refusal::new(Code::AlreadyClaimed, format!("{name} is reviewing this."))
        .hint("Choose another review from the queue.")
        .detail(serde_json::json!({ "holder": held.mentor_id, "name": name, "until": held.expires_at }))
        .into())
}

fn check_reserved(rows: &mut dyn Rows, ctx: &Ctx, id: SubmissionId) -> Applied {
    let Some(item) = rows.find::<QueueItem>(id)? else { return Ok(()) };
    let Some((mentor, until)) = item.reserved_now(ctx.now).filter(|(mentor, _)| *mentor != ctx.actor())
    else {
        return Ok(());
    };
    let name = mentor_name(rows, mentor)?;
    Err(Refusal::new(Code::AlreadyClaimed, format!("This is kept for {name} for now."))
        .hint("It opens to everyone if it is not taken in time.")
        .detail(serde_json::json!({ "holder": mentor, "name": name, "until": until }))
        .into())
}

impl QueueItem {
    /// Returns for whom the review is reserved at `now`, and until when.
    #[must_use]
    pub fn reserved_now(&self, now: Instant) -> Option<(PersonId, Instant)> {
        let until = self.reserved_until.filter(|until| now <= *until)?;
        self.reserved_for.map(|mentor| (mentor, until))
    }
}

fn check_limit(rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
    let claims: Vec<Claim> = rows.list(Claim::OPEN_BY_MENTOR, &[ctx.actor().to_value()])?;
    if claims.iter().filter(|claim| claim.is_live(ctx.now)).count() < CLAIM_LIMIT {
        return Ok(());
    }
    Err(Refusal::new(Code::ClaimLimit, format!("You have {CLAIM_LIMIT} reviews already."))
        .hint("Finish one or give one back, then claim the next.")
        .into())
}

pub(super) fn mentor_name(rows: &mut dyn Rows, mentor: PersonId) -> Result<String, Halt> {
    let profile: Option<MentorProfile> = rows.find(mentor)?;
    Ok(profile.map_or_else(|| "Another mentor".to_owned(), |profile| profile.name))
}

/// Lets a mentor know the name and time zone of the client.
fn introduce(rows: &mut dyn Rows, client: PersonId, mentor: PersonId) -> Applied {
    let Some(person) = rows.find::<Person>(client)? else { return Ok(()) };
    rows.save(ClientCard {
        id: ClientCard::id_of(client, mentor),
        client_id: client,
        mentor_id: mentor,
        name: person.name,
        zone: person.zone,
        stamp: Stamp::default(),
    })?;
    Ok(())
}

/// Takes the client's card away from a mentor who has nothing more to do with them: no review in hand and none
/// that the mentor completed. A mentor who answered goes on knowing whom.
pub(super) fn part(rows: &mut dyn Rows, client: PersonId, mentor: PersonId) -> Applied {
    let answered: Vec<Review> = rows.list(Review::BETWEEN, &[client.to_value(), mentor.to_value()])?;
    if !answered.is_empty() {
        return Ok(());
    }
    let open: Vec<Claim> = rows.list(Claim::OPEN_BY_MENTOR, &[mentor.to_value()])?;
    for claim in open {
        let round: Submission = rows.require(claim.submission_id, "review")?;
        if round.client_id == client {
            return Ok(());
        }
    }
    rows.delete::<ClientCard>(ClientCard::id_of(client, mentor))?;
    Ok(())
}

/// Returns the claim and its round if the actor may write under it: it is the newest, it has not
/// ended, and the round is open.
pub(super) fn held(rows: &mut dyn Rows, ctx: &Ctx, held: Held) -> Result<(Claim, Submission), Halt> {
    let claim = rows.find::<Claim>(held.claim)?.filter(|claim| claim.submission_id == held.submission);
    let Some(claim) = claim else { return Err(not_held()) };
    if claim.mentor_id != ctx.actor() {
        let refusal = Refusal::new(Code::Forbidden, "Only the mentor who holds this review can do that.");
        return Err(refusal.hint("Choose another review from the queue.").into());
    }
    let newest = newest_claim(rows, held.submission)?;
    let submission: Option<Submission> = rows.find(held.submission)?;
    let Some(submission) = submission else { return Err(not_held()) };
    if claim.ending == Some(ClaimEnd::Completed) {
        return Err(already_sent());
    }
    let current = newest.is_some_and(|newest| newest.id == claim.id) && claim.ended_at.is_none();
    if !current || submission.state != SubmissionState::Open {
        return Err(lease_lost(claim.ending));
    }
    Ok((claim, submission))
}

pub(super) fn already_sent() -> Halt {
    Refusal::new(Code::AlreadyCompleted, "You have sent this review already.")
        .hint("To say more, add something to the review you sent.")
        .into()
}

fn not_held() -> Halt {
    Refusal::new(Code::LeaseLost, "You don't hold this review now.")
        .hint("Claim it first, then go on.")
        .into()
}

fn lease_lost(end: Option<ClaimEnd>) -> Halt {
    let message = match end {
        Some(ClaimEnd::Cancelled) => "The client took this request back.",
        Some(ClaimEnd::Released) => "You gave this review back.",
        Some(ClaimEnd::Expired | ClaimEnd::Completed) | None => {
            "Your claim ran out and another mentor took over."
        }
    };
    Refusal::new(Code::LeaseLost, message)
        .hint("Your words are kept. You find them under Reviews, Kept drafts.")
        .into()
}

pub(super) fn extend(rows: &mut dyn Rows, ctx: &Ctx, id: Held) -> Applied {
    let (mut claim, submission) = held(rows, ctx, id)?;
    let journey: Journey = rows.require(submission.journey_id, "journey")?;
    if !claim.is_live(ctx.now) {
        check_limit(rows, ctx)?;
    }
    let until = ctx.now + journey.lease;
    if until > claim.expires_at {
        claim.expires_at = until;
        rows.save(claim)?;
    }
    Ok(())
}

pub(super) fn release(rows: &mut dyn Rows, ctx: &Ctx, id: Held) -> Applied {
    let ended = rows
        .find::<Claim>(id.claim)?
        .is_some_and(|claim| claim.mentor_id == ctx.actor() && claim.ending == Some(ClaimEnd::Released));
    if ended {
        return Ok(());
    }
    let (claim, submission) = held(rows, ctx, id)?;
    give_back(rows, ctx, claim, submission)
}

/// Ends a claim that is current and puts its round back into the queue.
pub(crate) fn give_back(
    rows: &mut dyn Rows,
    ctx: &Ctx,
    mut claim: Claim,
    mut submission: Submission,
) -> Applied {
    let mentor = claim.mentor_id;
    claim.ended_at = Some(ctx.now);
    claim.ending = Some(ClaimEnd::Released);
    rows.save(claim)?;
    offer::close(rows, submission.id)?;
    part(rows, submission.client_id, mentor)?;
    if let Some(mut item) = rows.find::<QueueItem>(submission.id)? {
        item.reserved_for = None;
        item.reserved_until = None;
        rows.save(item)?;
    }
    if !ctx.authority {
        // What was sent leaves the device with the next answer of the authority.
        return Ok(());
    }
    set_holder(rows, &submission, None)?;
    submission.holder_id = None;
    (submission.reserved_for, submission.reserved_until) = (None, None);
    let section: Section = rows.require(submission.section_id, "section")?;
    notify(rows, ctx, submission.client_id, NotificationKind::ReviewReleased, submission.id, &section.title)?;
    rows.save(submission)?;
    Ok(())
}

#[cfg(test)]
#[path = "claim_tests.rs"]
mod tests;
