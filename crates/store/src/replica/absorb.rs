//! Taking in a page of what changed: what was done here is put aside, the page is applied, what the server decided leaves the
//! queue, and the rest is done again. One transaction: whoever looks sees the state before or the state after.

use super::device::{self, Device};
use super::settle::{self, Settlement};
use super::stage;
use super::{Replica, base, outbox, replay, synced, tally};
use crate::engine::Tx;
use crate::{StoreError, members};
use domain::base::Instant;
use domain::rows::Table;
use domain::sync::{ClientId, PAGE_BYTES, PullPage, PullRequest, SCHEMA};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Absorbed {
    /// Whether it answers another question than the one that is asked now: it came late, and was dropped.
    pub stale: bool,
    /// The tables in which something changed.
    pub tables: BTreeSet<Table>,
    /// Whether there is more to pull.
    pub more: bool,
    /// How many rows came with it.
    pub rows: usize,
    /// How many commands were done for good.
    pub applied: usize,
    /// How many were refused.
    pub refused: usize,
    /// Whether the installation took another id.
    pub renamed: bool,
    /// Buckets that hold something else than the server says; they are received anew with the next pull.
    pub mended: BTreeSet<String>,
    /// How many rows this program could not read.
    pub unreadable: usize,
}

impl Replica<'_> {
    /// Returns what to ask the server for.
    ///
    /// # Errors
    /// When the store fails.
    pub fn pull_request(&self) -> Result<PullRequest, StoreError> {
        self.engine().read(request)
    }

    /// Takes in the answer to a request. `spare` is a new id, for an installation whose numbers do not fit the server's.
    ///
    /// # Errors
    /// When the store fails; then nothing was taken in.
    pub fn absorb(
        &self,
        asked: &PullRequest,
        page: PullPage,
        spare: ClientId,
        now: Instant,
    ) -> Result<Absorbed, StoreError> {
        let ahead = page.head.now.0.saturating_sub(now.0);
        let (absorbed, tally) = self.engine().write::<_, StoreError>(&[], |tx| {
            let absorbed = absorb(tx, asked, page, spare, now)?;
            Ok((absorbed, tally::read(tx)?))
        })?;
        self.keep_beside(tally);
        if !absorbed.stale {
            self.own.ahead.store(ahead, Ordering::Relaxed);
        }
        Ok(absorbed)
    }
}

/// Returns the request that is to be asked now, after the pages that are kept.
fn request(tx: &mut dyn Tx) -> Result<PullRequest, StoreError> {
    let own = device::read(tx)?;
    let known = synced::cursors(tx)?;
    let mut cursors: BTreeMap<String, i64> =
        known.iter().map(|(bucket, cursor)| (bucket.clone(), cursor.seq)).collect();
    let mut fresh: BTreeSet<String> =
        known.iter().filter(|(_, cursor)| cursor.fresh).map(|(bucket, _)| bucket.clone()).collect();
    for page in stage::all(tx)? {
        fresh.extend(page.head.reset);
        fresh.extend(page.end.cursors.keys().filter(|bucket| !known.contains_key(*bucket)).cloned());
        cursors = page.end.cursors;
    }
    fresh.retain(|bucket| cursors.contains_key(bucket));
    let after_n = outbox::first_sent(tx)?.map_or(own.next_n, |n| n) - 1;
    let (client_id, epoch) = (own.client, own.epoch);
    Ok(PullRequest { client_id, epoch, schema: SCHEMA, cursors, fresh, after_n, max_bytes: PAGE_BYTES })
}

fn absorb(
    tx: &mut dyn Tx,
    asked: &PullRequest,
    page: PullPage,
    spare: ClientId,
    now: Instant,
) -> Result<Absorbed, StoreError> {
    let stale = Absorbed { stale: true, ..Absorbed::default() };
    let expected = PullRequest { max_bytes: asked.max_bytes, ..request(tx)? };
    if *asked != expected || asked.epoch.is_some_and(|epoch| epoch != page.head.epoch) {
        return Ok(stale);
    }
    let mut own = device::read(tx)?;
    own.epoch = Some(page.head.epoch);
    (own.ahead, own.heard_at) = (page.head.now.0.saturating_sub(now.0), Some(now));
    let (rows, more) = (page.rows.len(), page.end.more);
    let mut absorbed = Absorbed { rows, more, ..Absorbed::default() };
    // Until everything was received once there is nothing whole that half a change could spoil.
    if more && own.complete_at.is_some() {
        stage::add(tx, page)?;
        own.save(tx)?;
        return Ok(absorbed);
    }
    let mut pages = stage::all(tx)?;
    stage::clear(tx)?;
    pages.push(page);
    take_in(tx, &mut own, pages, spare, now, &mut absorbed)?;
    own.save(tx)?;
    Ok(absorbed)
}

fn take_in(
    tx: &mut dyn Tx,
    own: &mut Device,
    pages: Vec<PullPage>,
    spare: ClientId,
    now: Instant,
    absorbed: &mut Absorbed,
) -> Result<(), StoreError> {
    if changes_nothing(tx, &pages)? {
        return note_cursors(tx, own, pages, now);
    }
    absorbed.tables.extend(base::restore(tx)?);
    let last = pages.last().map(|page| (page.head.buckets.clone(), page.end.clone()));
    for page in pages {
        let (tables, unreadable) = synced::apply(tx, page)?;
        absorbed.tables.extend(tables);
        absorbed.unreadable += unreadable;
    }
    if let Some((buckets, end)) = last {
        synced::read_by(tx, own.person, &buckets.into_iter().collect::<Vec<_>>())?;
        if !end.more {
            let Settlement { applied, refused, renamed } = settle::settle(tx, own, &end, spare, now)?;
            (absorbed.applied, absorbed.refused, absorbed.renamed) = (applied, refused, renamed);
            own.complete_at = own.complete_at.or(Some(now));
            absorbed.mended = mend(tx, &end.digests)?;
            absorbed.more = !absorbed.mended.is_empty();
        }
    }
    absorbed.tables.extend(replay::replay(tx)?);
    Ok(())
}

/// Whether the pages bring nothing and settle nothing, which is so most of the time.
fn changes_nothing(tx: &mut dyn Tx, pages: &[PullPage]) -> Result<bool, StoreError> {
    let [page] = pages else { return Ok(false) };
    let known = synced::cursors(tx)?;
    let same_buckets = known.keys().eq(page.head.buckets.iter()) && page.head.reset.is_empty();
    // What it tells of commands is news, also to a copy of a device that never sent them.
    let settles =
        outbox::first_sent(tx)?.is_some_and(|n| n <= page.end.last_n) || !page.end.results.is_empty();
    let fresh = known.values().any(|cursor| cursor.fresh);
    let empty = page.rows.is_empty() && page.gone.is_empty();
    Ok(empty && same_buckets && !settles && !fresh && !page.end.more)
}

/// Takes down how far the device is, where nothing else changed.
fn note_cursors(
    tx: &mut dyn Tx,
    own: &mut Device,
    pages: Vec<PullPage>,
    now: Instant,
) -> Result<(), StoreError> {
    for page in pages {
        synced::apply(tx, page)?;
    }
    own.complete_at = own.complete_at.or(Some(now));
    Ok(())
}

/// Forgets buckets that hold something else than the server says, so that they are received anew. The server's digest is
/// never taken for ours: that would hide the difference for good.
fn mend(tx: &mut dyn Tx, digests: &BTreeMap<String, i64>) -> Result<BTreeSet<String>, StoreError> {
    let mut mended = BTreeSet::new();
    for (bucket, digest) in digests {
        if members::digest(tx, bucket)? != *digest {
            synced::forget(tx, bucket)?;
            mended.insert(bucket.clone());
        }
    }
    Ok(mended)
}
