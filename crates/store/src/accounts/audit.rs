//! What was done to accounts, by whom. Written in the transaction of the deed itself, and only ever added to.

use super::Accounts;
use crate::StoreError;
use crate::engine::{Stmt, Tx};
use domain::accounts::DeviceId;
use domain::base::{Instant, PersonId, Stored, Value, derived_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const PUT: Stmt = Stmt::new(
    "audit.put",
    "INSERT INTO audit_log (id, at, actor_id, person_id, act, device_id, address, note)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);

const OF_PERSON: Stmt = Stmt::new(
    "audit.of_person",
    "SELECT at, actor_id, act, device_id, address, note
     FROM audit_log
     WHERE person_id = $1
     ORDER BY at DESC, id DESC
     LIMIT $2",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&PUT, &OF_PERSON];

/// What can be done to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// It was made.
    Created,
    /// Somebody signed in.
    SignedIn,
    /// A token that was replaced before was shown again; its family ended.
    TokenReused,
    /// The password was changed by its owner.
    PasswordChanged,
    /// Another password was chosen by a link from a mail, or by an admin's hand.
    PasswordReset,
    /// The address was changed.
    EmailChanged,
    /// A second factor was set up.
    FactorAdded,
    /// The second factor was removed.
    FactorRemoved,
    /// New recovery codes were made.
    RecoveryCodesMade,
    /// A recovery code stood in for the second factor.
    RecoveryCodeUsed,
    /// A device was signed out from afar.
    DeviceRevoked,
    /// The key of a device's file was given into the server's keeping.
    KeyKept,
    /// The key of a device's file was given back.
    KeyReleased,
    /// A role was given.
    RoleGiven,
    /// A role was taken.
    RoleTaken,
    /// The account was disabled.
    Disabled,
    /// The account was enabled.
    Enabled,
    /// An admin began to look at what its owner sees.
    VisitBegun,
    /// That admin was done.
    VisitEnded,
    /// A copy of everything was taken along.
    Exported,
    /// The account was deleted.
    Deleted,
}
domain::stored_as_word!(Act);

/// Who does something, when and from where: what an entry says besides the act itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The id of the deed; its entries have ids that follow from it.
    pub id: Uuid,
    /// When.
    pub at: Instant,
    /// Who; none for the program itself.
    pub actor: Option<PersonId>,
    /// With or to which device.
    pub device: Option<DeviceId>,
    /// From which address of the network.
    pub address: Option<String>,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Instant,
    /// Who; none for the program itself.
    pub actor: Option<PersonId>,
    /// What was done.
    pub act: Act,
    /// With or to which device.
    pub device: Option<DeviceId>,
    /// From which address of the network.
    pub address: Option<String>,
    /// What else there is to know.
    pub note: String,
}

/// Adds an entry.
pub(super) fn put(
    tx: &mut dyn Tx,
    deed: &Deed,
    person: PersonId,
    act: Act,
    note: &str,
) -> Result<(), StoreError> {
    let params = [
        derived_id(deed.id, &format!("{act:?} {person} {note}")).to_value(),
        deed.at.to_value(),
        deed.actor.to_value(),
        person.to_value(),
        act.to_value(),
        deed.device.to_value(),
        deed.address.to_value(),
        Value::Text(note.to_owned()),
    ];
    tx.exec(&PUT, &params).map(drop)
}

impl Accounts<'_> {
    /// Adds an entry about something that changed nothing else.
    ///
    /// # Errors
    /// When the store fails.
    pub fn note(&self, deed: &Deed, person: PersonId, act: Act) -> Result<(), StoreError> {
        self.store.engine().write(&[], |tx| put(tx, deed, person, act, ""))
    }

    /// Returns what was done to an account, newest first, at most so much.
    ///
    /// # Errors
    /// When the store fails.
    pub fn audit(&self, person: PersonId, most: i64) -> Result<Vec<AuditEntry>, StoreError> {
        self.store.engine().read(|tx| {
            let rows = tx.rows(&OF_PERSON, &[person.to_value(), most.to_value()])?;
            let entry = |row: &crate::engine::Record| {
                Ok(AuditEntry {
                    at: row.instant(0)?,
                    actor: row.stored(1)?,
                    act: row.stored(2)?,
                    device: row.stored(3)?,
                    address: row.stored(4)?,
                    note: row.text(5)?.to_owned(),
                })
            };
            rows.iter().map(entry).collect()
        })
    }
}
