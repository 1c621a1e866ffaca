//! The devices of a person: which there are, what they are called, and how one is signed out from afar.

use super::audit::{self, Act, Deed};
use super::session::NewSession;
use super::{Accounts, TokenHash, lock, tokens};
use crate::StoreError;
use crate::engine::{Record, Stmt, Tx};
use domain::accounts::DeviceId;
use domain::base::{Instant, PersonId, Stored, Value};

const PUT: Stmt = Stmt::new(
    "devices.put",
    "INSERT INTO devices (person_id, id, name, created_at, seen_at, known)
     VALUES ($1, $2, $3, $4, $4, $5)
     ON CONFLICT (person_id, id) DO UPDATE
     SET name = excluded.name, seen_at = excluded.seen_at, known = excluded.known, revoked_at = NULL",
);

const LIST: Stmt = Stmt::new(
    "devices.list",
    "SELECT d.id, d.name, d.created_at, d.seen_at
     FROM devices d
     WHERE d.person_id = $1 AND d.revoked_at IS NULL
     AND EXISTS
         (SELECT 1
          FROM device_tokens t
          WHERE t.person_id = d.person_id AND t.device_id = d.id AND t.expires_at > $2)
     ORDER BY d.seen_at DESC, d.id",
);

const RENAME: Stmt = Stmt::new(
    "devices.rename",
    "UPDATE devices
     SET name = $3
     WHERE person_id = $1 AND id = $2 AND revoked_at IS NULL",
);

const REVOKE: Stmt = Stmt::new(
    "devices.revoke",
    "UPDATE devices
     SET revoked_at = $3
     WHERE person_id = $1 AND id = $2 AND revoked_at IS NULL",
);

const KNOWN: Stmt = Stmt::new(
    "devices.known",
    "SELECT 1
     FROM devices d
     JOIN accounts a ON a.person_id = d.person_id
     WHERE a.email = $1 AND d.id = $2 AND d.known = $3 AND d.revoked_at IS NULL",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&PUT, &LIST, &RENAME, &REVOKE, &KNOWN];

/// A device on which a person is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// What its person calls it.
    pub name: String,
    /// When it signed in first.
    pub created_at: Instant,
    /// When it was heard of last, give or take some minutes.
    pub seen_at: Instant,
}

impl Accounts<'_> {
    /// Returns the devices on which a person is signed in, the one heard of last first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn devices(&self, person: PersonId, now: Instant) -> Result<Vec<Device>, StoreError> {
        self.store.engine().read(|tx| {
            let device = |row: &Record| {
                Ok(Device {
                    id: row.stored(0)?,
                    name: row.text(1)?.to_owned(),
                    created_at: row.instant(2)?,
                    seen_at: row.instant(3)?,
                })
            };
            tx.rows(&LIST, &[person.to_value(), now.to_value()])?.iter().map(device).collect()
        })
    }

    /// Gives a device of a person another name. Returns whether they have such a device.
    ///
    /// # Errors
    /// When the store fails.
    pub fn rename_device(&self, person: PersonId, device: DeviceId, name: &str) -> Result<bool, StoreError> {
        let params = [person.to_value(), device.to_value(), Value::Text(name.to_owned())];
        self.store.engine().write(&[], |tx| Ok(tx.exec(&RENAME, &params)? == 1))
    }

    /// Signs a device out from afar: its next request is refused. Returns whether the person has such a device.
    ///
    /// # Errors
    /// When the store fails.
    pub fn revoke_device(&self, person: PersonId, device: DeviceId, deed: &Deed) -> Result<bool, StoreError> {
        self.store.engine().write(&[lock(person)], |tx| {
            if tx.exec(&REVOKE, &[person.to_value(), device.to_value(), deed.at.to_value()])? == 0 {
                return Ok(false);
            }
            tokens::end_device(tx, person, device)?;
            let deed = Deed { device: Some(device), ..deed.clone() };
            audit::put(tx, &deed, person, Act::DeviceRevoked, "")?;
            Ok(true)
        })
    }

    /// Whether a device shows what an earlier sign-in to this account gave it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn is_known_device(
        &self,
        email: &str,
        device: DeviceId,
        known: &TokenHash,
    ) -> Result<bool, StoreError> {
        let params = [Value::Text(email.to_owned()), device.to_value(), known.to_value()];
        self.store.engine().read(|tx| Ok(tx.row(&KNOWN, &params)?.is_some()))
    }
}

/// Writes down with which device somebody signs in.
pub(super) fn put(tx: &mut dyn Tx, new: &NewSession, now: Instant) -> Result<(), StoreError> {
    let params = [
        new.person.to_value(),
        new.device.to_value(),
        Value::Text(new.device_name.clone()),
        now.to_value(),
        new.known.to_value(),
    ];
    tx.exec(&PUT, &params).map(drop)
}
