//! The keys of devices' encrypted files, in the server's keeping and sealed by it, so that whoever loses a keychain signs in
//! again and has every draft.

use super::audit::{self, Act, Deed};
use super::{Accounts, lock};
use crate::StoreError;
use crate::engine::Stmt;
use domain::accounts::DeviceId;
use domain::base::{PersonId, Stored, Value};

const FIND: Stmt = Stmt::new(
    "file_keys.find",
    "SELECT file_key
     FROM devices
     WHERE person_id = $1 AND id = $2 AND revoked_at IS NULL",
);

const PUT: Stmt = Stmt::new(
    "file_keys.put",
    "UPDATE devices
     SET file_key = $3
     WHERE person_id = $1 AND id = $2 AND file_key IS NULL",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&FIND, &PUT];

/// What became of a key that was given into the server's keeping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyKept {
    /// It is kept.
    Kept,
    /// There was one already, sealed; it stays.
    Known(String),
    /// There is no such device.
    NoDevice,
}

impl Accounts<'_> {
    /// Keeps the key of a device's file, sealed, if none is kept.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep_file_key(
        &self,
        person: PersonId,
        device: DeviceId,
        sealed: &str,
        deed: &Deed,
    ) -> Result<KeyKept, StoreError> {
        let which = [person.to_value(), device.to_value()];
        self.store.engine().write(&[lock(person)], |tx| {
            let Some(row) = tx.row(&FIND, &which)? else { return Ok(KeyKept::NoDevice) };
            if let Some(kept) = row.opt_text(0)? {
                return Ok(KeyKept::Known(kept.to_owned()));
            }
            let [person_id, id] = which.clone();
            tx.exec(&PUT, &[person_id, id, Value::Text(sealed.to_owned())])?;
            audit::put(tx, deed, person, Act::KeyKept, "")?;
            Ok(KeyKept::Kept)
        })
    }

    /// Returns the sealed key of a device's file, and writes down that it was given back.
    ///
    /// # Errors
    /// When the store fails.
    pub fn release_file_key(
        &self,
        person: PersonId,
        device: DeviceId,
        deed: &Deed,
    ) -> Result<Option<String>, StoreError> {
        self.store.engine().write(&[lock(person)], |tx| {
            let row = tx.row(&FIND, &[person.to_value(), device.to_value()])?;
            let kept = match &row {
                Some(row) => row.opt_text(0)?.map(str::to_owned),
                None => None,
            };
            if kept.is_some() {
                audit::put(tx, deed, person, Act::KeyReleased, "")?;
            }
            Ok(kept)
        })
    }

    /// Whether the key of a device's file is kept.
    ///
    /// # Errors
    /// When the store fails.
    pub fn has_file_key(&self, person: PersonId, device: DeviceId) -> Result<bool, StoreError> {
        self.store.engine().read(|tx| match tx.row(&FIND, &[person.to_value(), device.to_value()])? {
            Some(row) => Ok(row.opt_text(0)?.is_some()),
            None => Ok(false),
        })
    }
}
