//! What a server has to know about a person before the rules are asked: what they may do, and which changes concern them.

use crate::engine::Stmt;
use crate::{Store, StoreError, changes};
use domain::base::{PersonId, Stored};
use domain::command::Role;
use std::collections::BTreeSet;

const BUCKETS: Stmt = Stmt::new(
    "membership.buckets",
    "SELECT bucket
     FROM sync_member
     WHERE person_id = $1
     ORDER BY bucket",
);

pub(crate) const STATEMENTS: &[&Stmt] = &[&BUCKETS];

impl Store {
    /// Returns what a person may do.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn roles_of(&self, person: PersonId) -> Result<BTreeSet<Role>, StoreError> {
        self.engine().read(|tx| Ok(changes::facts(tx, person)?.roles))
    }

    /// Returns the buckets of the change index that a person reads.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn buckets_of(&self, person: PersonId) -> Result<BTreeSet<String>, StoreError> {
        self.engine().read(|tx| {
            let rows = tx.rows(&BUCKETS, &[person.to_value()])?;
            rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
        })
    }
}
