//! The change index: which row belongs to which group of readers, and which group a person reads. Written
//! at the end of every transaction that touched synced rows, from [`audience`](domain::audience) alone.

use crate::StoreError;
use crate::engine::{Stmt, Tx};
use crate::members::Members;
use crate::rows::Touched;
use crate::sums::Sum;
use domain::audience::{PersonFacts, audience, buckets, subject};
use domain::base::{PersonId, Stored, Value};
use domain::rows::AnyRow;
use std::collections::BTreeSet;

const NEXT_SEQ: Stmt = Stmt::new(
    "changes.next_seq",
    "UPDATE sync_head
     SET seq = seq + 1
     WHERE pid = 1
     RETURNING seq",
);

const ROLES: Stmt = Stmt::new(
    "changes.roles",
    "SELECT role
     FROM role_grants
     WHERE person_id = $1
     ORDER BY role",
);

const ASSIGNMENTS: Stmt = Stmt::new(
    "changes.assignments",
    "SELECT journey_id
     FROM mentor_assignments
     WHERE mentor_id = $1 AND active = 1
     ORDER BY journey_id",
);

const CLEAR_MEMBER: Stmt = Stmt::new(
    "changes.clear_member",
    "DELETE FROM sync_member
     WHERE person_id = $1",
);

const PUT_MEMBER: Stmt = Stmt::new(
    "changes.put_member",
    "INSERT INTO sync_member (person_id, bucket)
     VALUES ($1, $2)",
);

pub(crate) const STATEMENTS: &[&Stmt] = &[&NEXT_SEQ, &ROLES, &ASSIGNMENTS, &CLEAR_MEMBER, &PUT_MEMBER];

/// Gives the transaction its number. On PostgreSQL this is also the lock that lets numbers become visible
/// in their order, so it is the last thing but the change index that a transaction does.
pub(crate) fn next_seq(tx: &mut dyn Tx) -> Result<i64, StoreError> {
    match tx.row(&NEXT_SEQ, &[])? {
        Some(row) => row.int(0),
        None => Err(StoreError::Unsuitable { reason: "the head of the change index is missing".to_owned() }),
    }
}

/// Writes who gained and who lost each touched row, and what each touched person reads from now on.
pub(crate) fn index(tx: &mut dyn Tx, seq: i64, touched: &Touched) -> Result<(), StoreError> {
    let mut people = BTreeSet::new();
    let mut members = Members::new(tx);
    for (key, before, after) in touched.rows() {
        let old = before.map(audience).unwrap_or_default();
        let new = after.map(audience).unwrap_or_default();
        let sum = after.map(Sum::of);
        for bucket in &new {
            members.put(&bucket.to_string(), key, seq, sum.as_ref())?;
        }
        for bucket in old.difference(&new) {
            members.leave(&bucket.to_string(), key, seq)?;
        }
        people.extend(before.and_then(subject));
        people.extend(after.and_then(subject));
    }
    members.finish()?;
    for person in people {
        remember_buckets(tx, person)?;
    }
    Ok(())
}

/// Reads what decides a person's buckets.
pub(crate) fn facts(tx: &mut dyn Tx, person: PersonId) -> Result<PersonFacts, StoreError> {
    let id = [person.to_value()];
    let mut facts = PersonFacts::default();
    for row in tx.rows(&ROLES, &id)? {
        facts.roles.insert(row.stored(0)?);
    }
    for row in tx.rows(&ASSIGNMENTS, &id)? {
        facts.mentors.insert(row.stored(0)?);
    }
    Ok(facts)
}

fn remember_buckets(tx: &mut dyn Tx, person: PersonId) -> Result<(), StoreError> {
    let facts = facts(tx, person)?;
    tx.exec(&CLEAR_MEMBER, &[person.to_value()])?;
    for bucket in buckets(person, &facts) {
        tx.exec(&PUT_MEMBER, &[person.to_value(), Value::Text(bucket.to_string())])?;
    }
    Ok(())
}

/// Returns what the change index should hold for a row, for checks.
#[must_use]
pub fn expected_buckets(row: &AnyRow) -> BTreeSet<String> {
    audience(row).iter().map(ToString::to_string).collect()
}
