//! What the server decided leaves the queue, once what it did is in the rows. A refusal goes to its author.

use super::attention;
use super::device::Device;
use super::history;
use super::outbox::{self, Entry};
use crate::StoreError;
use crate::engine::Tx;
use domain::base::Instant;
use domain::sync::{ClientId, Outcome, PullEnd, Settled};
use std::collections::BTreeMap;

/// What became of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Settlement {
    pub(super) applied: usize,
    pub(super) refused: usize,
    /// Whether the installation took another id, because its numbers and the server's do not fit.
    pub(super) renamed: bool,
}

/// Settles what the server decided up to the state that a page shows. Where its numbers are not ours, the installation takes
/// the spare id and sends everything again under that; what the server has already stays decided as it was.
pub(super) fn settle(
    tx: &mut dyn Tx,
    device: &mut Device,
    end: &PullEnd,
    spare: ClientId,
    now: Instant,
) -> Result<Settlement, StoreError> {
    let mut settlement = Settlement::default();
    // By the server's clock: one of a device that is set ahead by a year would make everything too old to be kept.
    let told = Instant(now.0.saturating_add(device.ahead));
    if !fits(tx, device, end)? {
        rename(tx, device, spare)?;
        settlement.renamed = true;
        return Ok(settlement);
    }
    let results: BTreeMap<_, _> =
        end.results.iter().map(|settled| ((settled.n, settled.id), settled)).collect();
    for entry in sent(tx, end.last_n)? {
        let Some(n) = entry.n else { continue };
        let decided = results.get(&(n, entry.envelope.id));
        match decided {
            Some(Settled { outcome: Outcome::Applied, .. }) => settlement.applied += 1,
            Some(Settled { outcome: Outcome::Refused { refusal }, .. }) => {
                attention::add(tx, &entry.envelope, refusal, now)?;
                settlement.refused += 1;
            }
            // It is asked for again with the next pull.
            None => continue,
        }
        history::settle(tx, &entry, n, device.client, told)?;
    }
    history::trim(tx, told)?;
    Ok(settlement)
}

/// Returns the entries that were sent, up to a number.
fn sent(tx: &mut dyn Tx, last_n: i64) -> Result<Vec<Entry>, StoreError> {
    let mut heads = outbox::heads(tx)?;
    heads.retain(|head| head.n.is_some_and(|n| n <= last_n));
    match (heads.first(), heads.last()) {
        (Some(first), Some(last)) => outbox::between(tx, first.place, last.place),
        _ => Ok(Vec::new()),
    }
}

/// Takes another id and numbers the queue anew.
pub(super) fn rename(tx: &mut dyn Tx, device: &mut Device, spare: ClientId) -> Result<(), StoreError> {
    (device.client, device.next_n) = (spare, 1);
    outbox::unnumber(tx)
}

/// Whether the server's newest command of this installation is one that it sent.
fn fits(tx: &mut dyn Tx, device: &Device, end: &PullEnd) -> Result<bool, StoreError> {
    if end.last_n == 0 {
        return Ok(true);
    }
    if end.last_n >= device.next_n {
        return Ok(false);
    }
    let sent = history::sent_as(tx, device.client, end.last_n)?;
    Ok(sent.is_none_or(|sent| end.last_id == Some(sent)))
}
