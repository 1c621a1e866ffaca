//! The one way in for questions: asked by a person, answered from one snapshot with what that person may
//! see. Each feature answers its own.

use crate::engine::{Record, Stmt, Tx};
use crate::rows::read_row;
use crate::{Store, StoreError, replica, row_sql};
use domain::base::{Code, Instant, PersonId, Refusal, Span, Stored, Value};
use domain::entity::Entity;
use domain::query::Query;
use domain::rows::{AnyRow, Index, Table};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use thiserror::Error;

/// How many rows are handed out at a time: one may be as large as a text may be.
const PART: i64 = 64;

/// A question was not answered.
#[derive(Debug, Error)]
pub enum AskError {
    /// The thing does not exist, or the person may not know that it does.
    #[error("{0}")]
    Refused(Refusal),
    /// The store could not answer; trying again may help.
    #[error(transparent)]
    Failed(#[from] StoreError),
}

impl AskError {
    /// Returns the refusal for something that does not exist for the viewer.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::Refused(
            Refusal::new(Code::NotFound, format!("This {what} can't be found."))
                .hint("It may have been removed, or you may not have access to it."),
        )
    }
}

impl Store {
    /// Answers a question as one person sees it, as JSON of the view that the query names.
    ///
    /// # Errors
    /// A refusal when the viewer may not know of the thing, or a failure of the store.
    pub fn ask(&self, viewer: PersonId, query: Query, now: Instant) -> Result<serde_json::Value, AskError> {
        let answer = self.answer(viewer, query, now)?;
        serde_json::from_str(answer.get()).map_err(unwritable)
    }

    /// Answers as [`ask`](Self::ask) does, in JSON that is written already: for whoever passes it on.
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub fn answer(&self, viewer: PersonId, query: Query, now: Instant) -> Result<Box<RawValue>, AskError> {
        self.answer_to(Eyes::Own, viewer, query, now)
    }

    /// Answers as [`answer`](Self::answer) does, for somebody else who looks at what the viewer sees: without what is private.
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub fn answer_visitor(
        &self,
        viewer: PersonId,
        query: Query,
        now: Instant,
    ) -> Result<Box<RawValue>, AskError> {
        self.answer_to(Eyes::Visitor, viewer, query, now)
    }

    fn answer_to(
        &self,
        eyes: Eyes,
        viewer: PersonId,
        query: Query,
        now: Instant,
    ) -> Result<Box<RawValue>, AskError> {
        self.engine().read(|tx| {
            let heard_at = if self.replica.is_some() { replica::heard_at(tx)? } else { None };
            let mut reader = Reader { heard_at, eyes, ..Reader::new(tx, viewer, now) };
            let reader = &mut reader;
            match query {
                Query::People => json(&crate::people::queries::people(reader)?),
                Query::Me => json(&crate::people::queries::me(reader)?),
                Query::Today => json(&crate::today::queries::today(reader)?),
                Query::Reviews { list } => json(&crate::reviews::queries::reviews(reader, list)?),
                Query::Room { submission } => json(&crate::reviews::room::room(reader, submission)?),
                Query::Journeys => json(&crate::enrolments::queries::journeys(reader)?),
                Query::Contents { enrolment } => {
                    json(&crate::enrolments::queries::contents(reader, enrolment)?)
                }
                Query::Section { enrolment, section } => {
                    json(&crate::enrolments::section::section(reader, enrolment, section)?)
                }
                Query::Unsent { place } => json(&crate::reviews::unsent::unsent(reader, place)?),
                Query::Besides => json(&crate::reviews::besides::besides(reader)?),
                Query::Notifications => json(&crate::notifications::queries::notifications(reader)?),
                Query::NotificationPreferences => {
                    json(&crate::notifications::preferences::preferences(reader)?)
                }
                Query::SavedViews => json(&crate::saved_views::saved_views(reader)?),
            }
        })
    }
}

fn json<T: Serialize>(view: &T) -> Result<Box<RawValue>, AskError> {
    to_raw_value(view).map_err(unwritable)
}

fn unwritable(error: serde_json::Error) -> AskError {
    StoreError::Unsuitable { reason: format!("an answer has no JSON form: {error}") }.into()
}

/// Whose eyes see what a person may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Eyes {
    /// The person's own.
    Own,
    /// Those of somebody who visits.
    Visitor,
}

/// What is for its owner's eyes alone: private answers, drafts, and texts beside another one, which may be either.
const PRIVATE: [Table; 7] = [
    Table::PrivateAnswer,
    Table::SubmissionPrivate,
    Table::KeptText,
    Table::ReviewDraft,
    Table::DraftComment,
    Table::DraftOffer,
    Table::UnsentText,
];

/// One person's view of one snapshot.
pub(crate) struct Reader<'a> {
    tx: &'a mut dyn Tx,
    /// Who asks.
    pub(crate) viewer: PersonId,
    /// The authority's time.
    pub(crate) now: Instant,
    /// On a device: when the server was last heard.
    heard_at: Option<Instant>,
    eyes: Eyes,
}

impl<'a> Reader<'a> {
    /// Returns a person's view of an open transaction.
    pub(crate) fn new(tx: &'a mut dyn Tx, viewer: PersonId, now: Instant) -> Self {
        Self { tx, viewer, now, heard_at: None, eyes: Eyes::Own }
    }

    /// Whether nothing of a table is shown.
    fn hides(&self, table: Table) -> bool {
        self.eyes == Eyes::Visitor && PRIVATE.contains(&table)
    }

    /// Whether this is a device that has heard nothing of the server for longer than that.
    pub(crate) fn is_away_for(&self, longest: Span) -> bool {
        self.heard_at.is_some_and(|heard| self.now - heard > longest)
    }

    /// Returns a row if the viewer may see it.
    pub(crate) fn find<T: Entity>(&mut self, id: T::Id) -> Result<Option<T>, StoreError> {
        if self.hides(T::TABLE) {
            return Ok(None);
        }
        let params = [self.viewer.to_value(), Value::Text(id.into().to_string())];
        let found = self.tx.rows_sql(T::TABLE.name(), row_sql::visible(T::TABLE), &params)?;
        found.into_iter().next().map(typed).transpose()
    }

    /// Returns a row if the viewer may see it, or refuses, naming the thing in plain words.
    pub(crate) fn require<T: Entity>(&mut self, id: T::Id, what: &str) -> Result<T, AskError> {
        self.find(id)?.ok_or_else(|| AskError::not_found(what))
    }

    /// Returns the rows with this key that the viewer may see, ordered by id.
    pub(crate) fn list<T: Entity>(&mut self, index: Index, key: &[Value]) -> Result<Vec<T>, StoreError> {
        if self.hides(index.table) {
            return Ok(Vec::new());
        }
        let mut params = vec![self.viewer.to_value()];
        params.extend_from_slice(key);
        let found = self.tx.rows_sql(index.table.name(), row_sql::visible_index(index), &params)?;
        found.into_iter().map(typed).collect()
    }

    /// Returns every row of a table that the viewer may see, ordered by id.
    pub(crate) fn all(&mut self, table: Table) -> Result<Vec<Record>, StoreError> {
        if self.hides(table) {
            return Ok(Vec::new());
        }
        self.tx.rows_sql(table.name(), &row_sql::all_visible(table), &[self.viewer.to_value()])
    }

    /// Hands out every row of a table that the viewer may see, ordered by id, a few at a time: there may be more than there is
    /// memory.
    pub(crate) fn each(
        &mut self,
        table: Table,
        mut take: impl FnMut(Record) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if self.hides(table) {
            return Ok(());
        }
        let sql = row_sql::part_visible(table);
        let mut last = String::new();
        loop {
            let params = [self.viewer.to_value(), Value::Text(last.clone()), Value::Int(PART)];
            let part = self.tx.rows_sql(table.name(), &sql, &params)?;
            let Some(newest) = part.last() else { return Ok(()) };
            newest.text(0)?.clone_into(&mut last);
            part.into_iter().try_for_each(&mut take)?;
        }
    }

    /// Runs a statement of a feature. Its `$1` is the viewer, and it joins synced rows through
    /// [`visible!`](crate::visible); its further parameters are given here. One that names a table that is hidden finds nothing.
    pub(crate) fn rows(&mut self, stmt: &Stmt, params: &[Value]) -> Result<Vec<Record>, StoreError> {
        if PRIVATE.iter().any(|table| self.hides(*table) && stmt.sql.contains(table.name())) {
            return Ok(Vec::new());
        }
        let mut all = vec![self.viewer.to_value()];
        all.extend_from_slice(params);
        self.tx.rows(stmt, &all)
    }
}

fn typed<T: Entity>(record: Record) -> Result<T, StoreError> {
    let row: AnyRow = read_row(T::TABLE, record)?;
    T::try_from(row).map_err(|row| StoreError::Unsuitable {
        reason: format!("a row of {} was read as one of {}", row.table().name(), T::TABLE.name()),
    })
}
