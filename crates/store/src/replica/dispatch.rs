//! A person's command on a device: applied at once, and queued for the server in the same transaction.

use super::tally::{self, Tally};
use super::{Replica, base, outbox};
use crate::StoreError;
use crate::dispatch::{Applied, DispatchError, Side, Stop, apply, loses_text, refused};
use crate::engine::Tx;
use crate::rows::find_row;
use domain::base::{Code, Instant, Refusal, Rev};
use domain::command::{Command, Envelope};
use domain::rows::{RowKey, Table};
use std::collections::BTreeSet;

/// What a device decided for the time being.
type Decided = Result<BTreeSet<Table>, Refusal>;

impl Replica<'_> {
    /// Applies a person's command here and queues it. A refusal that would lose the person's text queues it all the
    /// same: the server has its say, and keeps the text.
    ///
    /// # Errors
    /// As [`Store::dispatch`](crate::Store::dispatch).
    pub(crate) fn dispatch(&self, envelope: &Envelope, now: Instant) -> Result<Applied, DispatchError> {
        if envelope.actor != self.person() {
            let refusal = Refusal::new(Code::Forbidden, "These are the data of somebody else.");
            return Err(refused(refusal.hint("Sign in as the person who wants to do this.")));
        }
        let command = envelope.command().map_err(refused)?;
        let now = self.server_time(now);
        let (decided, tally): (Decided, Tally) = self.engine().write::<_, StoreError>(&[], |tx| {
            let base_rev = began_with(tx, envelope, &command)?;
            let decided = decide(tx, &Envelope { base_rev, ..envelope.clone() }, &command, now)?;
            Ok((decided, tally::read(tx)?))
        })?;
        self.keep_beside(tally);
        decided.map(|tables| Applied { tables }).map_err(refused)
    }
}

/// Returns what a save began with: what its screen says, or else the text that is in its row here.
fn began_with(tx: &mut dyn Tx, envelope: &Envelope, command: &Command) -> Result<Option<Rev>, StoreError> {
    let Some(key) = command.save_of(envelope.actor).filter(|_| envelope.base_rev.is_none()) else {
        return Ok(envelope.base_rev);
    };
    // An answer is in one of two tables, under one id; in both, the private one is read.
    let tables =
        if key.table == Table::Answer { vec![Table::PrivateAnswer, Table::Answer] } else { vec![key.table] };
    for table in tables {
        if let Some(row) = find_row(tx, RowKey { table, ..key })? {
            return Ok(Some(row.stamp().rev));
        }
    }
    // Either a queued save emptied it, or it began with nothing, as it may have on another device.
    let pending = outbox::newest_save(tx, key)?;
    Ok(Some(pending.map_or_else(Rev::default, |pending| Rev(pending.0))))
}

fn decide(
    tx: &mut dyn Tx,
    envelope: &Envelope,
    command: &Command,
    now: Instant,
) -> Result<Decided, StoreError> {
    if outbox::knows(tx, envelope.id)? {
        return Ok(Ok(BTreeSet::new()));
    }
    match tx.sub_step(|tx| apply(tx, envelope, command, now, Side::Device)) {
        Ok(touched) => {
            base::keep(tx, &touched)?;
            outbox::queue(tx, envelope, command, now, None)?;
            Ok(Ok(touched.tables()))
        }
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Refused(refusal)) => {
            if loses_text(refusal.code) && command.user_text().is_some() {
                outbox::queue(tx, envelope, command, now, Some(&refusal))?;
            }
            Ok(Err(refusal))
        }
    }
}
