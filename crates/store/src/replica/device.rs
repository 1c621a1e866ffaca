//! Whose part of the data a file holds, and how it is known to the server: one row.

use crate::StoreError;
use crate::engine::{Stmt, Tx};
use domain::base::{Instant, PersonId, Stored, Value};
use domain::sync::{ClientId, Epoch};

const FIND: Stmt = Stmt::new(
    "replica.find",
    "SELECT person_id, client_id, epoch, next_n, ahead, heard_at, complete_at
     FROM replica
     WHERE id = 1",
);

const SAVE: Stmt = Stmt::new(
    "replica.save",
    "INSERT INTO replica (id, person_id, client_id, epoch, next_n, ahead, heard_at, complete_at)
     VALUES (1, $1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET
         client_id = excluded.client_id,
         epoch = excluded.epoch,
         next_n = excluded.next_n,
         ahead = excluded.ahead,
         heard_at = excluded.heard_at,
         complete_at = excluded.complete_at",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&FIND, &SAVE];

/// The device as its file knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Device {
    pub(super) person: PersonId,
    pub(super) client: ClientId,
    pub(super) epoch: Option<Epoch>,
    /// The number of the next command that is sent.
    pub(super) next_n: i64,
    /// How far the server's clock is ahead, in ms.
    pub(super) ahead: i64,
    /// When the server was last heard.
    pub(super) heard_at: Option<Instant>,
    /// When everything had been received once.
    pub(super) complete_at: Option<Instant>,
}

/// Reads whose file it is, or begins one.
pub(super) fn begin(tx: &mut dyn Tx, person: PersonId, client: ClientId) -> Result<Device, StoreError> {
    match find(tx)? {
        Some(device) if device.person == person => Ok(device),
        Some(_) => Err(StoreError::Unsuitable { reason: "the file is somebody else's".to_owned() }),
        None => {
            let (next_n, ahead) = (1, 0);
            let device =
                Device { person, client, epoch: None, next_n, ahead, heard_at: None, complete_at: None };
            device.save(tx)?;
            super::synced::read_by(tx, person, &[])?;
            Ok(device)
        }
    }
}

/// Reads the device of a file that was begun.
pub(super) fn read(tx: &mut dyn Tx) -> Result<Device, StoreError> {
    let reason = || StoreError::Unsuitable { reason: "the file does not say whose it is".to_owned() };
    find(tx)?.ok_or_else(reason)
}

/// Returns when the server was last heard, by the clock of this device.
pub(crate) fn heard_at(tx: &mut dyn Tx) -> Result<Option<Instant>, StoreError> {
    Ok(find(tx)?.and_then(|device| device.heard_at))
}

fn find(tx: &mut dyn Tx) -> Result<Option<Device>, StoreError> {
    let row = tx.row(&FIND, &[])?;
    row.map(|row| {
        Ok(Device {
            person: row.stored(0)?,
            client: row.stored(1)?,
            epoch: row.stored(2)?,
            next_n: row.int(3)?,
            ahead: row.int(4)?,
            heard_at: row.stored(5)?,
            complete_at: row.stored(6)?,
        })
    })
    .transpose()
}

impl Device {
    /// Writes it down.
    pub(super) fn save(&self, tx: &mut dyn Tx) -> Result<(), StoreError> {
        let params = [
            self.person.to_value(),
            self.client.to_value(),
            self.epoch.to_value(),
            Value::Int(self.next_n),
            Value::Int(self.ahead),
            self.heard_at.to_value(),
            self.complete_at.to_value(),
        ];
        tx.exec(&SAVE, &params).map(drop)
    }
}
