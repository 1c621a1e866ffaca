//! Installations, as the authority knows them: how far each is, and which command it sent under which number.

use crate::StoreError;
use crate::engine::{Stmt, Tx};
use domain::base::{CommandId, Instant, Json, PersonId, Refusal, Stored, Value};
use domain::sync::{ClientId, Outcome, PushRequest, Settled};

const FIND: Stmt = Stmt::new(
    "clients.find",
    "SELECT person_id, last_n, last_id, poison_id, poison_tries
     FROM sync_client
     WHERE client_id = $1",
);

const SAVE: Stmt = Stmt::new(
    "clients.save",
    "INSERT INTO sync_client (client_id, person_id, device, last_n, last_id, schema, seen_at, poison_id, poison_tries)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (client_id) DO UPDATE SET
         device = excluded.device,
         last_n = excluded.last_n,
         last_id = excluded.last_id,
         schema = excluded.schema,
         seen_at = excluded.seen_at,
         poison_id = excluded.poison_id,
         poison_tries = excluded.poison_tries",
);

const SENT: Stmt = Stmt::new(
    "clients.sent",
    "SELECT e.mid, m.refusal
     FROM sync_entry e
     JOIN sync_mutation m ON m.mid = e.mid
     WHERE e.client_id = $1 AND e.n = $2",
);

const REMEMBER_SENT: Stmt = Stmt::new(
    "clients.remember_sent",
    "INSERT INTO sync_entry (client_id, n, mid)
     VALUES ($1, $2, $3)",
);

const SETTLED_AFTER: Stmt = Stmt::new(
    "clients.settled_after",
    "SELECT e.n, e.mid, m.refusal
     FROM sync_entry e
     JOIN sync_mutation m ON m.mid = e.mid
     WHERE e.client_id = $1 AND e.n > $2
     ORDER BY e.n",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&FIND, &SAVE, &SENT, &REMEMBER_SENT, &SETTLED_AFTER];

/// An installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Client {
    pub(super) id: ClientId,
    pub(super) person: PersonId,
    /// The number of the newest command that was decided, and that command.
    pub(super) last_n: i64,
    pub(super) last_id: Option<CommandId>,
    /// A command under which this program broke down, and how often.
    pub(super) poison: Option<(CommandId, i64)>,
}

impl Client {
    /// Returns an installation that is not known yet.
    pub(super) const fn new(id: ClientId, person: PersonId) -> Self {
        Self { id, person, last_n: 0, last_id: None, poison: None }
    }

    /// Reads an installation, if it ever pushed.
    pub(super) fn find(tx: &mut dyn Tx, id: ClientId) -> Result<Option<Self>, StoreError> {
        let Some(row) = tx.row(&FIND, &[id.to_value()])? else { return Ok(None) };
        let poison: Option<CommandId> = row.stored(3)?;
        let tries = row.int(4)?;
        Ok(Some(Self {
            id,
            person: row.stored(0)?,
            last_n: row.int(1)?,
            last_id: row.stored(2)?,
            poison: poison.map(|poison| (poison, tries)),
        }))
    }

    /// Writes it down, as its request shows it.
    pub(super) fn save(
        &self,
        tx: &mut dyn Tx,
        request: &PushRequest,
        now: Instant,
    ) -> Result<(), StoreError> {
        let device: String = request.device.chars().filter(|c| !c.is_control()).take(100).collect();
        let params = [
            self.id.to_value(),
            self.person.to_value(),
            Value::Text(device),
            Value::Int(self.last_n),
            self.last_id.to_value(),
            Value::Int(i64::from(request.schema)),
            now.to_value(),
            self.poison.map(|(id, _)| id).to_value(),
            Value::Int(self.poison.map_or(0, |(_, tries)| tries)),
        ];
        tx.exec(&SAVE, &params).map(drop)
    }

    /// Returns what it sent under a number, and what became of that.
    pub(super) fn sent(&self, tx: &mut dyn Tx, n: i64) -> Result<Option<Settled>, StoreError> {
        let row = tx.row(&SENT, &[self.id.to_value(), Value::Int(n)])?;
        row.map(|row| Ok(Settled { n, id: row.stored(0)?, outcome: outcome(row.stored(1)?) })).transpose()
    }

    /// Takes down that its next command was decided.
    pub(super) fn decided(&mut self, tx: &mut dyn Tx, n: i64, id: CommandId) -> Result<(), StoreError> {
        tx.exec(&REMEMBER_SENT, &[self.id.to_value(), Value::Int(n), id.to_value()])?;
        (self.last_n, self.last_id) = (n, Some(id));
        Ok(())
    }
}

/// Returns what became of an installation's commands after this one.
pub(super) fn settled_after(tx: &mut dyn Tx, id: ClientId, n: i64) -> Result<Vec<Settled>, StoreError> {
    let rows = tx.rows(&SETTLED_AFTER, &[id.to_value(), Value::Int(n)])?;
    rows.iter()
        .map(|row| Ok(Settled { n: row.int(0)?, id: row.stored(1)?, outcome: outcome(row.stored(2)?) }))
        .collect()
}

fn outcome(refusal: Option<Json<Refusal>>) -> Outcome {
    refusal.map_or(Outcome::Applied, |Json(refusal)| Outcome::Refused { refusal })
}
