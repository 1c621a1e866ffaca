//! How the device stands to its server, for whoever decides what to do next and for the person.

use super::{Replica, attention, device, outbox, push};
use crate::StoreError;
use domain::base::Instant;
use domain::sync::{ClientId, Epoch};

/// How the device stands to its server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How the server knows the installation.
    pub client: ClientId,
    /// The server's history; none before the first pull.
    pub epoch: Option<Epoch>,
    /// How many commands wait for the server's decision.
    pub waiting: usize,
    /// When the oldest of them was made, by the clock of this device.
    pub oldest: Option<Instant>,
    /// When the next one is to be sent, by the clock of this device; none when none waits to be sent.
    pub due_at: Option<Instant>,
    /// How many commands were refused and wait for their author.
    pub attention: usize,
    /// How many texts are kept beside another one and wait for their author. The server has them too.
    pub beside: usize,
    /// When the server was last heard.
    pub heard_at: Option<Instant>,
    /// When everything had been received once; none while it has not.
    pub complete_at: Option<Instant>,
}

impl Replica<'_> {
    /// Returns how the device stands to its server.
    ///
    /// # Errors
    /// When the store fails.
    pub fn standing(&self) -> Result<Standing, StoreError> {
        let ahead = self.server_time(Instant(0)).0;
        let here = |server: Instant| Instant(server.0.saturating_sub(ahead));
        self.engine().read(|tx| {
            let own = device::read(tx)?;
            let queue = outbox::heads(tx)?;
            let pressed = queue.iter().any(|entry| entry.n.is_some() || !entry.saves);
            let due = if pressed {
                queue.first().map(|entry| entry.first_at)
            } else {
                queue.first().map(push::held_until)
            };
            Ok(Standing {
                client: own.client,
                epoch: own.epoch,
                waiting: queue.len(),
                oldest: queue.iter().map(|entry| here(entry.first_at)).min(),
                due_at: due.map(here),
                attention: usize::try_from(attention::count(tx)?).unwrap_or_default(),
                beside: usize::try_from(attention::beside(tx, self.person())?).unwrap_or_default(),
                heard_at: own.heard_at,
                complete_at: own.complete_at,
            })
        })
    }
}
