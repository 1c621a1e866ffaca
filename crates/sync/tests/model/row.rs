//! Rows of the model, and who may see them.

use std::collections::{BTreeMap, BTreeSet};

/// A person: two clients, three mentors, an admin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum User {
    ClientA,
    ClientB,
    MentorA,
    MentorB,
    MentorC,
    Admin,
}

/// A command's id, and the revision of what it wrote.
pub(crate) type Mid = u64;

/// Something that somebody typed. Every text is another one; 0 is none.
pub(crate) type Text = u64;

/// Which of the submissions.
pub(crate) type Round = u8;

/// A group of readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bucket {
    Person(User),
    Queue,
    Admins,
}

/// Which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Submission(Round),
    QueueItem(Round),
    Draft(Round, User),
    Sibling(Mid),
    Review(Round),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Row {
    /// What a client asks about; whoever holds it sees it.
    Submission { author: User, holder: Option<User>, done: bool, body: Text, rev: Mid },
    /// That there is something to claim, and nothing of what it is.
    QueueItem { claim: Option<Claim>, done: bool },
    /// What a mentor writes.
    Draft { owner: User, body: Text, rev: Mid },
    /// A text that lost a race.
    Sibling { owner: User, body: Text, rev: Mid },
    /// What was sent; it never changes.
    Review { owner: User, author: User, body: Text },
}

/// Who holds a submission, by which claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) id: Mid,
    pub(crate) holder: User,
}

/// Rows by their keys.
pub(crate) type Rows = BTreeMap<Key, Row>;

impl Row {
    /// Returns the buckets that the row is in.
    pub(crate) fn audience(&self) -> BTreeSet<Bucket> {
        match self {
            Self::Submission { author, holder, .. } => {
                let people = [Some(*author), *holder].into_iter().flatten().map(Bucket::Person);
                people.chain([Bucket::Admins]).collect()
            }
            Self::QueueItem { claim: None, .. } => [Bucket::Queue, Bucket::Admins].into(),
            Self::QueueItem { claim: Some(claim), .. } => {
                [Bucket::Person(claim.holder), Bucket::Admins].into()
            }
            Self::Draft { owner, .. } | Self::Sibling { owner, .. } => [Bucket::Person(*owner)].into(),
            Self::Review { owner, author, .. } => {
                [Bucket::Person(*owner), Bucket::Person(*author), Bucket::Admins].into()
            }
        }
    }

    /// Returns the text in it, and its revision.
    pub(crate) fn text(&self) -> Option<(Text, Mid)> {
        match self {
            Self::Submission { body, rev, .. }
            | Self::Draft { body, rev, .. }
            | Self::Sibling { body, rev, .. } => Some((*body, *rev)),
            Self::Review { body, .. } => Some((*body, 0)),
            Self::QueueItem { .. } => None,
        }
    }
}
