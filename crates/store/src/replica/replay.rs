//! Applying what is still queued once more, on top of what the server told. One that can't be applied any more stays
//! queued: the server decides about it, not this device.

use super::{base, outbox};
use crate::StoreError;
use crate::dispatch::{Side, Stop, apply};
use crate::engine::Tx;
use domain::rows::Table;
use std::collections::BTreeSet;

/// Applies every queued command. Returns the tables that this changed.
pub(super) fn replay(tx: &mut dyn Tx) -> Result<BTreeSet<Table>, StoreError> {
    let mut tables = BTreeSet::new();
    for entry in outbox::all(tx)? {
        let applied = match entry.envelope.command() {
            Ok(command) => tx.sub_step(|tx| apply(tx, &entry.envelope, &command, entry.now, Side::Device)),
            Err(refusal) => Err(Stop::Refused(refusal)),
        };
        let doubt = match applied {
            Ok(touched) => {
                base::keep(tx, &touched)?;
                tables.extend(touched.tables());
                None
            }
            Err(Stop::Refused(refusal)) => Some(refusal),
            Err(Stop::Failed(error)) => return Err(error),
        };
        outbox::doubt(tx, entry.place, doubt)?;
    }
    Ok(tables)
}
