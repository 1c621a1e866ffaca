//! Who may see a row. The one place where that is decided, from row data alone.
//!
//! A row belongs to buckets, a person to buckets; what they share decides. A column that some may not
//! see is never filtered: it is an entity of its own.

use crate::base::PersonId;
use crate::command::Role;
use crate::journeys::JourneyId;
use crate::rows::AnyRow;
use std::collections::BTreeSet;
use std::fmt;

/// A group of readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// Everyone with an account.
    Everyone,
    /// One person.
    Person(PersonId),
    /// The mentors assigned to a journey.
    JourneyMentors(JourneyId),
    /// Those who run the platform.
    Admins,
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everyone => f.write_str("all"),
            Self::Person(person) => write!(f, "u:{person}"),
            Self::JourneyMentors(journey) => write!(f, "rq:{journey}"),
            Self::Admins => f.write_str("admin"),
        }
    }
}

/// What decides which buckets a person reads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonFacts {
    /// Their roles.
    pub roles: BTreeSet<Role>,
    /// The journeys that they review now.
    pub mentors: BTreeSet<JourneyId>,
}

/// Returns the buckets that a person reads.
#[must_use]
pub fn buckets(person: PersonId, facts: &PersonFacts) -> BTreeSet<Bucket> {
    let mut buckets: BTreeSet<Bucket> = [Bucket::Everyone, Bucket::Person(person)].into();
    if facts.roles.contains(&Role::Mentor) {
        buckets.extend(facts.mentors.iter().copied().map(Bucket::JourneyMentors));
    }
    if facts.roles.contains(&Role::Admin) {
        buckets.insert(Bucket::Admins);
    }
    buckets
}

/// Returns the person whose buckets depend on the row, if any.
#[must_use]
pub fn subject(row: &AnyRow) -> Option<PersonId> {
    match row {
        AnyRow::Person(row) => Some(row.id),
        AnyRow::RoleGrant(row) => Some(row.person_id),
        AnyRow::MentorAssignment(row) => Some(row.mentor_id),
        _ => None,
    }
}

/// Returns the buckets that a row belongs to.
#[must_use]
pub fn audience(row: &AnyRow) -> BTreeSet<Bucket> {
    let people = |people: &[PersonId]| people.iter().copied().map(Bucket::Person).collect::<BTreeSet<_>>();
    let and_admins = |mut buckets: BTreeSet<Bucket>| {
        buckets.insert(Bucket::Admins);
        buckets
    };
    match row {
        AnyRow::Person(row) => and_admins(people(&[row.id])),
        AnyRow::RoleGrant(row) => and_admins(people(&[row.person_id])),
        AnyRow::MentorProfile(_) => [Bucket::Everyone].into(),
        AnyRow::ClientCard(row) => and_admins(people(&[row.mentor_id])),
        AnyRow::Journey(row) if row.published_at.is_none() => [Bucket::Admins].into(),
        AnyRow::Journey(_)
        | AnyRow::Category(_)
        | AnyRow::Section(_)
        | AnyRow::Field(_)
        | AnyRow::ChecklistItem(_)
        | AnyRow::MentorAssignment(_) => [Bucket::Everyone].into(),
        AnyRow::Enrolment(row) => and_admins(people(&[row.client_id])),
        AnyRow::SectionItem(row) => and_admins(people(&[row.client_id])),
        AnyRow::Answer(row) => and_admins(people(&[row.client_id])),
        // Private rows: the client and nobody else, admins included.
        AnyRow::PrivateAnswer(row) => people(&[row.client_id]),
        AnyRow::SubmissionPrivate(row) => people(&[row.client_id]),
        AnyRow::Submission(row) => and_admins(with_holder(row.client_id, row.holder_id)),
        AnyRow::SubmissionAnswer(row) => and_admins(with_holder(row.client_id, row.holder_id)),
        AnyRow::QueueItem(row) => and_admins([Bucket::JourneyMentors(row.journey_id)].into()),
        AnyRow::Claim(row) => {
            and_admins([Bucket::JourneyMentors(row.journey_id), Bucket::Person(row.mentor_id)].into())
        }
        AnyRow::ReviewDraft(row) => and_admins(people(&[row.mentor_id])),
        AnyRow::DraftComment(row) => and_admins(people(&[row.mentor_id])),
        AnyRow::ChecklistMark(row) => and_admins(people(&[row.mentor_id])),
        AnyRow::Review(row) => and_admins(people(&[row.client_id, row.mentor_id])),
        AnyRow::ReviewComment(row) => and_admins(people(&[row.client_id, row.mentor_id])),
        AnyRow::CommentReply(row) => and_admins(people(&[row.client_id, row.mentor_id])),
        AnyRow::CommentResolution(row) => and_admins(people(&[row.client_id, row.mentor_id])),
        AnyRow::ReviewAmendment(row) => and_admins(people(&[row.client_id, row.mentor_id])),
        AnyRow::KeptText(row) => people(&[row.author_id]),
        // Between two mentors: its author, and who holds the review for as long as they do.
        AnyRow::DraftOffer(row) => people(&[row.author_id, row.holder_id]),
        AnyRow::UnsentText(row) => people(&[row.author_id]),
        AnyRow::Notification(row) => people(&[row.recipient_id]),
        AnyRow::NotificationPreference(row) => people(&[row.person_id]),
        AnyRow::QuietHours(row) => people(&[row.id]),
        AnyRow::SavedView(row) => people(&[row.person_id]),
    }
}

fn with_holder(client: PersonId, holder: Option<PersonId>) -> BTreeSet<Bucket> {
    [client].into_iter().chain(holder).map(Bucket::Person).collect()
}

#[cfg(test)]
#[path = "audience_tests.rs"]
mod tests;
