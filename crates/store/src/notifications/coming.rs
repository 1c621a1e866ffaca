//! What comes by itself as time passes: a lease is about to end, something that was put off comes back.
//!
//! Whoever has a clock asks for the next such moment, waits for it, and then has everything done that is due.

use crate::ask::{AskError, Reader};
use crate::dispatch::{Applied, DispatchError, SYSTEM};
use crate::engine::Stmt;
use crate::{Store, StoreError, visible};
use domain::base::{CommandId, Instant, PersonId, Span, Stored, ZoneId, derived_id};
use domain::command::Envelope;
use domain::notifications::{Notification, NotificationId, NotificationsCommand};
use domain::reviews::{ClaimId, LEASE_WARNING};

/// The leases of the viewer that have not ended.
pub(super) const LEASES: Stmt = Stmt::new(
    "notifications.leases",
    concat!(
        "SELECT c.id, c.expires_at
         FROM claims c
         WHERE c.mentor_id = $1 AND c.ended_at IS NULL AND c.expires_at >= $2 AND ",
        visible!("c", "claims"),
        " ORDER BY c.expires_at, c.id"
    ),
);

/// When the next of the viewer's notifications comes back.
pub(super) const SNOOZED: Stmt = Stmt::new(
    "notifications.snoozed",
    concat!(
        "SELECT min(t.snoozed_until)
         FROM notifications t
         WHERE t.recipient_id = $1 AND t.read_at IS NULL AND t.snoozed_until > $2 AND ",
        visible!("t", "notifications")
    ),
);

/// A lease that somebody has to be reminded of.
struct Ending {
    claim: ClaimId,
    reminder: NotificationId,
}

impl Store {
    /// Returns the next moment at which something comes by itself for a person.
    ///
    /// # Errors
    /// When the store fails.
    pub fn next_moment(&self, person: PersonId, now: Instant) -> Result<Option<Instant>, StoreError> {
        self.reads(person, now, |reader| {
            let warnings = leases(reader)?.into_iter().map(|(_, end)| before(end)).filter(|at| *at > now);
            let back = reader.rows(&SNOOZED, &[now.to_value()])?;
            let back = back.first().map(|row| row.opt_instant(0)).transpose()?.flatten();
            Ok(warnings.chain(back).min())
        })
    }

    /// Reminds a person of the leases that are about to end, once for each end.
    ///
    /// On a device there is nothing to send: the server reminds, and the reminder comes with the next pull.
    ///
    /// # Errors
    /// When the store fails.
    pub fn remind(&self, person: PersonId, now: Instant) -> Result<Applied, DispatchError> {
        if self.replica().is_some() {
            return Ok(Applied { tables: std::collections::BTreeSet::new() });
        }
        let ending = self.reads(person, now, |reader| {
            let mut ending = Vec::new();
            for (claim, end) in leases(reader)?.into_iter().filter(|(_, end)| before(*end) <= now) {
                let reminder = NotificationId::of_lease_end(claim, end);
                if reader.find::<Notification>(reminder)?.is_none() {
                    ending.push(Ending { claim, reminder });
                }
            }
            Ok(ending)
        })?;
        let mut tables = std::collections::BTreeSet::new();
        for Ending { claim, reminder } in ending {
            let id = CommandId(derived_id(reminder.0, "remind"));
            let command = NotificationsCommand::RemindOfLease { claim }.into();
            let envelope = Envelope::new(id, SYSTEM, now, ZoneId::utc(), &command);
            tables.extend(self.dispatch_system(&envelope, now)?.tables);
        }
        Ok(Applied { tables })
    }

    fn reads<T>(
        &self,
        viewer: PersonId,
        now: Instant,
        read: impl Fn(&mut Reader) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let read = self.engine().read(|tx| Ok::<_, AskError>(read(&mut Reader::new(tx, viewer, now))?));
        read.map_err(|error| match error {
            AskError::Failed(error) => error,
            AskError::Refused(refusal) => StoreError::Unsuitable { reason: refusal.to_string() },
        })
    }
}

/// Returns when a mentor is reminded of a lease that ends then.
fn before(end: Instant) -> Instant {
    end + Span(-LEASE_WARNING.0)
}

fn leases(reader: &mut Reader) -> Result<Vec<(ClaimId, Instant)>, StoreError> {
    let rows = reader.rows(&LEASES, &[reader.now.to_value()])?;
    rows.iter().map(|row| Ok((row.stored(0)?, row.instant(1)?))).collect()
}
