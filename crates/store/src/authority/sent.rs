//! What may be done by a command that a device or a page sends to a server.

use crate::{Applied, DispatchError, Store, dispatch};
use domain::base::{Code, Instant, Refusal};
use domain::command::{Command, Envelope};

/// Reads a command that was sent. Who may do what is changed by the account's own routes alone: there it is written down, ends
/// the sessions that go back to other roles, and leaves somebody who can sign in to run the platform.
pub(super) fn read(envelope: &Envelope) -> Result<Command, Refusal> {
    match envelope.command()? {
        Command::People(_) => {
            let refusal = Refusal::new(Code::Forbidden, "Who may do what is not changed this way.");
            Err(refusal.hint("Open People in a browser: there it is written down."))
        }
        command => Ok(command),
    }
}

impl Store {
    /// Applies a command that a page sent to a server; see [`Store::dispatch`].
    ///
    /// # Errors
    /// As [`Store::dispatch`], and for what is not done this way.
    pub fn dispatch_sent(&self, envelope: &Envelope, now: Instant) -> Result<Applied, DispatchError> {
        read(envelope).map_err(dispatch::refused)?;
        self.dispatch(envelope, now)
    }
}
