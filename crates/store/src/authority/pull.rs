//! Answering a pull: what changed among the rows that a person may see, from one snapshot, in pages.
//!
//! Buckets come one after another, a person's own first, so that a first screen has what it needs early. A bucket that is
//! new to the device comes whole; one that it lost says so by not being named.

use super::client::{Client, settled_after};
use super::page::{Page, Reached};
use super::{SyncError, history};
use crate::engine::{Stmt, Tx};
use crate::rows::TxRows;
use crate::{Store, StoreError, changes, members};
use domain::audience::{Bucket, buckets};
use domain::base::{Instant, PersonId, Value};
use domain::entity::Stamp;
use domain::people::Person;
use domain::rows::Rows;
use domain::sync::{Head, PAGE_BYTES, PullEnd, PullPage, PullRequest, SCHEMA, SyncRefusal};
use std::collections::{BTreeMap, BTreeSet};

/// The oldest schema that rows are still sent in.
const OLDEST_SCHEMA: u32 = 1;

const HORIZON: Stmt = Stmt::new(
    "pull.horizon",
    "SELECT horizon
     FROM sync_bucket
     WHERE pid = 1 AND bucket = $1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&HORIZON];

impl Store {
    /// Answers a pull of a person's installation.
    ///
    /// # Errors
    /// When the device has another history or cannot read what would be sent, or the store fails.
    pub fn pull(&self, person: PersonId, request: &PullRequest, now: Instant) -> Result<PullPage, SyncError> {
        self.engine().read(|tx| pull(tx, person, request, now))
    }
}

fn pull(
    tx: &mut dyn Tx,
    person: PersonId,
    request: &PullRequest,
    now: Instant,
) -> Result<PullPage, SyncError> {
    let epoch = history::epoch(tx)?;
    let head = history::head(tx)?;
    // A device that knows more than there is was told so by a history that is gone.
    let knows_more = request.cursors.values().any(|seq| *seq > head);
    if request.epoch.is_some_and(|known| known != epoch) || knows_more {
        return Err(SyncRefusal::Epoch { epoch }.into());
    }
    if request.schema < OLDEST_SCHEMA {
        return Err(SyncRefusal::UpdateRequired { min_schema: OLDEST_SCHEMA }.into());
    }
    let own = buckets_of(tx, person)?;
    let mut page = Page::new(request.max_bytes.clamp(1, PAGE_BYTES));
    let (mut cursors, mut reset, mut more) = (BTreeMap::new(), BTreeSet::new(), false);
    for bucket in &own {
        let known = request.cursors.get(bucket).copied().unwrap_or(0);
        let too_old = known > 0 && !request.fresh.contains(bucket) && known < horizon(tx, bucket)?;
        let after = if too_old { 0 } else { known };
        if more {
            // No room was left for it; it stays where it was, to be looked at with the next page.
            if let Some(known) = request.cursors.get(bucket) {
                cursors.insert(bucket.clone(), *known);
            }
            continue;
        }
        if too_old {
            reset.insert(bucket.clone());
        }
        match page.add(tx, bucket, after)? {
            Reached::All => {
                cursors.insert(bucket.clone(), head);
            }
            Reached::Until(seq) => {
                more = true;
                if seq > 0 || request.cursors.contains_key(bucket) {
                    cursors.insert(bucket.clone(), seq);
                }
            }
        }
    }
    let (rows, gone) = page.finish();
    let digests = if more { BTreeMap::new() } else { digests(tx, &own)? };
    let end = end(tx, person, request, PullEnd { cursors, more, digests, ..nothing() })?;
    let head = Head { epoch, buckets: own.into_iter().collect(), reset, server_schema: SCHEMA, now };
    Ok(PullPage { head, rows, gone, end })
}

fn nothing() -> PullEnd {
    PullEnd {
        cursors: BTreeMap::new(),
        more: false,
        last_n: 0,
        last_id: None,
        results: Vec::new(),
        digests: BTreeMap::new(),
    }
}

/// Adds how far the authority is with what the installation pushed.
fn end(
    tx: &mut dyn Tx,
    person: PersonId,
    request: &PullRequest,
    end: PullEnd,
) -> Result<PullEnd, StoreError> {
    match Client::find(tx, request.client_id)? {
        Some(client) if client.person == person => Ok(PullEnd {
            last_n: client.last_n,
            last_id: client.last_id,
            results: settled_after(tx, client.id, request.after_n)?,
            ..end
        }),
        Some(_) | None => Ok(end),
    }
}

/// Returns the buckets that a person reads, in the order in which they are sent. Somebody without an account reads none.
fn buckets_of(tx: &mut dyn Tx, person: PersonId) -> Result<Vec<String>, SyncError> {
    let account = {
        let mut rows = TxRows::new(tx, Stamp::default());
        let found = (&mut rows as &mut dyn Rows).find::<Person>(person);
        found.map_err(|source| StoreError::Io { what: "people".to_owned(), source: source.0 })?
    };
    if account.is_none() {
        return Err(SyncRefusal::WrongUser.into());
    }
    let facts = changes::facts(tx, person)?;
    let mut own: Vec<Bucket> = buckets(person, &facts).into_iter().collect();
    own.sort_by_key(|bucket| match bucket {
        Bucket::Person(_) => 0,
        Bucket::Everyone => 1,
        Bucket::JourneyMentors(_) => 2,
        Bucket::Admins => 3,
    });
    Ok(own.iter().map(ToString::to_string).collect())
}

fn horizon(tx: &mut dyn Tx, bucket: &str) -> Result<i64, StoreError> {
    let row = tx.row(&HORIZON, &[Value::Text(bucket.to_owned())])?;
    row.map_or(Ok(0), |row| row.int(0))
}

fn digests(tx: &mut dyn Tx, buckets: &[String]) -> Result<BTreeMap<String, i64>, StoreError> {
    buckets.iter().map(|bucket| Ok((bucket.clone(), members::digest(tx, bucket)?))).collect()
}
