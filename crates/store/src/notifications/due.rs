//! Whom a server has to remind, among all people.

use crate::engine::Stmt;
use crate::{Store, StoreError};
use domain::base::{Instant, PersonId, Stored};
use domain::reviews::LEASE_WARNING;

/// Who holds a lease that ends soon.
pub(super) const HOLDERS: Stmt = Stmt::new(
    "notifications.holders",
    "SELECT DISTINCT c.mentor_id
     FROM claims c
     WHERE c.ended_at IS NULL AND c.expires_at >= $1 AND c.expires_at <= $2
     ORDER BY c.mentor_id",
);

impl Store {
    /// Returns everybody whose lease is about to end, reminded or not: [`Store::remind`] finds out.
    ///
    /// # Errors
    /// When the store fails.
    pub fn to_be_reminded(&self, now: Instant) -> Result<Vec<PersonId>, StoreError> {
        self.engine().read(|tx| {
            let rows = tx.rows(&HOLDERS, &[now.to_value(), (now + LEASE_WARNING).to_value()])?;
            rows.iter().map(|row| row.stored(0)).collect()
        })
    }
}
