//! What is to be pushed next. Before anything leaves the device it is numbered, and the number is kept: from then on an entry
//! is never replaced, because the server may have it.

use super::outbox::{self, Entry, HELD_BACK, Head};
use super::{Replica, device};
use crate::StoreError;
use crate::engine::Tx;
use domain::base::Instant;
use domain::sync::{PUSH_BYTES, PUSH_ENTRIES, PushEntry, PushRequest, SCHEMA};

/// What is pushed next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// Up to this number the server has everything, as it said itself.
    pub after_n: i64,
    /// How many entries at most.
    pub most: usize,
    /// Whether texts that are held back are sent as well.
    pub all: bool,
}

impl Replica<'_> {
    /// Returns what is to be pushed, if anything is due, and marks it as sent for good.
    ///
    /// # Errors
    /// When the store fails.
    pub fn next_push(
        &self,
        wish: Wish,
        device: &str,
        now: Instant,
    ) -> Result<Option<PushRequest>, StoreError> {
        let now = self.server_time(now);
        // Nothing is written where nothing is due: this is asked often.
        if self.engine().read(|tx| due_heads(tx, wish, now))?.is_empty() {
            return Ok(None);
        }
        self.engine().write(&[], |tx| {
            let mut own = device::read(tx)?;
            let Some(epoch) = own.epoch else { return Ok(None) };
            let mut entries = Vec::new();
            for entry in due(tx, wish, now)? {
                let n = match entry.n {
                    Some(n) => n,
                    None => {
                        let n = own.next_n;
                        outbox::number(tx, entry.place, n)?;
                        own.next_n = n + 1;
                        n
                    }
                };
                entries.push(PushEntry { n, envelope: entry.envelope });
            }
            own.save(tx)?;
            let device = device.to_owned();
            Ok(Some(PushRequest { client_id: own.client, epoch, schema: SCHEMA, device, entries }))
        })
    }
}

/// Returns the entries that are to be sent now.
fn due(tx: &mut dyn Tx, wish: Wish, now: Instant) -> Result<Vec<Entry>, StoreError> {
    let heads = due_heads(tx, wish, now)?;
    let (Some(first), Some(last)) = (heads.first(), heads.last()) else { return Ok(Vec::new()) };
    let mut bytes = 0;
    let mut chosen = Vec::new();
    for entry in outbox::between(tx, first.place, last.place)? {
        bytes += entry.envelope.args.to_string().len();
        if !chosen.is_empty() && bytes > PUSH_BYTES {
            break;
        }
        chosen.push(entry);
    }
    Ok(chosen)
}

/// Returns which entries are to be sent now, however large they are.
fn due_heads(tx: &mut dyn Tx, wish: Wish, now: Instant) -> Result<Vec<Head>, StoreError> {
    let mut heads = outbox::heads(tx)?;
    heads.retain(|head| head.n.is_none_or(|n| n > wish.after_n));
    let upto = if wish.all { i64::MAX } else { pressed(&heads) };
    let is_due = |head: &Head| head.n.is_some() || head.place <= upto || held_until(head) <= now;
    heads.truncate(wish.most.clamp(1, PUSH_ENTRIES));
    let due = heads.iter().take_while(|head| is_due(head)).count();
    heads.truncate(due);
    Ok(heads)
}

/// Returns the place of the last entry that waits for nothing: everything before it goes with it.
fn pressed(heads: &[Head]) -> i64 {
    heads.iter().rev().find(|head| !head.saves).map_or(0, |head| head.place)
}

/// Returns until when an entry is held back at most.
pub(super) fn held_until(head: &Head) -> Instant {
    if head.saves { head.first_at + HELD_BACK } else { head.first_at }
}
