//! What a person may do, for a server that has to know before the rules are asked.

use crate::{Store, StoreError, changes};
use domain::base::PersonId;
use domain::command::Role;
use std::collections::BTreeSet;

impl Store {
    /// Returns what a person may do.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn roles_of(&self, person: PersonId) -> Result<BTreeSet<Role>, StoreError> {
        self.engine().read(|tx| Ok(changes::facts(tx, person)?.roles))
    }
}
