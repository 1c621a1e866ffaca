//! What simulations of synchronisation look at besides the rows: who may see what, said once more and otherwise than by the
//! code under test; what a device was told; what a server decided.

use crate::engine::{Record, Stmt, Tx};
use crate::{Store, StoreError, authority, replica};
use domain::base::{CommandId, PersonId, Stored};
use domain::rows::{AnyRow, RowKey};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Every row that a person may see, from the tables alone: written for this check, without the buckets and without the
/// change index by which rows are found otherwise.
const MAY_SEE: Stmt = Stmt::new(
    "testing.may_see",
    "WITH admin AS (SELECT 1 FROM role_grants WHERE person_id = $1 AND role = 'admin'),
          mentors AS (
              SELECT a.journey_id
              FROM mentor_assignments a
              JOIN role_grants g ON g.person_id = a.mentor_id AND g.role = 'mentor'
              WHERE a.mentor_id = $1 AND a.active = 1
          )
     SELECT 'people', id FROM people WHERE id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'role_grants', id FROM role_grants WHERE person_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'mentor_profiles', id FROM mentor_profiles
     UNION ALL SELECT 'client_cards', id FROM client_cards WHERE mentor_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'journeys', id FROM journeys WHERE published_at IS NOT NULL OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'categories', id FROM categories
     UNION ALL SELECT 'sections', id FROM sections
     UNION ALL SELECT 'fields', id FROM fields
     UNION ALL SELECT 'checklist_items', id FROM checklist_items
     UNION ALL SELECT 'mentor_assignments', id FROM mentor_assignments
     UNION ALL SELECT 'enrolments', id FROM enrolments WHERE client_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'section_items', id FROM section_items WHERE client_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'answers', id FROM answers WHERE client_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'private_answers', id FROM private_answers WHERE client_id = $1
     UNION ALL SELECT 'submission_privates', id FROM submission_privates WHERE client_id = $1
     UNION ALL SELECT 'section_reviews', id FROM section_reviews
         WHERE client_id = $1 OR holder_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'submission_answers', id FROM submission_answers
         WHERE client_id = $1 OR holder_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'queue_items', id FROM queue_items
         WHERE journey_id IN (SELECT journey_id FROM mentors) OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'claims', id FROM claims
         WHERE mentor_id = $1 OR journey_id IN (SELECT journey_id FROM mentors) OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'review_drafts', id FROM review_drafts WHERE mentor_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'draft_comments', id FROM draft_comments WHERE mentor_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'checklist_marks', id FROM checklist_marks WHERE mentor_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'reviews', id FROM reviews
         WHERE client_id = $1 OR mentor_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'review_comments', id FROM review_comments
         WHERE client_id = $1 OR mentor_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'comment_replies', id FROM comment_replies
         WHERE client_id = $1 OR mentor_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'comment_resolutions', id FROM comment_resolutions
         WHERE client_id = $1 OR mentor_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'review_amendments', id FROM review_amendments
         WHERE client_id = $1 OR mentor_id = $1 OR EXISTS (SELECT 1 FROM admin)
     UNION ALL SELECT 'kept_texts', id FROM kept_texts WHERE author_id = $1
     UNION ALL SELECT 'draft_offers', id FROM draft_offers WHERE author_id = $1 OR holder_id = $1
     UNION ALL SELECT 'unsent_texts', id FROM unsent_texts WHERE author_id = $1
     UNION ALL SELECT 'notifications', id FROM notifications WHERE recipient_id = $1
     UNION ALL SELECT 'notification_preferences', id FROM notification_preferences WHERE person_id = $1
     UNION ALL SELECT 'quiet_hours', id FROM quiet_hours WHERE id = $1
     UNION ALL SELECT 'saved_views', id FROM saved_views WHERE person_id = $1",
);

const QUEUED: Stmt = Stmt::new("testing.queued", "SELECT mid FROM outbox ORDER BY place");

const DECIDED: Stmt = Stmt::new(
    "testing.decided",
    "SELECT mid, seq, CASE WHEN refusal IS NULL THEN 1 ELSE 0 END
     FROM sync_mutation
     ORDER BY mid",
);

/// What an authority decided about a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// The change that it is a part of.
    pub seq: i64,
    /// Whether it was done.
    pub applied: bool,
}

/// Returns every row that a person may see.
///
/// # Panics
///
/// When the store fails.
#[must_use]
pub fn may_see(store: &Store, person: PersonId) -> BTreeSet<RowKey> {
    read(store, |tx| {
        let key =
            |row: &Record| Ok(RowKey { table: authority::table(row.text(0)?)?, id: row.stored::<Uuid>(1)? });
        tx.rows(&MAY_SEE, &[person.to_value()])?.iter().map(key).collect()
    })
}

/// Returns the rows of a device as its server last told them: what is left when everything that was done here since is
/// taken back.
///
/// # Panics
///
/// When the store fails, or is not a device's.
#[must_use]
pub fn as_told(store: &Store) -> Vec<AnyRow> {
    let mut told = None;
    let undone = store.engine().write::<(), StoreError>(&[], |tx| {
        replica::restore(tx)?;
        told = Some(super::every_row(tx)?);
        // Nothing of it is to stay.
        Err(StoreError::Unsuitable { reason: "this was only looked at".to_owned() })
    });
    told.unwrap_or_else(|| panic!("reading what a device was told: {undone:?}"))
}

/// Returns the commands that wait on a device, in their order.
///
/// # Panics
///
/// When the store fails, or is not a device's.
#[must_use]
pub fn queued(store: &Store) -> Vec<CommandId> {
    read(store, |tx| tx.rows(&QUEUED, &[])?.iter().map(|row| row.stored(0)).collect())
}

/// Returns what an authority decided about every command that it knows.
///
/// # Panics
///
/// When the store fails.
#[must_use]
pub fn decided(store: &Store) -> BTreeMap<CommandId, Decided> {
    read(store, |tx| {
        let decided =
            |row: &Record| Ok((row.stored(0)?, Decided { seq: row.int(1)?, applied: row.flag(2)? }));
        tx.rows(&DECIDED, &[])?.iter().map(decided).collect()
    })
}

fn read<T>(store: &Store, look: impl FnOnce(&mut dyn Tx) -> Result<T, StoreError>) -> T {
    store.engine().read(look).unwrap_or_else(|error| panic!("looking at a store: {error:?}"))
}
