//! Rows: the only way in which a rule reads and writes synced tables.
//!
//! The store implements [`Rows`] over SQL on both engines; [`crate::memory`] implements it over a map
//! for tests of rules. Nothing here knows SQL.

use crate::base::Value;
use crate::command::Halt;
use crate::entity::{BadColumn, Column, Entity, Stamp};
use crate::{enrolments, journeys, notifications, people, reviews, saved_views};
use std::error::Error;
use thiserror::Error as ThisError;
use uuid::Uuid;

/// An index by which rules may look rows up: the columns that are compared, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Index {
    /// The table it belongs to.
    pub table: Table,
    /// The columns that are compared.
    pub columns: &'static [&'static str],
    /// The columns that must be empty for a row to be in the index.
    pub without: &'static [&'static str],
}

/// One row, wherever it is: table and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowKey {
    /// The table.
    pub table: Table,
    /// The row's id.
    pub id: Uuid,
}

/// Storage failed below a rule: nothing that the rule could decide.
#[derive(Debug, ThisError)]
#[error("storage failed")]
pub struct RowsError(#[source] pub Box<dyn Error + Send + Sync>);

/// The only write path of synced tables, and how rules read them.
pub trait Rows {
    /// Returns a row, or `None` when there is none.
    ///
    /// # Errors
    /// When storage fails.
    fn get(&mut self, key: RowKey) -> Result<Option<AnyRow>, RowsError>;
    /// Inserts or replaces a row and stamps it.
    ///
    /// # Errors
    /// When storage fails.
    fn put(&mut self, row: AnyRow) -> Result<(), RowsError>;
    /// Removes a row; a missing one is no error.
    ///
    /// # Errors
    /// When storage fails.
    fn remove(&mut self, key: RowKey) -> Result<(), RowsError>;
    /// Returns the rows whose indexed columns equal the key, ordered by id.
    ///
    /// # Errors
    /// When storage fails.
    fn by_index(&mut self, index: Index, key: &[Value]) -> Result<Vec<AnyRow>, RowsError>;
}

impl dyn Rows + '_ {
    /// Returns a row by its id.
    ///
    /// # Errors
    /// When storage fails.
    pub fn find<T: Entity>(&mut self, id: T::Id) -> Result<Option<T>, RowsError> {
        let row = self.get(RowKey { table: T::TABLE, id: id.into() })?;
        row.map(|row| T::try_from(row).map_err(|other| wrong_kind(T::TABLE, &other))).transpose()
    }

    /// Returns a row by its id, or refuses with "not found", naming the thing in plain words.
    ///
    /// # Errors
    /// When the row is missing or storage fails.
    pub fn require<T: Entity>(&mut self, id: T::Id, what: &str) -> Result<T, Halt> {
        self.find(id)?.ok_or_else(|| Halt::not_found(what))
    }

    /// Returns the rows whose indexed columns equal the key, ordered by id.
    ///
    /// # Errors
    /// When storage fails.
    pub fn list<T: Entity>(&mut self, index: Index, key: &[Value]) -> Result<Vec<T>, RowsError> {
        debug_assert_eq!(index.table, T::TABLE, "an index of another table");
        let rows = self.by_index(index, key)?;
        rows.into_iter().map(|row| T::try_from(row).map_err(|other| wrong_kind(T::TABLE, &other))).collect()
    }

    /// Inserts or replaces a row.
    ///
    /// # Errors
    /// When storage fails.
    pub fn save<T: Entity>(&mut self, row: T) -> Result<(), RowsError> {
        self.put(row.into())
    }

    /// Removes a row by its id.
    ///
    /// # Errors
    /// When storage fails.
    pub fn delete<T: Entity>(&mut self, id: T::Id) -> Result<(), RowsError> {
        self.remove(RowKey { table: T::TABLE, id: id.into() })
    }
}

fn wrong_kind(table: Table, found: &AnyRow) -> RowsError {
    RowsError(
        format!("a row of {} was found where {} was asked for", found.table().name(), table.name()).into(),
    )
}

/// Lists every synced table once: the entity and its table's name.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $path:path => $text:literal,)+) => {
        /// The synced tables.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Table {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl Table {
            /// Every synced table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the table's name in SQL.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// Returns the columns of its entity: id first, stamp last.
            #[must_use]
            pub fn columns(self) -> Vec<Column> {
                match self { $(Self::$name => <$path as Entity>::columns(),)+ }
            }

            /// Returns the indexes by which rules may look its rows up.
            #[must_use]
            pub fn indexes(self) -> &'static [Index] {
                match self { $(Self::$name => <$path>::INDEXES,)+ }
            }

            /// Reads a stored row of this table.
            ///
            /// # Errors
            /// When a column holds what its type cannot be.
            pub fn read(self, values: Vec<Value>) -> Result<AnyRow, BadColumn> {
                match self { $(Self::$name => <$path as Entity>::from_values(values).map(AnyRow::$name),)+ }
            }
        }

        /// A row of any synced table.
        #[derive(Debug, Clone, PartialEq)]
        pub enum AnyRow {
            $($(#[$doc])* $name($path),)+
        }

        impl AnyRow {
            /// Returns its table.
            #[must_use]
            pub fn table(&self) -> Table {
                match self { $(Self::$name(_) => Table::$name,)+ }
            }

            /// Returns where it is.
            #[must_use]
            pub fn key(&self) -> RowKey {
                RowKey { table: self.table(), id: match self { $(Self::$name(row) => row.id.into(),)+ } }
            }

            /// Returns the values to store.
            #[must_use]
            pub fn values(&self) -> Vec<Value> {
                match self { $(Self::$name(row) => row.values(),)+ }
            }

            /// Returns who wrote it last.
            #[must_use]
            pub fn stamp(&self) -> Stamp {
                match self { $(Self::$name(row) => row.stamp,)+ }
            }

            /// Sets who wrote it last.
            pub fn set_stamp(&mut self, stamp: Stamp) {
                match self { $(Self::$name(row) => row.stamp = stamp,)+ }
            }
        }

        $(
            impl From<$path> for AnyRow {
                fn from(row: $path) -> Self {
                    Self::$name(row)
                }
            }

            impl TryFrom<AnyRow> for $path {
                type Error = AnyRow;
                fn try_from(row: AnyRow) -> Result<Self, AnyRow> {
                    match row {
                        AnyRow::$name(row) => Ok(row),
                        other => Err(other),
                    }
                }
            }
        )+
    };
}

tables! {
    /// People with an account.
    Person: people::Person => "people",
    /// Roles given to people.
    RoleGrant: people::RoleGrant => "role_grants",
    /// What everybody may know of a mentor.
    MentorProfile: people::MentorProfile => "mentor_profiles",
    /// What a mentor may know of a client.
    ClientCard: people::ClientCard => "client_cards",
    /// Journeys.
    Journey: journeys::Journey => "journeys",
    /// Categories of a journey.
    Category: journeys::Category => "categories",
    /// Sections of a category.
    Section: journeys::Section => "sections",
    /// Fields of a section.
    Field: journeys::Field => "fields",
    /// What a mentor checks before sending.
    ChecklistItem: journeys::ChecklistItem => "checklist_items",
    /// Mentors assigned to journeys.
    MentorAssignment: journeys::MentorAssignment => "mentor_assignments",
    /// Clients enrolled in journeys.
    Enrolment: enrolments::Enrolment => "enrolments",
    /// Entries of a repeatable section.
    SectionItem: enrolments::SectionItem => "section_items",
    /// Answers that a mentor may be asked to read.
    Answer: enrolments::Answer => "answers",
    /// Answers that nobody but the client sees.
    PrivateAnswer: enrolments::PrivateAnswer => "private_answers",
    /// Sections sent for review, one row a round.
    Submission: reviews::Submission => "section_reviews",
    /// The frozen answers of a round.
    SubmissionAnswer: reviews::SubmissionAnswer => "submission_answers",
    /// The frozen private answers of a round.
    SubmissionPrivate: reviews::SubmissionPrivate => "submission_privates",
    /// What mentors see of an open review before they claim it.
    QueueItem: reviews::QueueItem => "queue_items",
    /// Claims on reviews.
    Claim: reviews::Claim => "claims",
    /// Overall notes that are being written.
    ReviewDraft: reviews::ReviewDraft => "review_drafts",
    /// Comments that are being written.
    DraftComment: reviews::DraftComment => "draft_comments",
    /// Checked items of the quality checklist.
    ChecklistMark: reviews::ChecklistMark => "checklist_marks",
    /// Completed reviews.
    Review: reviews::Review => "reviews",
    /// Comments of completed reviews.
    ReviewComment: reviews::ReviewComment => "review_comments",
    /// Replies to comments.
    CommentReply: reviews::CommentReply => "comment_replies",
    /// Whether a comment is settled.
    CommentResolution: reviews::CommentResolution => "comment_resolutions",
    /// Later additions to completed reviews.
    ReviewAmendment: reviews::ReviewAmendment => "review_amendments",
    /// Text that lost a race and was kept.
    KeptText: reviews::KeptText => "kept_texts",
    /// Drafts offered to the mentor who has the review now.
    DraftOffer: reviews::DraftOffer => "draft_offers",
    /// Texts that were not sent yet.
    UnsentText: reviews::UnsentText => "unsent_texts",
    /// Notifications.
    Notification: notifications::Notification => "notifications",
    /// What people decided about being told.
    NotificationPreference: notifications::NotificationPreference => "notification_preferences",
    /// When people want to be told nothing.
    QuietHours: notifications::QuietHours => "quiet_hours",
    /// What people wished to see of the reviews, under a name.
    SavedView: saved_views::SavedView => "saved_views",
}
