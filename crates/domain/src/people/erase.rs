//! A person whose account is deleted becomes nameless. What only they had goes: answers, drafts, what was kept and what they
//! were told. What somebody else has a part in stays without their name: reviews, comments, replies.
//!
//! Open work goes on without them: a review that they held is in the queue again, and what they asked for is taken back.

use super::{ClientCard, MentorProfile, Person, RoleGrant, roles};
use crate::base::{Code, PersonId, Refusal, Stored, Value, ZoneId};
use crate::command::{Applied, Ctx};
use crate::enrolments::{Answer, Enrolment, PrivateAnswer, SectionItem};
use crate::entity::Entity;
use crate::journeys::{MentorAssignment, Section};
use crate::notifications::{Notification, NotificationPreference, QuietHours};
use crate::reviews::{
    ChecklistMark, Claim, DraftComment, KeptText, ReviewDraft, Submission, SubmissionAnswer, SubmissionId,
    SubmissionPrivate, SubmissionState, UnsentText, give_back, take_back,
};
use crate::rows::{Index, Rows, RowsError};
use crate::saved_views::SavedView;
use std::collections::BTreeSet;

/// What a person is called whose account was deleted.
pub const FORMER: &str = "Former member";

/// Whether a person's account was deleted: only then is there no address.
pub(super) fn is_erased(person: &Person) -> bool {
    person.email.is_empty() && person.name == FORMER
}

pub(super) fn erase(rows: &mut dyn Rows, ctx: &Ctx, id: PersonId) -> Applied {
    if !ctx.roles.is_system() {
        let refusal = Refusal::new(Code::Forbidden, "People are erased only with their account.");
        return Err(refusal.hint("Ask the person to delete their account.").into());
    }
    let mut person: Person = rows.require(id, "person")?;
    roles::check_others(rows, id)?;
    mentor(rows, ctx, id)?;
    client(rows, ctx, id)?;
    own(rows, id)?;
    person.name = FORMER.to_owned();
    person.email = String::new();
    person.zone = ZoneId::utc();
    rows.save(person)?;
    Ok(())
}

/// Puts what a mentor holds back into the queue, and takes what they were writing and whom they knew.
fn mentor(rows: &mut dyn Rows, ctx: &Ctx, id: PersonId) -> Applied {
    let me = [id.to_value()];
    let mut worked_on = BTreeSet::new();
    for claim in rows.list::<Claim>(Claim::OPEN_BY_MENTOR, &me)? {
        let round: Submission = rows.require(claim.submission_id, "review")?;
        worked_on.insert(round.id);
        if round.state == SubmissionState::Open {
            give_back(rows, ctx, claim, round)?;
        }
    }
    for draft in rows.list::<ReviewDraft>(ReviewDraft::BY_MENTOR, &me)? {
        worked_on.insert(draft.submission_id);
        rows.delete::<ReviewDraft>(draft.id)?;
    }
    for round in worked_on {
        drafts(rows, id, round)?;
    }
    for mut assignment in rows.list::<MentorAssignment>(MentorAssignment::BY_MENTOR, &me)? {
        assignment.active = false;
        rows.save(assignment)?;
    }
    clear::<ClientCard>(rows, ClientCard::BY_MENTOR, &me)?;
    if let Some(mut profile) = rows.find::<MentorProfile>(id)? {
        profile.name = FORMER.to_owned();
        profile.bio = String::new();
        rows.save(profile)?;
    }
    Ok(())
}

fn drafts(rows: &mut dyn Rows, mentor: PersonId, round: SubmissionId) -> Applied {
    let key = [round.to_value()];
    for comment in rows.list::<DraftComment>(DraftComment::BY_SUBMISSION, &key)? {
        if comment.mentor_id == mentor {
            rows.delete::<DraftComment>(comment.id)?;
        }
    }
    for mark in rows.list::<ChecklistMark>(ChecklistMark::BY_SUBMISSION, &key)? {
        if mark.mentor_id == mentor {
            rows.delete::<ChecklistMark>(mark.id)?;
        }
    }
    Ok(())
}

/// Takes back what a client asked for, and takes what they answered.
fn client(rows: &mut dyn Rows, ctx: &Ctx, id: PersonId) -> Applied {
    for enrolment in rows.list::<Enrolment>(Enrolment::BY_CLIENT, &[id.to_value()])? {
        let whole = [enrolment.id.to_value()];
        for section in rows.list::<Section>(Section::BY_JOURNEY, &[enrolment.journey_id.to_value()])? {
            let part = [enrolment.id.to_value(), section.id.to_value()];
            for round in rows.list::<Submission>(Submission::BY_SECTION, &part)? {
                self::round(rows, ctx, round)?;
            }
            clear::<SectionItem>(rows, SectionItem::BY_SECTION, &part)?;
        }
        clear::<Answer>(rows, Answer::BY_ENROLMENT, &whole)?;
        clear::<PrivateAnswer>(rows, PrivateAnswer::BY_ENROLMENT, &whole)?;
    }
    Ok(())
}

/// Takes what a client sent with one round, and their name from those who read it.
fn round(rows: &mut dyn Rows, ctx: &Ctx, round: Submission) -> Applied {
    let id = round.id;
    let key = [id.to_value()];
    let client = round.client_id;
    if round.state == SubmissionState::Open {
        take_back(rows, ctx, round)?;
    }
    clear::<SubmissionAnswer>(rows, SubmissionAnswer::BY_SUBMISSION, &key)?;
    clear::<SubmissionPrivate>(rows, SubmissionPrivate::BY_SUBMISSION, &key)?;
    let mut round: Submission = rows.require(id, "review")?;
    round.message = String::new();
    rows.save(round)?;
    for claim in rows.list::<Claim>(Claim::BY_SUBMISSION, &key)? {
        if let Some(mut card) = rows.find::<ClientCard>(ClientCard::id_of(client, claim.mentor_id))? {
            card.name = FORMER.to_owned();
            card.zone = ZoneId::utc();
            rows.save(card)?;
        }
    }
    Ok(())
}

/// Takes what nobody but the person sees.
fn own(rows: &mut dyn Rows, id: PersonId) -> Applied {
    let me = [id.to_value()];
    clear::<RoleGrant>(rows, RoleGrant::BY_PERSON, &me)?;
    clear::<KeptText>(rows, KeptText::BY_AUTHOR, &me)?;
    clear::<UnsentText>(rows, UnsentText::BY_AUTHOR, &me)?;
    clear::<Notification>(rows, Notification::BY_RECIPIENT, &me)?;
    clear::<NotificationPreference>(rows, NotificationPreference::BY_PERSON, &me)?;
    clear::<SavedView>(rows, SavedView::BY_PERSON, &me)?;
    rows.delete::<QuietHours>(id)?;
    Ok(())
}

/// Removes the rows with a key.
fn clear<T: Entity>(rows: &mut dyn Rows, index: Index, key: &[Value]) -> Result<(), RowsError> {
    for row in rows.list::<T>(index, key)? {
        let row: crate::rows::AnyRow = row.into();
        rows.remove(row.key())?;
    }
    Ok(())
}
