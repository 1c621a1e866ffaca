//! The file was mended: what could not be read is missing from it. Everything is asked for again, and what the person made is sent
//! again; meanwhile whatever could be read stays in sight.

use super::{Replica, device, settle, stage};
use crate::StoreError;
use crate::engine::Stmt;
use domain::sync::ClientId;

const ASK_FOR_ALL: Stmt = Stmt::new(
    "mended.ask_for_all",
    "UPDATE cursor
     SET seq = 0, fresh = 1",
);

const COUNT_ANEW: Stmt = Stmt::new("mended.count_anew", "DELETE FROM sync_bucket");

pub(super) const STATEMENTS: &[&Stmt] = &[&ASK_FOR_ALL, &COUNT_ANEW];

impl Replica<'_> {
    /// Asks the server for everything again, and numbers what is to be sent anew under the spare id: a command that can't be
    /// read leaves a gap in the numbers.
    ///
    /// # Errors
    /// When the store fails.
    pub fn mended(&self, spare: ClientId) -> Result<(), StoreError> {
        self.engine().write(&[], |tx| {
            tx.exec(&ASK_FOR_ALL, &[])?;
            // The digests are of what was there before.
            tx.exec(&COUNT_ANEW, &[])?;
            stage::clear(tx)?;
            let mut own = device::read(tx)?;
            settle::rename(tx, &mut own, spare)?;
            // The queue is not applied anew: without what can't be read, a rule might refuse what is in sight. The next page does that.
            own.save(tx)
        })
    }
}
