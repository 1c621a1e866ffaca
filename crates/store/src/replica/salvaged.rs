//! What was not sent comes back out of a damaged file: into the queue, where the next pull applies it, and onto the list of what
//! needs attention.

use super::{Replica, attention, outbox};
use crate::StoreError;
use crate::backup::{Salvaged, Unsent};

impl Replica<'_> {
    /// Takes what was not sent out of a damaged file. Doing it again changes nothing, and the server does nothing twice.
    ///
    /// # Errors
    /// When the store fails; then nothing was taken.
    pub fn take_unsent(&self, found: &Unsent) -> Result<Salvaged, StoreError> {
        self.engine().write(&[], |tx| {
            let mut salvaged = Salvaged::default();
            for (envelope, now, first_at) in &found.queue {
                // A kind that this program does not know was made by a newer one.
                let Ok(command) = envelope.command() else {
                    salvaged.lost += 1;
                    continue;
                };
                if outbox::knows(tx, envelope.id)? {
                    salvaged.known += 1;
                    continue;
                }
                outbox::bring_back(tx, envelope, &command, (*now, *first_at))?;
                salvaged.put_back += 1;
            }
            for refused in &found.attention {
                if outbox::knows(tx, refused.envelope.id)? {
                    salvaged.known += 1;
                } else {
                    attention::add(tx, &refused.envelope, &refused.refusal, refused.at)?;
                    salvaged.kept += 1;
                }
            }
            Ok(salvaged)
        })
    }
}
