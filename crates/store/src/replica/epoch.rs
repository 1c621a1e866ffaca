//! The server has another history: it was restored from a backup. Whatever it told is forgotten, and everything that this
//! device did in the last weeks is sent again; what the server still has stays decided as it was.

use super::{Replica, attention, base, device, history, replay, settle, stage, synced};
use crate::StoreError;
use domain::rows::Table;
use domain::sync::{ClientId, Epoch};
use std::collections::BTreeSet;

impl Replica<'_> {
    /// Begins anew with a server of this history, under the spare id. Returns the tables that this changed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn epoch_changed(&self, epoch: Epoch, spare: ClientId) -> Result<BTreeSet<Table>, StoreError> {
        self.engine().write(&[], |tx| {
            let mut own = device::read(tx)?;
            base::restore(tx)?;
            stage::clear(tx)?;
            let known: Vec<String> = synced::cursors(tx)?.into_keys().collect();
            for bucket in known {
                synced::forget(tx, &bucket)?;
            }
            base::clear(tx)?;
            for command in history::send_again(tx)? {
                attention::withdraw(tx, command)?;
            }
            settle::rename(tx, &mut own, spare)?;
            (own.epoch, own.complete_at) = (Some(epoch), None);
            own.save(tx)?;
            replay::replay(tx)?;
            Ok(Table::ALL.iter().copied().collect())
        })
    }

    /// Takes another id, because the server knows something else under this one, and sends the queue again under that.
    ///
    /// # Errors
    /// When the store fails.
    pub fn rename(&self, spare: ClientId) -> Result<(), StoreError> {
        self.engine().write(&[], |tx| {
            let mut own = device::read(tx)?;
            settle::rename(tx, &mut own, spare)?;
            own.save(tx)
        })
    }
}
